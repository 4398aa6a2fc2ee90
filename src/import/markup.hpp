// Web pages as a row of events: pages of books, which are XHTML, and pages of learning platforms, which are
// whatever browsers accept.
#pragma once

#include "xml/document.hpp"

#include <span>
#include <string>
#include <string_view>

namespace pensum::importing {

struct MarkupAttribute {
  std::string_view name;
  std::string_view value;
};

/// An element, by its start tag.
struct MarkupElement {
  std::string_view name;  ///< in small letters, without a prefix
  std::span<const MarkupAttribute> attributes;

  /// Empty where it has none of this name.
  std::string_view operator[](std::string_view attribute) const;
  bool has(std::string_view attribute) const;
};

/// Takes what a page holds, in its order.
class MarkupHandler {
 public:
  virtual ~MarkupHandler() = default;
  virtual void open(const MarkupElement& element) = 0;
  virtual void close(std::string_view element) = 0;  ///< for each one that was opened
  virtual void text(std::string_view text) = 0;      ///< UTF-8, entities resolved
};

/// Hands the page `bytes` over: as XML where it is well-formed, else as browsers read HTML. False where it is
/// neither: it is not UTF-8, or made to be large in memory; nothing was handed over then.
bool walk_markup(std::string_view bytes, MarkupHandler& handler);

/// As `walk_markup` of what is a part of a page, such as a field of a card.
bool walk_fragment(std::string_view bytes, MarkupHandler& handler);

/// Hands over what is below a node of a document that was read.
void walk_below(pugi::xml_node node, MarkupHandler& handler);

/// `text` in which names of HTML's entities (“&eacute;”) are put in for; tags stay as they are written.
std::string with_entities_resolved(std::string_view text);

}  // namespace pensum::importing
