// What the readers of the two kinds of workbooks share.
#pragma once

#include "archive/file_tree.hpp"
#include "base/diagnostic.hpp"
#include "base/shared_bytes.hpp"
#include "table/table.hpp"
#include "table/workbook.hpp"
#include "xml/document.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace pensum::table {

/// A file of a workbook as XML, with the bytes in which it looks places up.
struct Part {
  SharedBytes bytes;
  xml::Document document;
};
Result<Part> read_part(const archive::FileTree& tree, const std::string& file, std::string_view name);

/// An element's or attribute's name without the prefix of its namespace.
std::string_view local_name(std::string_view name);
/// The first child of that local name, or null.
pugi::xml_node child_of(pugi::xml_node node, std::string_view name);
/// The value of the attribute with that local name; may be empty.
std::string_view value_of(pugi::xml_node node, std::string_view attribute);

/// Whether `text` is an address in the web.
bool is_address(std::string_view text);
/// The address in a formula HYPERLINK("https://…"; …); empty where there is none.
std::string address_in_formula(std::string_view formula);

/// Takes a sheet's cells, and says when there are too many.
class SheetWriter {
 public:
  explicit SheetWriter(Table& table) : table_(table) {}

  /// Puts a cell that is not blank into row `row` and column `column`, both from 0 and never before an
  /// earlier one's.
  void put(std::size_t row, std::size_t column, Cell cell);
  /// Notes a cell, counted likewise, whose formula has no value.
  void put_unvalued(std::size_t row, std::size_t column, std::string_view error);
  bool full() const { return cells_ > most_cells_of_table; }
  Result<void> end() const;

 private:
  Table& table_;
  std::size_t cells_ = 0;
};

/// An .xlsx and an .ods file.
Result<std::unique_ptr<const Workbook>> open_xlsx(const archive::FileTree& tree, const std::string& file);
Result<std::unique_ptr<const Workbook>> open_ods(const archive::FileTree& tree, const std::string& file);

}  // namespace pensum::table
