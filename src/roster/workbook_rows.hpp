// A roster as a workbook of Excel or LibreOffice: a row of one of its sheets names the columns.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/rows.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace pensum::roster {

/// How to read one; what read_roster is given.
struct SheetReading {
  std::span<const std::string_view> columns;
  const Dates& dates;
  std::string_view sheet;
};

/// Rows from the zip file `bytes`, or everything that is wrong with it. Keeps the cells.
Result<std::shared_ptr<const Rows>> read_workbook(std::string bytes, const std::string& file,
                                                  const SheetReading& how, TableSigns& signs);

}  // namespace pensum::roster
