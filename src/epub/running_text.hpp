// Text of the catalog in a line: isolated if the words around it run another way, and
// without line ends inside what belongs together. Only elements do that; no character is added, so that text
// is copied as it was written.
#pragma once

#include "epub/xhtml.hpp"
#include "language/direction.hpp"

#include <string_view>
#include <vector>

namespace pensum::epub {

/// A part of a text.
struct Piece {
  std::string_view text;
  bool kept = false;  ///< unchanged: whole in a line, or in its order
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// A text cut so that operators ("<-", "!=", "++"), and flags of commands ("-race"), are pieces to keep
/// whole: lines may end after each hyphen and between many other signs. An operator that ends with a hyphen
/// keeps the name after it, too.
std::vector<Piece> cut_at_operators(std::string_view text);

/// A text that runs from right to left cut so that signs which belong to words from left to right ("C++",
/// ".NET", "f()") are in one piece with them: they would change sides.
std::vector<Piece> cut_at_signed_words(std::string_view text);

/// Appends text to an element whose direction is that of the text.
void add_running_text(Element parent, std::string_view text);

/// Appends text by itself: it has the direction of its first letter, and the words around it keep theirs.
Element add_isolated(Element parent, std::string_view text);

/// Makes text the content of an element inside a line, by itself likewise.
Element set_isolated(Element node, std::string_view text);

/// Whether text has to be by itself among words that run as `around`. Where neither has anything from right
/// to left, it looks the same without, and a book has many such texts.
bool needs_isolation(std::string_view text, Direction around);

/// As those two, where that is needed; else without a direction, and without an element for it.
void add_isolated(Element parent, std::string_view text, Direction around);
void set_isolated(Element node, std::string_view text, Direction around);

}  // namespace pensum::epub
