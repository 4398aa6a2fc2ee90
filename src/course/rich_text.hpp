// Text with marks: what stretches of it are besides words, such as code.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum {

/// What the stretch [first, last) of a text is. Marks nest: of two that meet, one holds the other.
struct TextMark {
  enum class Kind {
    code,        ///< within a line
    code_lines,  ///< lines of their own, each ended by a line feed but for the text's last
    emphasis,
    strong,
    link,  ///< to `target`
    note,  ///< empty: where a footnote is called
  };
  Kind kind = Kind::code;
  std::size_t first = 0;  ///< in bytes
  std::size_t last = 0;
  std::string target{};  ///< of a link: a web address, or “#” and a lesson's id
  std::size_t note = 0;  ///< of a note: its position among those of its reading

  friend bool operator==(const TextMark&, const TextMark&) = default;
};

/// White space is folded, but for that of lines of code.
struct RichText {
  std::string text;
  std::vector<TextMark> marks;  ///< by where they begin, the outer before the inner

  RichText() = default;
  RichText(std::string plain) : text(std::move(plain)) {}  // NOLINT(google-explicit-constructor)
  RichText(const char* plain) : text(plain) {}             // NOLINT(google-explicit-constructor)
  RichText(std::string words, std::vector<TextMark> its_marks)
      : text(std::move(words)), marks(std::move(its_marks)) {}

  bool empty() const { return text.empty(); }

  friend bool operator==(const RichText&, const RichText&) = default;
};

/// A part of a text that is set by itself: a paragraph, or lines of code.
struct TextPiece {
  RichText text;
  bool is_code = false;

  friend bool operator==(const TextPiece&, const TextPiece&) = default;
};

/// `text` as paragraphs and lines of code, in its order.
std::vector<TextPiece> pieces_of(const RichText& text);

/// Whether `text` is one paragraph, as it is: then there is no need to take it apart.
bool is_one_paragraph(const RichText& text);

/// The same as for plain text (base/isolation.hpp). Marks stay on the characters that they are on.
RichText with_directions_closed(RichText text);

}  // namespace pensum
