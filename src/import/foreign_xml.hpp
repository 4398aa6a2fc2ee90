// XML of other programs, whose elements may have any prefix.
#pragma once

#include "base/diagnostic.hpp"
#include "base/shared_bytes.hpp"
#include "xml/document.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// A document together with the bytes that it looks places up in.
struct ForeignXml {
  SharedBytes bytes;
  xml::Document document;

  pugi::xml_node root() const { return document.root(); }
  Place place(pugi::xml_node node) const { return document.place(node); }
};

/// `bytes` as XML: UTF-8, UTF-16 with a byte-order mark, or what they declare as ISO-8859-1 or Windows-1252.
Result<ForeignXml> read_foreign_xml(std::string bytes, std::string file);

/// The name of an element without its prefix.
std::string_view local_name(pugi::xml_node node);

/// The first child of that local name; null where there is none.
pugi::xml_node child(pugi::xml_node parent, std::string_view local);

/// The children of that local name.
std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view local);

/// The elements below `node` of that local name, in order; `node` itself is not among them.
std::vector<pugi::xml_node> descendants(pugi::xml_node node, std::string_view local);

/// The value of the attribute of that local name; empty where there is none.
std::string_view attribute(pugi::xml_node node, std::string_view local);

/// All text in and below an element, in one line.
std::string text_below(pugi::xml_node node);

/// All text in and below an element, as it is written.
std::string raw_text_below(pugi::xml_node node);

}  // namespace pensum::importing
