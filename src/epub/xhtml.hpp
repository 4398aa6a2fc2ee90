// XHTML documents under construction.
#pragma once

#include "xml/writer.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace pensum::epub {

using xml::add;
using xml::Element;
using xml::set;

/// What begins an XML document of a book.
inline constexpr std::string_view xml_declaration = R"(<?xml version="1.0" encoding="utf-8"?>)";

/// One content document (EPUB 3.3 §6.1): first its title and stylesheets, then its body.
class Xhtml {
 public:
  /// `language` is that of its main text, `title` its name in readers' lists.
  Xhtml(std::string_view language, bool right_to_left, std::string_view title, xml::Gaps gaps);

  /// Its name in readers' lists, so that its language can be marked.
  Element title() const { return title_; }
  /// Links a stylesheet, after those before it.
  void add_style(std::string_view file);

  Element body();
  /// Lets elements have `epub:type`, and returns the body.
  Element typed_body();
  std::string bytes() { return writer_->bytes(); }

 private:
  std::string_view direction_;
  std::unique_ptr<xml::Writer> writer_;
  Element html_;
  Element head_;
  Element title_;
  Element body_;
};

/// Appends a link. A web address is written as strictly as the standard has it.
Element add_link(Element parent, std::string_view target, std::string_view text = {});

}  // namespace pensum::epub
