#include "import/format.hpp"

#include "import/spreadsheet.hpp"

#include <array>

namespace pensum::importing {

std::span<const Format> formats() {
  // clang-format off: a row a line
  static constexpr auto rows = std::to_array<Format>({
      {"workbook", "a workbook", is_workbook, read_workbook},
      {"tsv", "a table with tabs (TSV)", is_tsv, read_tsv},
      {"csv", "a table (CSV)", is_csv, read_csv},
  });
  // clang-format on
  return rows;
}

}  // namespace pensum::importing
