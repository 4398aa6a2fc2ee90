// Text becomes measured lines: HarfBuzz shapes, ICU tells where lines may break and which way text
// runs, and the total-fit engine chooses the breaks. Knows fonts and lengths, nothing of pages.
#pragma once

#include "base/units.hpp"
#include "text/font.hpp"
#include "text/hyphenator.hpp"
#include "text/line.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

enum class Weight { regular, bold };
enum class Figures { proportional, tabular };

struct Style {
  Weight weight = Weight::regular;
  Points size = Points::whole(10);
  Figures figures = Figures::proportional;
  Family family = Family::text;

  friend bool operator==(const Style&, const Style&) = default;
};

/// What of a line's height a style asks for.
struct Metrics {
  Points ascent;   ///< above the baseline
  Points descent;  ///< below the baseline, positive
  Points cap_height;
  Points x_height;
};

/// A stretch of a text that is set in another way than what is around it.
struct Span {
  std::size_t first = 0;  ///< bytes [first, last)
  std::size_t last = 0;
  /// Code is a little smaller, so that it looks as large as the words around it, runs from left to right
  /// by itself, and is not hyphenated. Lines end in it only at spaces, and only if it is longer than half a
  /// line, as long as it fits one.
  Family family = Family::text;
  bool bold = false;       ///< whatever the style's weight is
  std::uint32_t mark = 0;  ///< what its runs are told by: 1 to most_marks; 0 as for text without a span

  friend bool operator==(const Span&, const Span&) = default;
};

/// How a paragraph is broken.
struct Measure {
  Points width;                ///< of every line
  Points first_indent{};       ///< taken from the first line's width
  std::size_t most_lines = 0;  ///< 0: as many as it takes; else the last kept line ends with "…"
  bool hyphenate = false;      ///< words may be hyphenated, where the typesetter can
};

/// Who makes glyphs of words of plain characters: tables, which take some time to make, or HarfBuzz word by
/// word, to the same effect; that is for a page's worth of words.
enum class PlainWords { looked_up, shaped };

/// Sets text with a set of faces; keeps what it has shaped, so that a word is shaped once.
/// Not for several threads at a time: one Typesetter a thread.
class Typesetter {
 public:
  /// `fonts` outlives the typesetter. `language` is a BCP 47 tag for shaping and line breaking;
  /// `hyphenator` is of the same language.
  Typesetter(const FontSet& fonts, std::string_view language, Hyphenator hyphenator = {},
             PlainWords plain_words = PlainWords::looked_up);
  ~Typesetter();
  Typesetter(Typesetter&&) noexcept;
  Typesetter& operator=(Typesetter&&) noexcept;

  /// Keeps broken paragraphs, too: for documents that repeat the same words.
  void keep_paragraphs();

  const FontSet& fonts() const;
  Metrics metrics(const Style& style) const;

  /// `text` on one line, however long. Line feeds and tabs count as spaces. A text runs as its language does,
  /// unless all its letters run the other way. Characters that are for layout only, such as U+2060 or those
  /// that isolate text of another direction, have their effect and are not part of the line's text.
  Line line(std::string_view text, const Style& style);
  /// How wide that line is. Mostly it need not be made to tell.
  Points width(std::string_view text, const Style& style);

  /// `text` broken into lines of `measure`, ragged, breaking where the language allows. A word that is wider
  /// than the measure is hyphenated, also where the measure does not ask for it; where that cannot be, the
  /// paragraph is set in type of 92 % if that keeps the word whole, else the word comes apart between any
  /// two characters. Minimises, in this
  /// order: the number of lines; the hyphens that follow a line with a hyphen or go before the last
  /// line; the sum of squared unused widths of all lines but the last, with a last line of a single
  /// short word counted as unused width too, and each hyphen as a fifth of the measure left unused. The
  /// author's own hyphens, soft ones too, count for nothing; a paragraph with text from right to left
  /// is not hyphenated. At least one line, even for empty text.
  std::vector<Line> paragraph(std::string_view text, const Style& style, const Measure& measure);
  /// The same with spans, in order and apart from each other.
  std::vector<Line> paragraph(std::string_view text, std::span<const Span> spans, const Style& style,
                              const Measure& measure);

  /// Lines of code, each ended by a line feed but for the last, from left to right in any language. The runs
  /// have `mark`. A tab leads to the next of columns that are four apart. Lines that are wider than `width`
  /// are continued below, indented, from a space if they have one, else from any character.
  std::vector<Line> code(std::string_view text, const Style& style, Points width, std::uint32_t mark);

  /// The characters asked for that no face has, each once, in the order met; set as U+FFFD or "?".
  const std::vector<char32_t>& missing() const;
  /// Takes the list away, so that a caller can report where the characters were.
  std::vector<char32_t> take_missing();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::text
