// Tables as text, for tests.
#pragma once

#include "base/diagnostic.hpp"
#include "table/table.hpp"

#include <string>

namespace pensum::table {

/// A line for each row: its number, and each cell that is not blank as text@line:column, with what else it
/// holds.
inline std::string text_of(const Result<Table>& table) {
  std::string text;
  if (!table) {
    for (const Diagnostic& diagnostic : table.error()) {
      text += to_text(diagnostic).substr(std::string("pensum: error: ").size());
    }
    return text;
  }
  for (const Row& row : table->rows) {
    text += std::to_string(row.number) + ":";
    for (const Cell& cell : row.cells) {
      if (cell.text.empty()) continue;
      text += " " + cell.text + "@" + std::to_string(cell.line) + ":" + std::to_string(cell.column);
      if (cell.seconds) text += "=" + std::to_string(*cell.seconds) + "s";
      if (!cell.link.empty()) text += "->" + cell.link;
    }
    text += "\n";
  }
  return text;
}

}  // namespace pensum::table
