// XHTML documents under construction, over pugixml, which escapes all text.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace pensum::epub {

/// One content document (EPUB 3.3 §6.1).
class Xhtml {
 public:
  /// `language` is that of its main text, `title` its name in readers' lists.
  Xhtml(std::string_view language, bool right_to_left, std::string_view title);

  /// Some of its text has the marks of base/gap_marks.hpp.
  void has_gaps() { gaps_ = true; }

  /// Its name in readers' lists, so that its language can be marked.
  pugi::xml_node title() const { return head_.child("title"); }
  /// Lets elements have `epub:type`, and returns the body.
  pugi::xml_node typed_body();
  /// Links a stylesheet, after those before it.
  void add_style(const char* file);

  pugi::xml_node body() const { return body_; }
  std::string bytes();

 private:
  pugi::xml_document document_;
  pugi::xml_node html_;
  pugi::xml_node head_;
  pugi::xml_node body_;
  bool gaps_ = false;
};

/// Appends an element, with text if there is some.
pugi::xml_node add(pugi::xml_node parent, const char* name, std::string_view text = {});

/// Appends text beside other children.
void add_text(pugi::xml_node parent, std::string_view text);

/// Sets an attribute and returns the node, so that calls can be chained.
pugi::xml_node set(pugi::xml_node node, const char* name, std::string_view value);

/// Appends a link. A web address is written as strictly as the standard has it.
pugi::xml_node add_link(pugi::xml_node parent, std::string_view target, std::string_view text = {});

/// Starts an XML document with its declaration.
void declare(pugi::xml_document& document);

}  // namespace pensum::epub
