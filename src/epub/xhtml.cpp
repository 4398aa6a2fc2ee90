#include "epub/xhtml.hpp"

#include "xml/document.hpp"
#include "xml/gap.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace pensum::epub {

namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_web_address(std::string_view target) { return target.contains("://"); }

/// An address in which what browsers forgive is written as the standard asks for it: brackets, a second “#”,
/// and a percent sign that is none of an escape.
std::string strict_address(std::string_view address) {
  const std::size_t path = std::min(address.find_first_of("/?#", address.find("://") + 3), address.size());
  const std::size_t fragment = address.find('#');
  std::string strict(address.substr(0, path));
  for (std::size_t i = path; i < address.size(); ++i) {
    const char c = address[i];
    const bool is_escape = i + 2 < address.size() && is_hex(address[i + 1]) && is_hex(address[i + 2]);
    if (c == '[' || c == ']' || (c == '#' && i != fragment) || (c == '%' && !is_escape)) {
      strict += c == '[' ? "%5B" : c == ']' ? "%5D" : c == '#' ? "%23" : "%25";
    } else {
      strict += c;
    }
  }
  return strict;
}

}  // namespace

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
  return set(add(parent, "a", text), "href",
             is_web_address(target) ? strict_address(target) : std::string(target));
}

void declare(pugi::xml_document& document) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "utf-8");
}

}  // namespace pensum::epub
