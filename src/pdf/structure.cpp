#include "pdf/structure.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

namespace pensum::pdf {

namespace {

using document::ElementId;
using document::Role;

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
  }
  return "NonStruct";
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

Structure::Structure(Objects& objects, const document::Document& document,
                     const std::vector<Dictionary>& pages, std::int64_t first_key)
    : objects_(objects),
      document_(document),
      pages_(pages),
      first_key_(first_key),
      nodes_(document.elements.size()),
      owners_(pages.size()) {
  for (std::size_t id = 0; id < nodes_.size(); ++id) nodes_[id].element = &document.elements[id];
  survey(document);
  if (!nodes_.empty()) nodes_[0].dictionary = objects_.numbered();
}

// ------------------------------------------------------------------------------ what elements need

void Structure::survey(const document::Document& document) {
  const std::size_t count = document.elements.size();
  figure_of_.assign(count, document::artifact);
  boxes_.resize(count);
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
    std::optional<Box>& box = boxes_[figure];
    if (!box) {
      box = Box{page, area};
    } else if (box->page == page) {
      box->area = around(box->area, area);
    }
  }
  // A list's numbering follows from what its first label shows.
  document::ElementId label = id;
  if (document_.elements[id].role == document::Role::form) label = document_.elements[id].parent;
  if (document_.elements[label].role != document::Role::label) return;
  Numbering& numbering = numbering_[document_.elements[document_.elements[label].parent].parent];
  const auto* text = std::get_if<document::DrawText>(&operation);
  if (text && !text->line.runs.empty() && !text->line.runs[0].text.empty()) {
    const char first = text->line.runs[0].text[0];
    if (numbering != Numbering::decimal)
      numbering = first >= '0' && first <= '9' ? Numbering::decimal : Numbering::square;
  } else if (numbering == Numbering::none) {
    numbering = Numbering::square;
  }
}

// ------------------------------------------------------------------------------ content

void Structure::attach(document::ElementId id) {
  // An element enters with all of its ancestors that are not there yet.
  while (!nodes_[id].dictionary) {
    nodes_[id].dictionary = objects_.numbered();
    const document::ElementId parent = nodes_[id].element->parent;
    nodes_[parent].kids.push_back({Kid::Kind::element, id, 0});
    if (objects_.failed()) return;
    id = parent;
  }
}

std::uint32_t Structure::add_content(document::ElementId element, std::size_t page) {
  attach(element);
  const auto identifier = static_cast<std::uint32_t>(owners_[page].size());
  owners_[page].push_back(element);
  nodes_[element].kids.push_back({Kid::Kind::content, identifier, static_cast<std::uint32_t>(page)});
  return identifier;
}

void Structure::add_annotation(document::ElementId element, document::Role role, std::size_t page,
                               Dictionary annotation) {
  if (element == document::artifact) {
    element = static_cast<document::ElementId>(nodes_.size());
    document::Element own;
    own.role = role;
    extra_.push_back(own);
    nodes_.push_back({.element = &extra_.back(), .dictionary = {}, .kids = {}});
  }
  attach(element);
  const auto index = static_cast<std::uint32_t>(annotations_.size());
  annotations_.push_back({annotation, element});
  nodes_[element].kids.push_back({Kid::Kind::annotation, index, static_cast<std::uint32_t>(page)});
  annotation.integer("StructParent", first_key_ + static_cast<std::int64_t>(pages_.size() + index));
}

void Structure::attach_empty_cells() {
  for (document::ElementId id = 1; id < document_.elements.size(); ++id) {
    if (!is_cell(document_.elements[id].role) || nodes_[id].dictionary) continue;
    const document::ElementId row = document_.elements[id].parent;
    const document::ElementId table = document_.elements[row].parent;
    if (!nodes_[row].dictionary && nodes_[table].dictionary) attach_in_place(row);
    if (nodes_[row].dictionary) attach_in_place(id);
  }
}

void Structure::attach_in_place(document::ElementId id) {
  nodes_[id].dictionary = objects_.numbered();
  std::vector<Kid>& siblings = nodes_[nodes_[id].element->parent].kids;
  const auto before = std::find_if(siblings.rbegin(), siblings.rend(), [id](const Kid& kid) {
    return kid.kind == Kid::Kind::element && kid.value < id;
  });
  siblings.insert(before.base(), {Kid::Kind::element, id, 0});
}

// ------------------------------------------------------------------------------ writing

Dictionary Structure::write() {
  Dictionary root = objects_.numbered();
  if (nodes_.empty()) return root;
  const Dictionary document = write_elements(root);
  if (objects_.failed()) return root;
  return root.name("Type", "StructTreeRoot")
      .add("K", document)
      .add("ParentTree", parent_tree())
      .integer("ParentTreeNextKey", next_key());
}

Dictionary Structure::write_elements(Dictionary root) {
  attach_empty_cells();
  for (document::ElementId id = 0; id < nodes_.size(); ++id) {
    Node& node = nodes_[id];
    if (!node.dictionary) continue;
    node.dictionary.name("S", name_of(node.element->role))
        .add("P", id == 0 ? root : nodes_[node.element->parent].dictionary);
    write_attributes(id);
    write_kids(node);
    if (objects_.failed()) break;
  }
  return nodes_[0].dictionary;
}

