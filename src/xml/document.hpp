// XML read with places: pugixml builds the tree, and what pugixml lets pass (invalid UTF-8,
// forbidden characters, DOCTYPE, unknown entities, repeated attributes, mismatched tags) is found
// before with line and column, all of it in one run. The only place that reads with pugixml.
#pragma once

#include "base/diagnostic.hpp"

#include <pugixml.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::xml {

/// What a document may hold; more is an error that names the limit.
struct Limits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t depth = 32;
  std::size_t elements = 4'000'000;
  std::size_t attributes = 64;  ///< of one element
  /// Of another program's making: a DOCTYPE without declarations of its own, processing instructions and
  /// entities of HTML (which stay as they are written, such as “&nbsp;”) are not errors, and the document may
  /// be XHTML.
  bool foreign = false;
};

/// A well-formed document and the places of its parts. Several threads may read it at once.
class Document {
 public:
  pugi::xml_node root() const;  ///< the document element
  const std::string& file() const;
  Place place(pugi::xml_node node) const;                  ///< of the element's "<"
  Place place(pugi::xml_attribute attribute) const;        ///< of the attribute's name
  Place value_place(pugi::xml_attribute attribute) const;  ///< of the value's first character

  /// The same as offsets into the bytes, which cost nothing until `place_at` makes a place of one; npos:
  /// unknown.
  std::size_t spot(pugi::xml_node node) const;
  std::size_t value_spot(pugi::xml_attribute attribute) const;
  Place place_at(std::size_t spot) const;

 private:
  friend Result<Document> read(std::string_view, std::string, const Limits&);
  struct State;
  std::shared_ptr<State> state_;
};

/// `bytes` (UTF-8, with or without a byte-order mark) as a document. `file` names it in diagnostics.
/// The bytes outlive the document, which looks places up in them.
Result<Document> read(std::string_view bytes, std::string file, const Limits& limits = {});

/// The bytes of a document that is written for people to read: a line an attribute, after `indent`. A
/// declaration is written where the document has one. (For programs there is xml/writer.hpp.)
std::string bytes_of(const pugi::xml_document& document, const char* indent);

/// An element's own text with runs of white space (space, tab, line feed) folded to one space and
/// none at the ends.
std::string text_of(pugi::xml_node element);

/// What an element may hold, for `check_shape`. The root may also point to its schema, with
/// xmlns:xsi and xsi:noNamespaceSchemaLocation.
struct Shape {
  std::string_view element;
  std::vector<std::string_view> attributes;
  std::vector<std::string_view> children;
  enum class Text { no, yes } text = Text::no;
};

/// Errors for every attribute, child or text of `node` that `shape` does not name, each with a
/// suggestion where a name is nearly right.
void check_shape(const Document& document, pugi::xml_node node, const Shape& shape, Diagnostics& diagnostics);

}  // namespace pensum::xml
