// Rich text in a line: its marks as elements.
#pragma once

#include "course/rich_text.hpp"
#include "epub/xhtml.hpp"
#include "language/direction.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace pensum::epub {

/// What marks lead to.
struct Targets {
  /// Appends what begins a link to a lesson; without it the words alone are there.
  std::function<void(Element parent, std::string_view id)> lesson{};
  /// And what ends it.
  std::function<void(Element parent)> end_lesson{};
  /// Appends the call of a footnote.
  std::function<void(Element parent, std::size_t note)> note{};
};

/// Appends `text` to an element whose direction is that of the text; lines of code become blocks between
/// its words.
void add_rich_text(Element parent, const RichText& text, const Targets& targets = {});

/// Appends what `text` holds: paragraphs of the class `kind`, which may be empty, and lines of code. Their
/// words are by themselves where those `around` run another way (needs_isolation). Returns the paragraph at
/// its end; none if it ends with code.
Element add_pieces(Element parent, const RichText& text, const char* kind, Direction around);

/// Appends lines of code, keywords and comments marked as `language` has them.
void add_code_lines(Element parent, std::string_view code, std::string_view language);

}  // namespace pensum::epub
