// OpenDocument spreadsheets (ODF 1.2, part 1), as far as cells go.
#include "table/number_format.hpp"
#include "table/sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace pensum::table {

namespace {

// How often a row or a cell is repeated. More than a sheet has rows is as many.
std::size_t times(pugi::xml_node node, std::string_view attribute) {
  const std::string_view value = value_of(node, attribute);
  std::size_t count = 1;
  std::from_chars(value.data(), value.data() + value.size(), count);
  return std::clamp<std::size_t>(count, 1, 2'000'000);
}

// Duration as ODF writes it, “PT01H30M00S” (ISO 8601), in seconds.
std::optional<std::int64_t> seconds_of(std::string_view text) {
  if (!text.starts_with("PT")) return {};
  std::int64_t seconds = 0;
  for (std::size_t at = 2; at < text.size();) {
    double number = 0;
    const auto [end, wrong] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    at = static_cast<std::size_t>(end - text.data());
    if (wrong != std::errc() || at == text.size() || number < 0 || number > 1e9) return {};
    const char unit = text[at++];
    const std::int64_t factor = unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : 0;
    if (factor == 0) return {};
    seconds += static_cast<std::int64_t>(number * static_cast<double>(factor) + 0.5);
  }
  return seconds;
}

// “1:30”, which may be minutes and seconds: what is shown does not tell.
bool is_ambiguous(std::string_view shown) { return std::ranges::count(shown, ':') == 1; }

class CellReader {
 public:
  Cell read(pugi::xml_node node) {
    cell_.link = address_in_formula(value_of(node, "formula"));
    for (const pugi::xml_node child : node.children()) {
      if (local_name(child.name()) != "p") continue;
      if (!cell_.text.empty()) cell_.text += '\n';
      text(child, 0);
    }
    value(node);
    return std::move(cell_);
  }

 private:
  // Paragraphs hold spans, links, tabs and runs of spaces; what is nested more deeply is not text.
  void text(pugi::xml_node node, int depth) {
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = local_name(child.name());
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        cell_.text += child.value();
      } else if (name == "s" || name == "tab") {
        cell_.text += ' ';
      } else if (name == "line-break") {
        cell_.text += '\n';
      } else if (name != "annotation" && depth < 8) {
        if (name == "a" && is_address(value_of(child, "href"))) cell_.link = value_of(child, "href");
        text(child, depth + 1);
      }
    }
  }

  void value(pugi::xml_node node) {
    const std::string_view type = value_of(node, "value-type");
    if (type == "float") {
      const std::string_view value = value_of(node, "value");
      double number = 0;
      const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), number);
      // What is shown may be rounded, or have a decimal comma; a unit behind it is kept.
      if (wrong == std::errc() && end == value.data() + value.size()) {
        cell_.text = shown_number(number, {.behind = unit_of(cell_.text)});
      }
    } else if (type == "boolean") {
      // It is shown in the language of the spreadsheet program.
      cell_.text = value_of(node, "boolean-value") == "true" ? "TRUE" : "FALSE";
    } else if (type == "date") {
      std::string_view date = value_of(node, "date-value");
      cell_.text = date.substr(0, 10);
    } else if (type == "time" && !is_ambiguous(cell_.text)) {
      cell_.seconds = seconds_of(value_of(node, "time-value"));
    }
  }

  // The letters behind a number, with the space before them.
  static std::string unit_of(std::string_view shown) {
    const std::size_t digit = shown.find_last_of("0123456789");
    return digit == std::string_view::npos ? std::string() : std::string(shown.substr(digit + 1));
  }

  Cell cell_;
};

class SheetReader {
 public:
  explicit SheetReader(Table& table) : writer_(table) {}

  Result<void> read(pugi::xml_node sheet) {
    rows(sheet, 0);
    return writer_.end();
  }

 private:
  void rows(pugi::xml_node parent, int depth) {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node.name());
      if (writer_.full()) return;
      if (name == "table-row") {
        row(node);
      } else if ((name == "table-header-rows" || name == "table-row-group" || name == "table-rows") &&
                 depth < 16) {
        rows(node, depth + 1);
      }
    }
  }

  void row(pugi::xml_node node) {
    const std::size_t count = times(node, "number-rows-repeated");
    for (std::size_t i = 0; i < count; ++i) {
      if (!cells(node, next_ + i) || writer_.full()) break;  // a blank row, repeated to the end of the sheet
    }
    next_ = std::min<std::size_t>(next_ + count, 2'000'000);
  }

  // Whether there was any.
  bool cells(pugi::xml_node row, std::size_t index) {
    bool any = false;
    std::size_t column = 0;
    for (const pugi::xml_node node : row.children()) {
      const std::string_view name = local_name(node.name());
      if (name != "table-cell" && name != "covered-table-cell") continue;
      const std::size_t count = times(node, "number-columns-repeated");
      if (name == "table-cell") any = put(node, index, column, count) || any;
      column += count;
    }
    return any;
  }

  bool put(pugi::xml_node node, std::size_t row, std::size_t column, std::size_t count) {
    const Cell cell = CellReader().read(node);
    if (cell.text.empty()) {
      const bool unvalued = !value_of(node, "formula").empty() && value_of(node, "value-type").empty();
      if (unvalued) writer_.put_unvalued(row, column, {});
      return unvalued;
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 1024); ++i) writer_.put(row, column + i, cell);
    return true;
  }

  SheetWriter writer_;
  std::size_t next_ = 0;
};

// The styles of sheets that are hidden.
std::set<std::string, std::less<>> hiding_styles(pugi::xml_node content) {
  std::set<std::string, std::less<>> names;
  for (const pugi::xml_node style : child_of(content, "automatic-styles").children()) {
    if (value_of(child_of(style, "table-properties"), "display") == "false") {
      names.emplace(value_of(style, "name"));
    }
  }
  return names;
}

class Ods final : public Workbook {
 public:
  Ods(const archive::FileTree& tree, std::string file, Part content)
      : Workbook(tree, std::move(file)), content_(std::move(content)) {
    const pugi::xml_node root = content_.document.root();
    const auto hiding = hiding_styles(root);
    for (const pugi::xml_node node : child_of(child_of(root, "body"), "spreadsheet").children()) {
      if (local_name(node.name()) != "table") continue;
      sheets_.push_back({std::string(value_of(node, "name")), hiding.contains(value_of(node, "style-name"))});
      nodes_.push_back(node);
    }
  }

  std::string title() const override {
    if (!tree_.has("meta.xml")) return {};
    const Result<Part> part = read_part(tree_, file_, "meta.xml");
    return part ? xml::text_of(child_of(child_of(part->document.root(), "meta"), "title")) : std::string();
  }

 protected:
  Result<void> read_cells(std::size_t sheet, Table& table) const override {
    return SheetReader(table).read(nodes_[sheet]);
  }

 private:
  Part content_;
  std::vector<pugi::xml_node> nodes_;  // by sheet
};

}  // namespace

Result<std::unique_ptr<const Workbook>> open_ods(const archive::FileTree& tree, const std::string& file) {
  Result<Part> content = read_part(tree, file, "content.xml");
  if (!content) {
    const std::string manifest = "META-INF/manifest.xml";
    const Result<std::string> listed = tree.has(manifest) ? tree.read(manifest) : failure("");
    if (listed && listed->contains("encryption-data"))
      return failure("the workbook has a password", "save it without one", {file});
    return std::unexpected(std::move(content.error()));
  }
  return std::make_unique<const Ods>(tree, file, *std::move(content));
}

}  // namespace pensum::table
