#include "table/workbook.hpp"

#include "base/shared_bytes.hpp"
#include "base/spelling.hpp"
#include "table/records.hpp"
#include "table/sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace pensum::table {

namespace {

constexpr std::size_t most_columns = 16'384;  // as Excel has

std::string names_of(const std::vector<SheetEntry>& sheets) {
  std::string text;
  for (const SheetEntry& sheet : sheets) text += (text.empty() ? "“" : ", “") + shown(sheet.name) + "”";
  return text;
}

}  // namespace

Result<Part> read_part(const archive::FileTree& tree, const std::string& file, std::string_view name) {
  Result<std::string> bytes = tree.read(name);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  const auto kept = share(*std::move(bytes));
  Result<xml::Document> document =
      xml::read(*kept, fmt::format("{}: {}", file, name), {.bytes = std::size_t{64} << 20, .depth = 64});
  if (!document) return std::unexpected(std::move(document.error()));
  return Part{kept, *std::move(document)};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node node, std::string_view name) {
  return node.find_child([name](pugi::xml_node child) { return local_name(child.name()) == name; });
}

std::string_view value_of(pugi::xml_node node, std::string_view attribute) {
  return node
      .find_attribute([attribute](pugi::xml_attribute each) { return local_name(each.name()) == attribute; })
      .value();
}

bool is_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

std::string address_in_formula(std::string_view formula) {
  constexpr std::string_view start = "HYPERLINK(\"";
  const std::size_t at = formula.find(start);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = formula.substr(at + start.size());
  const std::string_view address = rest.substr(0, rest.find('"'));
  return is_address(address) ? std::string(address) : std::string();
}

Result<std::size_t> Workbook::find(std::string_view sheet) const {
  if (sheets_.empty()) return failure("the workbook has no sheet", "add one with a table", {file_});
  if (sheet.empty()) {
    const auto first = std::ranges::find(sheets_, false, &SheetEntry::hidden);
    return first == sheets_.end() ? 0 : static_cast<std::size_t>(first - sheets_.begin());
  }
  const auto named = std::ranges::find(sheets_, sheet, &SheetEntry::name);
  if (named != sheets_.end()) return static_cast<std::size_t>(named - sheets_.begin());
  std::size_t number = 0;
  const auto [end, wrong] = std::from_chars(sheet.data(), sheet.data() + sheet.size(), number);
  const bool all = wrong == std::errc() && end == sheet.data() + sheet.size();
  if (all && number >= 1 && number <= sheets_.size()) return number - 1;
  std::vector<std::string_view> names;
  for (const SheetEntry& entry : sheets_) names.push_back(entry.name);
  return failure(fmt::format("there is no sheet “{}”", shown(sheet)),
                 suggestion(sheet, names, "its sheets are: " + names_of(sheets_)), {file_});
}

Result<Table> Workbook::read(std::size_t sheet) const {
  Table table{.file = file_,
              .title = {},
              .sheet = sheets_[sheet].name,
              .rows = {},
              .other_sheets = {},
              .unvalued = {}};
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    if (i != sheet && !sheets_[i].hidden) table.other_sheets.push_back(sheets_[i].name);
  }
  if (const Result<void> read = read_cells(sheet, table); !read) return std::unexpected(read.error());
  return table;
}

void SheetWriter::put(std::size_t row, std::size_t column, Cell cell) {
  cell.text = std::string(trimmed(cell.text));
  if (cell.text.empty() || column >= most_columns || full()) return;
  if (table_.rows.empty() || table_.rows.back().number != row + 1) {
    table_.rows.emplace_back().number = row + 1;
  }
  std::vector<Cell>& cells = table_.rows.back().cells;
  if (column < cells.size()) return;  // a damaged file names a cell twice
  cells_ += column + 1 - cells.size();
  if (full()) return;
  const int line = static_cast<int>(row + 1);
  while (cells.size() <= column) {
    cells.push_back({.text = {}, .line = line, .column = static_cast<int>(cells.size() + 1)});
  }
  cell.line = line;
  cell.column = static_cast<int>(column + 1);
  cells.back() = std::move(cell);
}

void SheetWriter::put_unvalued(std::size_t row, std::size_t column, std::string_view error) {
  if (table_.unvalued.size() < most_diagnostics)
    table_.unvalued.push_back({.row = row + 1, .column = column, .error = std::string(error)});
}

Result<void> SheetWriter::end() const {
  if (full()) {
    return failure(
        fmt::format("the sheet “{}” has more than {} cells", shown(table_.sheet), most_cells_of_table),
        "split it into smaller sheets", {table_.file});
  }
  return {};
}

bool is_workbook(const archive::FileTree& tree) {
  if (tree.has("xl/workbook.xml")) return true;
  if (!tree.has("mimetype") || !tree.has("content.xml")) return false;
  const Result<std::string> type = tree.read("mimetype");
  return type && type->starts_with("application/vnd.oasis.opendocument.spreadsheet");
}

Result<std::unique_ptr<const Workbook>> open_workbook(const archive::FileTree& tree,
                                                      const std::string& file) {
  return tree.has("xl/workbook.xml") ? open_xlsx(tree, file) : open_ods(tree, file);
}

Result<Table> read_workbook(const archive::FileTree& tree, const std::string& file, std::string_view sheet) {
  const auto workbook = open_workbook(tree, file);
  if (!workbook) return std::unexpected(workbook.error());
  const Result<std::size_t> found = (*workbook)->find(sheet);
  if (!found) return std::unexpected(found.error());
  Result<Table> table = (*workbook)->read(*found);
  if (table && table->rows.empty()) {
    return failure(fmt::format("the sheet “{}” is empty", shown(table->sheet)),
                   "name another sheet of the workbook", {file});
  }
  if (table) table->title = (*workbook)->title();
  return table;
}

}  // namespace pensum::table
