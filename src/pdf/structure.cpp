#include "pdf/structure.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace pensum::pdf {

namespace {

const char* name_of(document::Role role) {
  switch (role) {
    case document::Role::document:
      return "Document";
    case document::Role::section:
      return "Sect";
    case document::Role::heading1:
      return "H1";
    case document::Role::heading2:
      return "H2";
    case document::Role::heading3:
      return "H3";
    case document::Role::heading4:
      return "H4";
    case document::Role::heading5:
      return "H5";
    case document::Role::paragraph:
      return "P";
    case document::Role::list:
      return "L";
    case document::Role::list_item:
      return "LI";
    case document::Role::label:
      return "Lbl";
    case document::Role::list_body:
      return "LBody";
    case document::Role::table:
      return "Table";
    case document::Role::table_row:
      return "TR";
    case document::Role::header_cell:
      return "TH";
    case document::Role::data_cell:
      return "TD";
    case document::Role::figure:
      return "Figure";
    case document::Role::link:
      return "Link";
    case document::Role::form:
      return "Form";
    case document::Role::index:
      return "Index";
    case document::Role::span:
      return "Span";
    case document::Role::code:
      return "Code";
    case document::Role::block_quote:
      return "BlockQuote";
    case document::Role::note:
      return "Note";
  }
  return "NonStruct";
}

/// Whether a label that begins so is a number, in European, Arabic or Persian digits.
bool is_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

bool is_cell(document::Role role) {
  return role == document::Role::header_cell || role == document::Role::data_cell;
}

document::Rectangle around(const document::Rectangle& a, const document::Rectangle& b) {
  const Points left = std::min(a.left, b.left);
  const Points top = std::min(a.top, b.top);
  const Points right = std::max(a.left + a.width, b.left + b.width);
  const Points bottom = std::max(a.top + a.height, b.top + b.height);
  return {left, top, right - left, bottom - top};
}

// What an operation covers. A line of text reaches about its size above and a quarter of it below
// its baseline.
document::Rectangle extent(const document::DrawText& text) {
  Points size{};
  for (const text::Run& run : text.line.runs) size = std::max(size, run.size);
  const Points below = size / 4;
  if (text.turned) {
    return {text.x - text.line.width, text.baseline - below, text.line.width, size + below};
  }
  return {text.x, text.baseline - size, text.line.width, size + below};
}
document::Rectangle extent(const document::StrokeLine& line) {
  const Points left = std::min(line.x1, line.x2);
  const Points top = std::min(line.y1, line.y2);
  return {left, top, std::max(line.x1, line.x2) - left, std::max(line.y1, line.y2) - top};
}
template <class Operation>
document::Rectangle extent(const Operation& operation) {
  return operation.area;
}

}  // namespace

Structure::Structure(Assembly& file, const document::Document& document, const std::vector<Number>& pages,
                     std::int64_t first_key)
    : file_(file),
      document_(document),
      pages_(pages),
      first_key_(first_key),
      nodes_(document.elements.size()),
      owners_(pages.size()) {
  survey(document);
  if (!nodes_.empty()) nodes_[0].number = file_.reserve();
}

// ------------------------------------------------------------------------------ what elements need

void Structure::survey(const document::Document& document) {
  const std::size_t count = document.elements.size();
  figure_of_.assign(count, document::artifact);
  numbering_.assign(count, Numbering::none);
  for (document::ElementId id = 0; id < count; ++id) {
    const document::Element& element = document.elements[id];
    figure_of_[id] = element.role == document::Role::figure ? id
                     : id == 0                              ? document::artifact
                                                            : figure_of_[element.parent];
  }
  for (std::size_t page = 0; page < document.pages.size(); ++page) {
    for (const document::Operation& operation : document.pages[page].operations) survey(operation, page);
  }
}

void Structure::survey(const document::Operation& operation, std::size_t page) {
  const document::ElementId id = std::visit([](const auto& op) { return op.element; }, operation);
  if (id >= figure_of_.size()) return;
  if (const document::ElementId figure = figure_of_[id]; figure != document::artifact) {
    const document::Rectangle area = std::visit([](const auto& op) { return extent(op); }, operation);
    const auto [at, first] = boxes_.try_emplace(figure, Box{page, area});
    Box& box = at->second;
    if (!first && box.page == page) box.area = around(box.area, area);
  }
  // A list's numbering follows from what its first label shows.
  document::ElementId label = id;
  if (document_.elements[id].role == document::Role::form) label = document_.elements[id].parent;
  if (document_.elements[label].role != document::Role::label) return;
  Numbering& numbering = numbering_[document_.elements[document_.elements[label].parent].parent];
  const auto* text = std::get_if<document::DrawText>(&operation);
  if (text && !text->line.runs.empty() && !text->line.runs[0].text.empty()) {
    if (numbering != Numbering::decimal)
      numbering = is_digit(decode(text->line.runs[0].text, 0).value) ? Numbering::decimal : Numbering::square;
  } else if (numbering == Numbering::none) {
    numbering = Numbering::square;
  }
}

