// A table that was read: rows of cells with their places, whatever kind of file they come from.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pensum::table {

/// As many cells as a table may have; more is an error that names the limit.
inline constexpr std::size_t most_cells_of_table = 2'000'000;

struct Cell {
  std::string
      text;  ///< as the spreadsheet shows it, without white space at its ends; numbers with a decimal point
  int line = 0;    ///< of a text: the line, from 1; of a workbook: the row
  int column = 0;  ///< of a text: the code point in the line, from 1; of a workbook: the column
  std::optional<std::int64_t> seconds{};  ///< where the cell itself is a duration
  std::string link{};                     ///< http(s), where the cell is a link; may be empty
};

/// A cell that is blank only because its formula has no value.
struct Unvalued {
  std::size_t row = 0;     ///< from 1
  std::size_t column = 0;  ///< from 0
  std::string error;       ///< such as “#N/A”; empty if no value was saved
};

/// A row that is not blank.
struct Row {
  std::size_t number = 0;   ///< as the spreadsheet counts, from 1
  std::vector<Cell> cells;  ///< those in the middle may be blank
};

struct Table {
  std::string file;   ///< as diagnostics call it
  std::string title;  ///< what the workbook calls itself; may be empty
  std::string sheet;  ///< of a workbook: the name of the one that was read
  std::vector<Row> rows;
  std::vector<std::string> other_sheets;  ///< of a workbook: those that were not read and are not hidden
  std::vector<Unvalued> unvalued;         ///< of a workbook, as many as there may be diagnostics

  Place place(const Cell& cell) const { return {file, cell.line, cell.column}; }
};

}  // namespace pensum::table
