// Text becomes measured lines: HarfBuzz shapes, ICU tells where lines may break and which way text
// runs, and the total-fit engine chooses the breaks. Knows fonts and lengths, nothing of pages.
#pragma once

#include "base/units.hpp"
#include "text/font.hpp"
#include "text/hyphenator.hpp"
#include "text/line.hpp"

#include <cstdint>
#include <memory>
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

  friend bool operator==(const Style&, const Style&) = default;
};

/// What of a line's height a style asks for.
struct Metrics {
  Points ascent;   ///< above the baseline
  Points descent;  ///< below the baseline, positive
  Points cap_height;
  Points x_height;
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

  /// The characters asked for that no face has, each once, in the order met; set as U+FFFD or "?".
  const std::vector<char32_t>& missing() const;
  /// Takes the list away, so that a caller can report where the characters were.
  std::vector<char32_t> take_missing();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::text