// ------------------------------------------------------------------------------ content

void Structure::add_kid(document::ElementId id, const Kid& kid) {
  const auto at = static_cast<std::uint32_t>(kids_.size());
  Node& node = nodes_[id];
  (node.last == 0 ? node.first : kids_[node.last].next) = at;
  node.last = at;
  kids_.push_back(kid);
}

void Structure::attach(document::ElementId id) {
  // An element enters with all of its ancestors that are not there yet.
  while (nodes_[id].number == 0) {
    nodes_[id].number = file_.reserve();
    const document::ElementId parent = element_of(id).parent;
    add_kid(parent, {Kid::Kind::element, id, 0});
    id = parent;
  }
}

std::uint32_t Structure::add_content(document::ElementId element, std::size_t page) {
  attach(element);
  const auto identifier = static_cast<std::uint32_t>(owners_[page].size());
  owners_[page].push_back(element);
  add_kid(element, {Kid::Kind::content, identifier, static_cast<std::uint32_t>(page)});
  return identifier;
}

std::int64_t Structure::add_annotation(document::ElementId element, document::Role role, std::size_t page,
                                       Number annotation) {
  if (element == document::artifact) {
    element = static_cast<document::ElementId>(nodes_.size());
    extra_.push_back({.role = role});
    nodes_.emplace_back();
  }
  attach(element);
  const auto index = static_cast<std::uint32_t>(annotations_.size());
  annotations_.push_back({annotation, element});
  add_kid(element, {Kid::Kind::annotation, index, static_cast<std::uint32_t>(page)});
  return first_key_ + static_cast<std::int64_t>(pages_.size() + index);
}

void Structure::attach_empty_cells() {
  for (document::ElementId id = 1; id < document_.elements.size(); ++id) {
    if (!is_cell(document_.elements[id].role) || nodes_[id].number != 0) continue;
    const document::ElementId row = document_.elements[id].parent;
    const document::ElementId table = document_.elements[row].parent;
    if (nodes_[row].number == 0 && nodes_[table].number != 0) attach_in_place(row);
    if (nodes_[row].number != 0) attach_in_place(id);
  }
}

void Structure::attach_in_place(document::ElementId id) {
  nodes_[id].number = file_.reserve();
  // Behind the last sibling that was made before it.
  Node& parent = nodes_[element_of(id).parent];
  std::uint32_t before = 0;
  for (std::uint32_t kid = parent.first; kid != 0; kid = kids_[kid].next) {
    if (kids_[kid].kind == Kid::Kind::element && kids_[kid].value < id) before = kid;
  }
  const auto at = static_cast<std::uint32_t>(kids_.size());
  kids_.push_back({Kid::Kind::element, id, 0});
  std::uint32_t& link = before == 0 ? parent.first : kids_[before].next;
  kids_[at].next = std::exchange(link, at);
  if (parent.last == before) parent.last = at;
}

// ------------------------------------------------------------------------------ writing

namespace {

/// Of an element, by its object's number. All are of one length, so that their order is that of the numbers.
void append_identifier(std::string& out, std::string_view key, Number number) {
  out += fmt::format("{}(e{:010})", key, number);
}

}  // namespace

Number Structure::write() {
  const Number root = file_.reserve();
  std::string out = "<</Type/StructTreeRoot";
  if (!nodes_.empty()) {
    append_reference(out, "/K", write_elements(root));
    // A root has no limits, so a single leaf hangs below one, too.
    out += "/ParentTree<</Kids";
    append_references(out, write_parent_leaves());
    out += ">>/ParentTreeNextKey ";
    append_integer(out, next_key());
    if (const std::optional<Number> leaf = write_identifiers()) {
      out += "/IDTree<</Kids[";
      append_reference(out, *leaf);
      out += "]>>";
    }
  }
  out += ">>";
  file_.put(root, out);
  return root;
}

Number Structure::write_elements(Number root) {
  attach_empty_cells();
  std::string out;
  for (document::ElementId id = 0; id < nodes_.size(); ++id) {
    const Node& node = nodes_[id];
    if (node.number == 0) continue;
    out = "<</S/";
    out += name_of(element_of(id).role);
    append_reference(out, "/P", id == 0 ? root : nodes_[element_of(id).parent].number);
    append_attributes(out, id);
    // PDF/UA wants notes to have identifiers that no other element of the file has.
    if (element_of(id).role == document::Role::note) {
      identified_.push_back(node.number);
      append_identifier(out, "/ID", node.number);
    }
    append_kids(out, node);
    out += ">>";
    file_.put(node.number, out);
  }
  return nodes_[0].number;
}

std::optional<Number> Structure::write_identifiers() {
  if (identified_.empty()) return std::nullopt;
  std::ranges::sort(identified_);
  std::string out = "<</Limits[";
  append_identifier(out, "", identified_.front());
  append_identifier(out, "", identified_.back());
  out += "]/Names[";
  for (const Number number : identified_) {
    append_identifier(out, "", number);
    append_reference(out, number);
    out += ' ';
  }
  out += "]>>";
  const Number leaf = file_.reserve();
  file_.put(leaf, out);
  return leaf;
}

