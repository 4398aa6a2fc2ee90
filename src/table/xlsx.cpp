// Office Open XML (ECMA-376), as far as cells go.
#include "table/number_format.hpp"
#include "table/sheets.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace pensum::table {

namespace {

constexpr double days_1900_to_1904 = 1462;

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

struct CellName {
  std::optional<std::size_t> row;
  std::optional<std::size_t> column;
};

// “B3” as column 1 and row 2.
CellName cell_name(std::string_view name) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < name.size() && at < 4 && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::size_t>(name[at] - 'A') + 1;
  }
  const auto row = whole_number(name.substr(at));
  if (at == 0 || !row || *row == 0) return {};
  return {*row - 1, column - 1};
}

std::optional<char32_t> hexadecimal(std::string_view digits) {
  unsigned value = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (wrong != std::errc() || end != digits.data() + digits.size()) return {};
  return value;
}

// Excel writes characters that XML forbids as “_x000D_”.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const bool escape = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_';
    const auto value = escape ? hexadecimal(rest.substr(2, 4)) : std::nullopt;
    if (value && *value < 0x80) {
      out += static_cast<char>(*value);
      at += 7;
    } else {
      out += text[at++];
    }
  }
  return out;
}

// The text of <si> or <is>: of its runs, without how it is read aloud.
std::string rich_text(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child.name());
    if (name == "t") text += child.text().get();
    if (name == "r") text += child_of(child, "t").text().get();
  }
  return unescaped(text);
}

// A part's targets by id; those outside of the workbook are addresses.
using Targets = std::map<std::string, std::string, std::less<>>;

Result<Targets> read_targets(const archive::FileTree& tree, const std::string& file,
                             const std::string& part) {
  const std::size_t name = part.rfind('/') + 1;
  const std::string relations = part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
  if (!tree.has(relations)) return Targets();
  const Result<Part> read = read_part(tree, file, relations);
  if (!read) return std::unexpected(read.error());
  Targets targets;
  for (const pugi::xml_node relation : read->document.root().children()) {
    if (local_name(relation.name()) != "Relationship") continue;
    const std::string_view target = value_of(relation, "Target");
    const bool outside = value_of(relation, "TargetMode") == "External";
    std::string resolved;
    if (outside) {
      resolved = target;
    } else {
      resolved = target.starts_with('/') ? std::string(target.substr(1)) : archive::resolved(part, target);
    }
    targets.emplace(value_of(relation, "Id"), std::move(resolved));
  }
  return targets;
}

// The format of each style of cells, by its index.
Result<std::vector<NumberFormat>> read_formats(const archive::FileTree& tree, const std::string& file) {
  std::vector<NumberFormat> formats;
  if (!tree.has("xl/styles.xml")) return formats;
  const Result<Part> part = read_part(tree, file, "xl/styles.xml");
  if (!part) return std::unexpected(part.error());
  std::map<std::size_t, NumberFormat> own;
  for (const pugi::xml_node format : child_of(part->document.root(), "numFmts").children()) {
    if (local_name(format.name()) != "numFmt") continue;
    own[whole_number(value_of(format, "numFmtId")).value_or(0)] =
        number_format(value_of(format, "formatCode"));
  }
  for (const pugi::xml_node style : child_of(part->document.root(), "cellXfs").children()) {
    if (local_name(style.name()) != "xf") continue;
    const std::size_t id = whole_number(value_of(style, "numFmtId")).value_or(0);
    const auto found = own.find(id);
    formats.push_back(found != own.end() ? found->second : built_in_format(static_cast<int>(id % 1000)));
  }
  return formats;
}

Result<std::vector<std::string>> read_strings(const archive::FileTree& tree, const std::string& file) {
  std::vector<std::string> strings;
  if (!tree.has("xl/sharedStrings.xml")) return strings;
  const Result<Part> part = read_part(tree, file, "xl/sharedStrings.xml");
  if (!part) return std::unexpected(part.error());
  for (const pugi::xml_node item : part->document.root().children()) {
    if (local_name(item.name()) == "si") strings.push_back(rich_text(item));
  }
  return strings;
}

// What the cells of all sheets look up.
struct Shared {
  std::vector<std::string> strings;
  std::vector<NumberFormat> formats;  // by style
  bool from_1904 = false;
};

class SheetReader {
 public:
  SheetReader(Table& table, const Shared& shared) : writer_(table), shared_(shared) {}

  Result<void> read(pugi::xml_node worksheet, const Targets& targets) {
    read_links(child_of(worksheet, "hyperlinks"), targets);
    std::size_t next = 0;
    for (const pugi::xml_node row : child_of(worksheet, "sheetData").children()) {
      if (local_name(row.name()) != "row") continue;
      const auto number = whole_number(value_of(row, "r"));
      // A sheet has a bit over a million rows.
      const std::size_t index = number && *number > next && *number <= 2'000'000 ? *number - 1 : next;
      next = index + 1;
      read_row(row, index);
    }
    return writer_.end();
  }

 private:
  void read_links(pugi::xml_node links, const Targets& targets) {
    for (const pugi::xml_node link : links.children()) {
      const auto target = targets.find(value_of(link, "id"));
      if (target == targets.end() || !is_address(target->second)) continue;
      const std::string_view range = value_of(link, "ref");
      const CellName name = cell_name(range.substr(0, range.find(':')));
      if (name.row) links_[{*name.row, *name.column}] = target->second;
    }
  }

