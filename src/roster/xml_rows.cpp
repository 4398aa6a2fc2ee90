#include "roster/xml_rows.hpp"

#include "base/shared_bytes.hpp"
#include "base/white_space.hpp"
#include "roster/csv_rows.hpp"
#include "table/records.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::roster {

namespace {

struct Learner {
  pugi::xml_node element;
  std::size_t number;
};

class XmlRows final : public Rows {
 public:
  XmlRows(SharedBytes bytes, xml::Document document, std::vector<std::string> columns,
          std::vector<Learner> learners)
      : Rows(std::move(columns)),
        bytes_(std::move(bytes)),
        document_(std::move(document)),
        learners_(std::move(learners)) {}

  std::size_t size() const override { return learners_.size(); }
  bool has_cells() const override { return false; }
  std::string_view noun() const override { return "learner"; }
  std::size_t number(std::size_t row) const override { return learners_[row].number; }

  std::vector<Cell> cells(std::size_t row) const override {
    std::vector<Cell> cells;
    for (const std::string& column : columns()) {
      const pugi::xml_attribute attribute = learners_[row].element.attribute(column.c_str());
      if (is_blank(attribute.value())) continue;
      cells.push_back({.column = column,
                       .value = std::string(table::trimmed(attribute.value())),
                       .place = document_.value_place(attribute)});
    }
    return cells;
  }

 private:
  SharedBytes bytes_;  // in which the document looks places up
  xml::Document document_;
  std::vector<Learner> learners_;
};

}  // namespace

Result<std::shared_ptr<const Rows>> read_xml(std::string bytes, const std::string& file,
                                             std::span<const std::string_view> columns) {
  const auto kept = share(std::move(bytes));
  Result<xml::Document> document = xml::read(*kept, file);
  if (!document) return std::unexpected(std::move(document.error()));
  const pugi::xml_node root = document->root();
  if (std::string_view(root.name()) != "roster") {
    // The other one is a spreadsheet of LibreOffice in one XML file.
    const bool flat = std::string_view(root.name()) == "office:document";
    return failure(fmt::format("<{}> is not a roster", shown(root.name())),
                   flat ? std::string(export_hint) : "a roster starts with <roster>", document->place(root));
  }
  Diagnostics diagnostics;
  xml::check_shape(*document, root, {.element = "roster", .attributes = {}, .children = {"learner"}},
                   diagnostics);
  const xml::Shape shape{
      .element = "learner", .attributes = {columns.begin(), columns.end()}, .children = {}};
  std::vector<bool> used(columns.size());
  std::vector<Learner> learners;
  std::size_t number = 0;
  for (const pugi::xml_node element : root.children("learner")) {
    ++number;
    xml::check_shape(*document, element, shape, diagnostics);
    bool blank = true;
    for (const pugi::xml_attribute attribute : element.attributes()) {
      if (is_blank(attribute.value())) continue;
      blank = false;
      const auto column = std::ranges::find(columns, std::string_view(attribute.name()));
      if (column != columns.end()) used[static_cast<std::size_t>(column - columns.begin())] = true;
    }
    if (!blank) learners.push_back({element, number});
  }
  if (diagnostics.empty() && learners.empty()) {
    return failure("the roster has no learners", "write <learner learner=\"…\" deadline=\"…\"/> for each",
                   document->place(root));
  }
  if (!diagnostics.empty()) {
    finish(diagnostics);
    return std::unexpected(std::move(diagnostics));
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (used[i]) names.emplace_back(columns[i]);
  }
  return std::make_shared<const XmlRows>(kept, *std::move(document), std::move(names), std::move(learners));
}

}  // namespace pensum::roster
