// Courses as Markdown: checklists, lists of links, tables, headings.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

/// Whether `input` is Markdown: by the ending of its name, or by lines that begin as lists and headings do.
bool is_markdown(const Input& input);

/// The course in a Markdown text. `choices` tells what a lesson is; without it these are topmost tasks, if
/// there is any; else rows of tables or items that begin with a link, whichever are more; else headings; else
/// items. Headings are its parts, also those inside items. What is nested in a lesson becomes its summary.
/// Errors: no lesson; the text's own.
Result<Outline> read_markdown(const Input& input, const Choices& choices);

}  // namespace pensum::importing
