#include "epub/xhtml.hpp"

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

Xhtml::Xhtml(std::string_view language, bool right_to_left, std::string_view title, xml::Gaps gaps)
    : direction_(right_to_left ? "rtl" : "ltr"), writer_(std::make_unique<xml::Writer>(gaps)) {
  writer_->begin_with(xml_declaration);
  writer_->begin_with("<!DOCTYPE html>");
  html_ = set(add(writer_->document(), "html"), "xmlns", "http://www.w3.org/1999/xhtml");
  set(html_, "lang", language);
  set(html_, "xml:lang", language);
  set(html_, "dir", direction_);
  head_ = add(html_, "head");
  title_ = add(head_, "title", title);
}

void Xhtml::add_style(std::string_view file) {
  set(set(add(head_, "link"), "rel", "stylesheet"), "href", file);
}

Element Xhtml::body() {
  // MuPDF looks for the direction only here, and otherwise takes that of a line's first letter.
  if (!body_) body_ = set(add(html_, "body"), "dir", direction_);
  return body_;
}

Element Xhtml::typed_body() {
  set(html_, "xmlns:epub", "http://www.idpf.org/2007/ops");
  return body();
}

Element add_link(Element parent, std::string_view target, std::string_view text) {
  Element link = add(parent, "a");
  is_web_address(target) ? set(link, "href", strict_address(target)) : set(link, "href", target);
  if (!text.empty()) add_text(link, text);
  return link;
}

}  // namespace pensum::epub
