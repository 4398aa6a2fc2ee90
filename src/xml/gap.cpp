#include "xml/gap.hpp"

#include "base/gap_marks.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::xml {
namespace {

bool is_text(pugi::xml_node node) { return node.type() == pugi::node_pcdata; }

/// The text nodes and the attributes below a node, in reading order.
template <class OnText, class OnAttribute>
void visit(pugi::xml_node node, const OnText& on_text, const OnAttribute& on_attribute) {
  for (pugi::xml_attribute attribute : node.attributes()) on_attribute(attribute);
  for (pugi::xml_node child = node.first_child(); child;) {
    const pugi::xml_node next = child.next_sibling();
    is_text(child) ? on_text(child) : visit(child, on_text, on_attribute);
    child = next;
  }
}

void drop_from(pugi::xml_attribute attribute) {
  if (has_gap_marks(attribute.value())) attribute.set_value(without_gap_marks(attribute.value()).c_str());
}

pugi::xml_node english_before(pugi::xml_node text, Markup markup) {
  pugi::xml_node span = text.parent().insert_child_before("span", text);
  span.append_attribute("lang").set_value("en");
  if (markup == Markup::xhtml) span.append_attribute("xml:lang").set_value("en");
  span.append_attribute("dir").set_value("ltr");
  return span;
}

/// A text node's parts in its place.
void part(pugi::xml_node text, bool& english, Markup markup) {
  const std::string value = text.value();
  if (!english && !has_gap_marks(value)) return;
  MarkedText marked(value, english);
  for (MarkedPart next = marked.next(); !next.text.empty(); next = marked.next()) {
    pugi::xml_node place = next.english ? english_before(text, markup).append_child(pugi::node_pcdata)
                                        : text.parent().insert_child_before(pugi::node_pcdata, text);
    place.set_value(std::string(next.text).c_str());
  }
  text.parent().remove_child(text);
}

}  // namespace

void mark_english(pugi::xml_node root, Markup markup) {
  bool english = false;
  visit(
      root,
      [&](pugi::xml_node text) {
        if (std::string_view(text.parent().name()) != "title") return part(text, english, markup);
        text.set_value(without_gap_marks(text.value()).c_str());
      },
      drop_from);
}

void drop_gap_marks(pugi::xml_node root) {
  visit(
      root, [](pugi::xml_node text) { text.set_value(without_gap_marks(text.value()).c_str()); }, drop_from);
}

}  // namespace pensum::xml