  void read_row(pugi::xml_node row, std::size_t index) {
    std::size_t next = 0;
    for (const pugi::xml_node node : row.children()) {
      if (local_name(node.name()) != "c") continue;
      const std::size_t column = cell_name(value_of(node, "r")).column.value_or(next);
      next = column + 1;
      Cell cell = read_cell(node);
      if (cell.text.empty()) look_for_formula(node, index, column);
      const auto link = links_.find({index, column});
      if (link != links_.end()) cell.link = link->second;
      writer_.put(index, column, std::move(cell));
    }
  }

  // Programs that write workbooks without computing them save formulas alone.
  void look_for_formula(pugi::xml_node node, std::size_t row, std::size_t column) {
    const std::string_view type = value_of(node, "t");
    if (type == "e") {
      writer_.put_unvalued(row, column, child_of(node, "v").text().get());
    } else if (type != "str" && child_of(node, "f")) {
      writer_.put_unvalued(row, column, {});
    }
  }

  Cell read_cell(pugi::xml_node node) const {
    const std::string_view type = value_of(node, "t");
    const std::string_view value = child_of(node, "v").text().get();
    Cell cell;
    cell.link = address_in_formula(child_of(node, "f").text().get());
    if (type == "s") {
      const auto index = whole_number(value);
      if (index && *index < shared_.strings.size()) cell.text = shared_.strings[*index];
    } else if (type == "inlineStr") {
      cell.text = rich_text(child_of(node, "is"));
    } else if (type == "b") {
      cell.text = value == "1" ? "TRUE" : "FALSE";
    } else if (type == "str" || type == "d") {
      cell.text = unescaped(value);
    } else if (type != "e") {
      number(node, value, cell);
    }
    return cell;
  }

  void number(pugi::xml_node node, std::string_view value, Cell& cell) const {
    const auto number = number_of(value);
    if (!number) return;
    const std::size_t style = whole_number(value_of(node, "s")).value_or(0);
    const NumberFormat format = style < shared_.formats.size() ? shared_.formats[style] : NumberFormat();
    const bool date = format.kind == NumberFormat::Kind::date;
    cell.text = shown_number(*number + (date && shared_.from_1904 ? days_1900_to_1904 : 0), format);
    if (format.kind == NumberFormat::Kind::duration) cell.seconds = seconds_of_days(*number);
  }

  SheetWriter writer_;
  const Shared& shared_;
  std::map<std::pair<std::size_t, std::size_t>, std::string> links_;  // by row and column
};

class Xlsx final : public Workbook {
 public:
  Xlsx(const archive::FileTree& tree, std::string file) : Workbook(tree, std::move(file)) {}

  Result<void> open() {
    const std::string workbook = "xl/workbook.xml";
    const Result<Part> part = read_part(tree_, file_, workbook);
    if (!part) return std::unexpected(part.error());
    const Result<Targets> targets = read_targets(tree_, file_, workbook);
    if (!targets) return std::unexpected(targets.error());
    for (const pugi::xml_node entry : child_of(part->document.root(), "sheets").children()) {
      const auto target = targets->find(value_of(entry, "id"));
      if (target == targets->end() || !target->second.contains("worksheets/")) continue;  // a chart
      sheets_.push_back({std::string(value_of(entry, "name")), value_of(entry, "state").ends_with("idden")});
      parts_.push_back(target->second);
    }
    const std::string_view from_1904 = value_of(child_of(part->document.root(), "workbookPr"), "date1904");
    shared_.from_1904 = from_1904 == "1" || from_1904 == "true";
    Result<std::vector<std::string>> strings = read_strings(tree_, file_);
    if (!strings) return std::unexpected(std::move(strings.error()));
    shared_.strings = *std::move(strings);
    Result<std::vector<NumberFormat>> formats = read_formats(tree_, file_);
    if (!formats) return std::unexpected(std::move(formats.error()));
    shared_.formats = *std::move(formats);
    return {};
  }

  std::string title() const override {
    if (!tree_.has("docProps/core.xml")) return {};
    const Result<Part> part = read_part(tree_, file_, "docProps/core.xml");
    return part ? xml::text_of(child_of(part->document.root(), "title")) : std::string();
  }

 protected:
  Result<void> read_cells(std::size_t sheet, Table& table) const override {
    const Result<Part> cells = read_part(tree_, file_, parts_[sheet]);
    if (!cells) return std::unexpected(cells.error());
    const Result<Targets> links = read_targets(tree_, file_, parts_[sheet]);
    if (!links) return std::unexpected(links.error());
    return SheetReader(table, shared_).read(cells->document.root(), *links);
  }

 private:
  std::vector<std::string> parts_;  // by sheet
  Shared shared_;
};

}  // namespace

Result<std::unique_ptr<const Workbook>> open_xlsx(const archive::FileTree& tree, const std::string& file) {
  auto workbook = std::make_unique<Xlsx>(tree, file);
  if (const Result<void> opened = workbook->open(); !opened) return std::unexpected(opened.error());
  return workbook;
}

}  // namespace pensum::table
