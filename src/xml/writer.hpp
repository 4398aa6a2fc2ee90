// XML written from its first byte to its last, without a tree.
//
// Purpose  A book of 2,200 lessons is 9 MB of XHTML. By way of trees it took three times as many
//          instructions to write it.
//
// Method   What is appended is final. An element ends where something is appended beside it, or beside
//          one that it is in. An attribute that comes later than content is put in before it: elements
//          have little content by then.
//
// Oracle   The same documents, written by pugixml (tests/xml/writer_test.cpp). Only carriage returns in
//          texts differ: they are references here, so that they are read again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace pensum::xml {

class Element;
class Writer;

/// An attribute's value that is known when pensum is built, of characters that are written as themselves.
class Literal {
 public:
  template <std::size_t size>
  consteval Literal(const char (&text)[size]) : text_(text, size - 1) {  // NOLINT(*-explicit-*): as it stands
    for (const char c : text_) {
      if (static_cast<unsigned char>(c) < ' ' || c == '<' || c == '>' || c == '&' || c == '"')
        throw "it has to be escaped";
    }
  }

 private:
  friend class Writer;
  friend Element set(Element, std::string_view, Literal);
  std::string_view text_;
};

/// An element that is being written, or the document around all of them. It can be used until something is
/// appended beside it, or beside one that it is in; and as long as its writer lives.
class Element {
 public:
  Element() = default;
  explicit operator bool() const { return writer_ != nullptr; }

 private:
  friend class Writer;
  friend Element add(Element, std::string_view, std::string_view);
  friend void add_text(Element, std::string_view);
  friend void add_written(Element, std::string_view);
  friend void add_instruction(Element, std::string_view, std::string_view);
  friend Element set(Element, std::string_view, Literal);
  friend Element set_value(Element, std::string_view, std::string_view);

  Element(Writer* writer, std::uint32_t depth, std::uint32_t number)
      : writer_(writer), depth_(depth), number_(number) {}

  Writer* writer_ = nullptr;
  std::uint32_t depth_ = 0;   ///< how many elements it is in
  std::uint32_t number_ = 0;  ///< tells it from those before it at the same depth
};

/// What becomes of the marks of base/gap_marks.hpp: they stay; they go; what is between them in texts is an
/// element <span> in English, in XHTML with xml:lang, too, and they go from attributes and titles, which
/// cannot hold elements.
enum class Gaps { keep, drop, html, xhtml };

class Writer {
 public:
  explicit Writer(Gaps gaps = Gaps::keep) : gaps_(gaps) {
    open_.reserve(usual_depth);
    open_.emplace_back();
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// What the outermost elements are added to.
  Element document() { return {this, 0, 0}; }
  /// Appends bytes as they are, such as a declaration, before the first element.
  void begin_with(std::string_view bytes);
  /// The document, whose elements all end; once. Nothing is appended any more. It has room for more, which
  /// whoever keeps it may give back.
  std::string bytes();

 private:
  friend Element add(Element, std::string_view, std::string_view);
  friend void add_text(Element, std::string_view);
  friend void add_written(Element, std::string_view);
  friend void add_instruction(Element, std::string_view, std::string_view);
  friend Element set(Element, std::string_view, Literal);
  friend Element set_value(Element, std::string_view, std::string_view);

  /// One of the elements that have not ended, each in the one before; the first is the document.
  struct Open {
    std::string_view name;
    std::size_t attributes_end = 0;
    std::uint32_t number = 0;
  };

  static constexpr std::size_t usual_depth = 16;

  // Used, and therefore defined, in one file only.
  inline void check(const Element& element) const;
  inline void go_to(const Element& element);
  void end_innermost();
  inline void begin_content();
  inline void write(std::string_view part);
  inline void write_escaped(std::string_view text);
  inline void write_attribute(const Element& element, std::string_view name, std::string_view value);
  void write_text(std::string_view text);
  inline char* more(std::size_t bytes);

  Gaps gaps_;
  bool english_ = false;       ///< between two marks
  bool in_start_tag_ = false;  ///< that of the innermost element has no end yet
  std::uint32_t elements_ = 0;
  std::vector<Open> open_;
  std::string bytes_;     ///< what is written, and room behind it
  std::size_t size_ = 0;  ///< of what is written
};

/// Appends an element, with text if there is some. `name` outlives the writer.
Element add(Element parent, std::string_view name, std::string_view text = {});

/// Appends text beside other children.
void add_text(Element parent, std::string_view text);

/// Appends what another writer has written, with the same `Gaps`: elements that end, and text.
void add_written(Element parent, std::string_view xml);

/// Appends a processing instruction.
void add_instruction(Element parent, std::string_view name, std::string_view value);

/// Sets an attribute that the element does not have yet, and returns the element, so that calls can be
/// chained.
Element set(Element element, std::string_view name, Literal value);
Element set_value(Element element, std::string_view name, std::string_view value);
template <class Value>
  requires(!std::is_array_v<Value>)
Element set(Element element, std::string_view name, const Value& value) {
  return set_value(element, name, value);
}

}  // namespace pensum::xml
