// Workbooks: what Excel (.xlsx, .xlsm) and LibreOffice (.ods) save, zip files with XML.
#pragma once

#include "archive/file_tree.hpp"
#include "base/diagnostic.hpp"
#include "table/table.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::table {

/// Whether what a zip file holds is a workbook of one of the two kinds.
bool is_workbook(const archive::FileTree& tree);

/// What a workbook says of a sheet.
struct SheetEntry {
  std::string name;
  bool hidden = false;
};

/// A workbook whose sheets are read one by one.
class Workbook {
 public:
  virtual ~Workbook() = default;
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  const std::vector<SheetEntry>& sheets() const { return sheets_; }
  /// What it calls itself; may be empty.
  virtual std::string title() const = 0;

  /// The index of the sheet with the name or number `sheet` (from 1, hidden ones included), or of the first
  /// one that is not hidden. Errors: there is no such sheet.
  Result<std::size_t> find(std::string_view sheet) const;

  /// The sheet of that index, which may be empty, without the workbook's title. Of formulas the values that
  /// were saved with them; of merged cells the first one has the value; numbers as they are shown. Errors:
  /// damaged, above a limit.
  Result<Table> read(std::size_t sheet) const;

 protected:
  Workbook(const archive::FileTree& tree, std::string file) : tree_(tree), file_(std::move(file)) {}
  virtual Result<void> read_cells(std::size_t sheet, Table& table) const = 0;

  const archive::FileTree& tree_;
  std::string file_;
  std::vector<SheetEntry> sheets_;
};

/// The workbook `tree`, which diagnostics call `file`; it looks into `tree`. Errors: damaged.
Result<std::unique_ptr<const Workbook>> open_workbook(const archive::FileTree& tree, const std::string& file);

/// The sheet that `find` finds in the workbook `tree`. Errors: also, that it is empty.
Result<Table> read_workbook(const archive::FileTree& tree, const std::string& file,
                            std::string_view sheet = {});

}  // namespace pensum::table
