// XHTML documents under construction, over pugixml, which escapes all text.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace pensum::epub {

/// One content document (EPUB 3.3 §6.1).
class Xhtml {
 public:
  /// `language` is that of its main text, `title` what readers list it as.
  Xhtml(const std::string& language, bool right_to_left, const std::string& title);

  /// Lets elements have `epub:type`, and returns the body.
  pugi::xml_node typed_body();
  /// Links a stylesheet, after those before it.
  void add_style(const char* file);

  pugi::xml_node body() const { return body_; }
  std::string bytes() const;

 private:
  pugi::xml_document document_;
  pugi::xml_node html_;
  pugi::xml_node head_;
  pugi::xml_node body_;
};

/// Appends an element, with text if there is some.
pugi::xml_node add(pugi::xml_node parent, const char* name, const std::string& text = {});

/// Appends text beside other children.
void add_text(pugi::xml_node parent, const std::string& text);

/// Sets an attribute and returns the node, so that calls can be chained.
pugi::xml_node set(pugi::xml_node node, const char* name, const std::string& value);

/// Appends a link.
pugi::xml_node add_link(pugi::xml_node parent, const std::string& target, const std::string& text);

/// Starts an XML document with its declaration.
void declare(pugi::xml_document& document);

/// A document as UTF-8 bytes, without added white space.
std::string bytes_of(const pugi::xml_document& document);

}  // namespace pensum::epub
