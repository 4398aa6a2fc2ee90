// Text as roff takes it, and pages of mdoc(7) made of it.
#pragma once

#include <string>
#include <string_view>

namespace pensum::manual {

/// `text` as prose: a hyphen may end a line, and quotes are typographic.
std::string prose(std::string_view text);

/// `text` as it is typed: hyphens, quotes and carets stay what they are.
std::string typed(std::string_view text);

/// The same, with no word broken between two lines.
std::string code(std::string_view text);

/// In bold or italics what is roff already.
std::string bold(const std::string& text);
std::string italic(const std::string& text);

/// `text`, roff already, as arguments of a macro: no word of it is taken for a macro or for a delimiter.
std::string arguments(const std::string& text);

/// A page in the making.
class Page {
 public:
  /// A line with a macro, such as “.Sh NAME”.
  void macro(const std::string& line);
  /// Heads a section (Sh), which mdoc names in capitals, or a part of one (Ss); `title` is plain text.
  void section(std::string_view title);
  void part(std::string_view title);
  /// Running text, which is roff already: each sentence begins a line, as mdoc wants it. It is a paragraph of
  /// its own unless a heading or an item comes right before.
  void paragraph(const std::string& text);
  /// A block that is shown as it is; plain text.
  void literal(std::string_view text);
  /// An item of a list; `term` is roff already, and empty where the list has none. Its paragraphs follow.
  void item(const std::string& term = {});

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool after_heading_ = true;
};

}  // namespace pensum::manual