std::int64_t Structure::next_key() const {
  return first_key_ + static_cast<std::int64_t>(pages_.size() + annotations_.size());
}

void Structure::append_kids(std::string& out, const Node& node) {
  if (node.first == 0) return;
  // The element's own page is that of its first content; other pages are named with the content.
  std::optional<std::uint32_t> page;
  for (std::uint32_t at = node.first; at != 0 && !page; at = kids_[at].next) {
    if (kids_[at].kind != Kid::Kind::element) page = kids_[at].page;
  }
  if (page) append_reference(out, "/Pg", pages_[*page]);
  out += "/K";
  if (node.first == node.last && kids_[node.first].kind != Kid::Kind::annotation) {
    out += ' ';
    append_kid(out, kids_[node.first], page);
    return;
  }
  const std::size_t before = out.size();
  std::size_t count = 0;
  for (std::uint32_t at = node.first; at != 0; at = kids_[at].next) {
    out += count++ == 0 ? '[' : ' ';
    append_kid(out, kids_[at], page);
  }
  out += ']';
  if (count <= few_items) return;
  const Number number = file_.reserve();
  file_.put(number, std::string_view(out).substr(before));
  out.resize(before);
  append_reference(out, "", number);
}

void Structure::append_kid(std::string& out, const Kid& kid, std::optional<std::uint32_t> page) const {
  if (kid.kind == Kid::Kind::element) return append_reference(out, nodes_[kid.value].number);
  if (kid.kind == Kid::Kind::content && kid.page == page) return append_integer(out, kid.value);
  if (kid.kind == Kid::Kind::content) {
    out += "<</Type/MCR/MCID ";
    append_integer(out, kid.value);
  } else {
    out += "<</Type/OBJR";
    append_reference(out, "/Obj", annotations_[kid.value].number);
  }
  if (kid.page != page) append_reference(out, "/Pg", pages_[kid.page]);
  out += ">>";
}

void Structure::append_attributes(std::string& out, document::ElementId id) {
  const document::Element& element = element_of(id);
  if (!element.language.empty()) append_text(out, "/Lang", element.language);
  if (!element.alternative.empty()) append_text(out, "/Alt", element.alternative);
  if (!element.expansion.empty()) append_text(out, "/E", element.expansion);
  if (is_cell(element.role) && element.scope != document::Scope::none) {
    const bool row = element.scope == document::Scope::row;
    append_attribute(out, scope_attributes_[static_cast<std::size_t>(element.scope)],
                     row ? "<</O/Table/Scope/Row>>" : "<</O/Table/Scope/Column>>");
  }
  if (id >= document_.elements.size()) return;
  if (element.role == document::Role::list && numbering_[id] != Numbering::none) {
    const bool decimal = numbering_[id] == Numbering::decimal;
    append_attribute(out, list_attributes_[static_cast<std::size_t>(numbering_[id])],
                     decimal ? "<</O/List/ListNumbering/Decimal>>" : "<</O/List/ListNumbering/Square>>");
  }
  if (const auto drawn = boxes_.find(id); element.role == document::Role::figure && drawn != boxes_.end()) {
    out += "/A<</O/Layout/BBox";
    append_area(out, drawn->second.area, document_.pages[drawn->second.page].height);
    out += "/Placement/Block>>";
  }
}

void Structure::append_attribute(std::string& out, Number& shared, std::string_view value) {
  if (shared == 0) {
    shared = file_.reserve();
    file_.put(shared, value);
  }
  append_reference(out, "/A", shared);
}

// Of a number tree from a page's or an annotation's key to the owners of its content.
std::vector<Number> Structure::write_parent_leaves() {
  constexpr std::size_t most_keys = 128;
  const std::size_t count = pages_.size() + annotations_.size();
  std::vector<Number> leaves;
  std::vector<Number> owners;
  const auto key_at = [this](std::size_t position) {
    return first_key_ + static_cast<std::int64_t>(position);
  };
  for (std::size_t first = 0; first < count; first += most_keys) {
    const std::size_t last = std::min(first + most_keys, count);
    std::string out = "<</Limits[";
    append_integer(out, key_at(first));
    out += ' ';
    append_integer(out, key_at(last - 1));
    out += "]/Nums[";
    for (std::size_t key = first; key < last; ++key) {
      append_integer(out, key_at(key));
      out += ' ';
      if (key >= pages_.size()) {
        append_reference(out, nodes_[annotations_[key - pages_.size()].owner].number);
      } else {
        owners.clear();
        for (const document::ElementId owner : owners_[key]) owners.push_back(nodes_[owner].number);
        append_references(out, owners);
      }
      out += ' ';
    }
    out += "]>>";
    leaves.push_back(file_.reserve());
    file_.put(leaves.back(), out);
  }
  return leaves;
}

}  // namespace pensum::pdf
