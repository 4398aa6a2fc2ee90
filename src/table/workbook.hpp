// Workbooks: what Excel (.xlsx, .xlsm) and LibreOffice (.ods) save, zip files with XML.
#pragma once

#include "archive/file_tree.hpp"
#include "base/diagnostic.hpp"
#include "table/table.hpp"

#include <string>
#include <string_view>

namespace pensum::table {

/// Whether what a zip file holds is a workbook of one of the two kinds.
bool is_workbook(const archive::FileTree& tree);

/// A sheet of the workbook `tree`, which diagnostics call `file`: that with the name or number `sheet` (from
/// 1, hidden ones included), or the first one that is not hidden. Of formulas the values that were saved with
/// them; of merged cells the first one has the value; numbers as they are shown. Errors: damaged, no such
/// sheet, above a limit.
Result<Table> read_workbook(const archive::FileTree& tree, const std::string& file,
                            std::string_view sheet = {});

}  // namespace pensum::table