std::int64_t Structure::next_key() const {
  return first_key_ + static_cast<std::int64_t>(pages_.size() + annotations_.size());
}

void Structure::write_kids(Node& node) {
  if (node.kids.empty()) return;
  // The element's own page is that of its first content; other pages are named with the content.
  std::optional<std::uint32_t> page;
  for (const Kid& kid : node.kids) {
    if (kid.kind == Kid::Kind::element) continue;
    page = kid.page;
    node.dictionary.add("Pg", pages_[*page]);
    break;
  }
  const Kid& first = node.kids.front();
  if (node.kids.size() == 1 && first.kind == Kid::Kind::element) {
    node.dictionary.add("K", nodes_[first.value].dictionary);
  } else if (node.kids.size() == 1 && first.kind == Kid::Kind::content) {
    node.dictionary.integer("K", first.value);
  } else {
    Array kids = objects_.array_of_many(node.kids.size());
    for (const Kid& kid : node.kids) add_kid(kids, kid, page);
    node.dictionary.add("K", kids);
  }
}

void Structure::add_kid(Array& array, const Kid& kid, std::optional<std::uint32_t> page) {
  if (kid.kind == Kid::Kind::element) {
    array.add(nodes_[kid.value].dictionary);
    return;
  }
  if (kid.kind == Kid::Kind::content && kid.page == page) {
    array.integer(kid.value);
    return;
  }
  Dictionary reference = objects_.dictionary();
  if (kid.kind == Kid::Kind::content) {
    reference.name("Type", "MCR").integer("MCID", kid.value);
  } else {
    reference.name("Type", "OBJR").add("Obj", annotations_[kid.value].dictionary);
  }
  if (kid.page != page) reference.add("Pg", pages_[kid.page]);
  array.add(reference);
}

void Structure::write_attributes(document::ElementId id) {
  Node& node = nodes_[id];
  const document::Element& element = *node.element;
  if (!element.language.empty()) node.dictionary.text("Lang", element.language);
  if (!element.alternative.empty()) node.dictionary.text("Alt", element.alternative);
  if (!element.expansion.empty()) node.dictionary.text("E", element.expansion);
  if (is_cell(element.role) && element.scope != document::Scope::none) {
    node.dictionary.add("A", scope_attribute(element.scope));
  }
  if (id >= document_.elements.size()) return;
  if (element.role == document::Role::list && numbering_[id] != Numbering::none) {
    node.dictionary.add("A", list_attribute(numbering_[id]));
  }
  if (const auto& drawn = boxes_[id]; element.role == document::Role::figure && drawn) {
    const document::Rectangle& area = drawn->area;
    const Points height = document_.pages[drawn->page].height;
    Array box = objects_.array(4);
    box.real(area.left.milli).real((height - area.top - area.height).milli);
    box.real((area.left + area.width).milli).real((height - area.top).milli);
    node.dictionary.add(
        "A", objects_.dictionary().name("O", "Layout").add("BBox", box).name("Placement", "Block"));
  }
}

Dictionary Structure::scope_attribute(document::Scope scope) {
  Dictionary& shared = scope_attributes_[static_cast<std::size_t>(scope)];
  if (!shared) {
    shared = objects_.numbered()
                 .name("O", "Table")
                 .name("Scope", scope == document::Scope::row ? "Row" : "Column");
  }
  return shared;
}

Dictionary Structure::list_attribute(Numbering numbering) {
  Dictionary& shared = list_attributes_[static_cast<std::size_t>(numbering)];
  if (!shared) {
    shared = objects_.numbered()
                 .name("O", "List")
                 .name("ListNumbering", numbering == Numbering::decimal ? "Decimal" : "Square");
  }
  return shared;
}

// A number tree from a page's or an annotation's key to the owners of its content.
Dictionary Structure::parent_tree() {
  const std::vector<Dictionary> leaves = parent_leaves();
  // A root has no limits, so a single leaf hangs below one, too.
  Array kids = objects_.array(leaves.size());
  for (const Dictionary& each : leaves) kids.add(each);
  return objects_.numbered().add("Kids", kids);
}

std::vector<Dictionary> Structure::parent_leaves() {
  constexpr std::size_t most_keys = 128;
  const std::size_t count = pages_.size() + annotations_.size();
  std::vector<Dictionary> leaves;
  for (std::size_t first = 0; first < count; first += most_keys) {
    const std::size_t last = std::min(first + most_keys, count);
    Array numbers = objects_.array(2 * most_keys);
    for (std::size_t key = first; key < last; ++key) {
      numbers.integer(first_key_ + static_cast<std::int64_t>(key));
      if (key >= pages_.size()) {
        numbers.add(nodes_[annotations_[key - pages_.size()].owner].dictionary);
        continue;
      }
      Array owners = objects_.array(owners_[key].size());
      for (const document::ElementId owner : owners_[key]) owners.add(nodes_[owner].dictionary);
      numbers.add(owners);
    }
    Array limits = objects_.array(2);
    limits.integer(first_key_ + static_cast<std::int64_t>(first));
    limits.integer(first_key_ + static_cast<std::int64_t>(last) - 1);
    leaves.push_back(objects_.numbered().add("Nums", numbers).add("Limits", limits));
  }
  return leaves;
}

}  // namespace pensum::pdf
