#include "epub/xhtml.hpp"

#include "xml/document.hpp"
#include "xml/gap.hpp"

namespace pensum::epub {

Xhtml::Xhtml(std::string_view language, bool right_to_left, std::string_view title) {
  declare(document_);
  document_.append_child(pugi::node_doctype).set_value("html");
  html_ = document_.append_child("html");
  set(html_, "xmlns", "http://www.w3.org/1999/xhtml");
  set(html_, "lang", language);
  set(html_, "xml:lang", language);
  const char* const direction = right_to_left ? "rtl" : "ltr";
  set(html_, "dir", direction);
  head_ = add(html_, "head");
  add(head_, "title", title);
  body_ = add(html_, "body");
  // MuPDF looks for it only here, and otherwise takes the direction of a line's first letter.
  set(body_, "dir", direction);
}

pugi::xml_node Xhtml::typed_body() {
  set(html_, "xmlns:epub", "http://www.idpf.org/2007/ops");
  return body_;
}

void Xhtml::add_style(const char* file) {
  pugi::xml_node style = add(head_, "link");
  set(style, "rel", "stylesheet");
  set(style, "href", file);
}

std::string Xhtml::bytes() {
  if (gaps_) xml::mark_english(html_, xml::Markup::xhtml);
  return xml::bytes_of(document_);
}

pugi::xml_node add(pugi::xml_node parent, const char* name, std::string_view text) {
  pugi::xml_node node = parent.append_child(name);
  if (!text.empty()) add_text(node, text);
  return node;
}

void add_text(pugi::xml_node parent, std::string_view text) {
  parent.append_child(pugi::node_pcdata).set_value(text.data(), text.size());
}

pugi::xml_node set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(value.data(), value.size());
  return node;
}

pugi::xml_node add_link(pugi::xml_node parent, std::string_view target, std::string_view text) {
  return set(add(parent, "a", text), "href", target);
}

void declare(pugi::xml_document& document) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "utf-8");
}

}  // namespace pensum::epub
