// Courses as tables: CSV, TSV, and the workbooks of Excel and LibreOffice. A row is a lesson.
#pragma once

#include "import/format.hpp"
#include "table/table.hpp"

namespace pensum::importing {

/// Whether `input` is a table as text: by the ending of its name, or by a first row that names columns.
bool is_csv(const Input& input);
bool is_tsv(const Input& input);
bool is_workbook(const Input& input);

/// Whether a row of such a table names a column of titles. Of a text that cannot be read as a table the first
/// row decides.
bool names_lessons(const Input& input, const Choices& choices);

Result<Outline> read_csv(const Input& input, const Choices& choices);
Result<Outline> read_tsv(const Input& input, const Choices& choices);
Result<Outline> read_workbook(const Input& input, const Choices& choices);

/// The course in `table`. Its header is the first row that names a column of titles; above it may be a title
/// and notes. Blank cells of paths are as in the row above, a row that only has a path begins it, one that
/// only has a question and an answer belongs to the lesson above. Errors: every cell that cannot be
/// understood; no column of titles; no lesson.
Result<Outline> outline_of_table(const table::Table& table, const Choices& choices);

}  // namespace pensum::importing
