// A roster as a workbook of Excel or LibreOffice: a row of its first sheet names the columns.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/rows.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace pensum::roster {

/// Rows from the zip file `bytes`, or everything that is wrong with it. Keeps the cells.
Result<std::shared_ptr<const Rows>> read_workbook(std::string bytes, const std::string& file,
                                                  std::span<const std::string_view> columns,
                                                  const Dates& dates, TableSigns& signs);

}  // namespace pensum::roster
