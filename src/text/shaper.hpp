// Words become glyphs: HarfBuzz shapes each word once for each weight, kind of figures and direction;
// a face is chosen for each character with its marks, by coverage. Words of plain characters are looked up
// instead, to the same effect; those of code and emphasis, which are few, are not. For src/text only.
#pragma once

#include "text/font.hpp"
#include "text/plain_glyphs.hpp"
#include "text/typesetter.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pensum::text {

inline constexpr std::string_view soft_hyphen = "\xC2\xAD";

/// How a word is to be shaped.
struct Manner {
  Weight weight = Weight::regular;
  Figures figures = Figures::proportional;
  Family family = Family::text;
  bool right_to_left = false;
  bool ends_line = false;  ///< a soft hyphen at the end of the word is seen
};

/// Glyphs of one face, in visual order; their clusters are bytes of the word.
struct Piece {
  FaceId face = 0;
  std::vector<Glyph> glyphs;
  std::int64_t advance = 0;  ///< of all glyphs, in the face's units
  int units_per_em = 1000;
  std::uint32_t text_first = 0;  ///< bytes [text_first, text_last) of the word
  std::uint32_t text_last = 0;
};

/// A shaped word: its pieces in visual order.
struct Word {
  std::string text;               ///< as it is read: without characters that are for layout only
  std::vector<char32_t> missing;  ///< its characters that no face has
  std::vector<Piece> pieces;

  Points width(Points size) const {
    Points sum;
    for (const Piece& piece : pieces) sum += size.scaled(piece.advance, piece.units_per_em);
    return sum;
  }
};

class Shaper {
 public:
  Shaper(const FontSet& fonts, std::string_view language, PlainWords plain_words = PlainWords::looked_up);

  /// `text` as glyphs: a word, or spaces. What HarfBuzz has shaped is kept: the same word is shaped once. The
  /// word is there until the next one is shaped.
  const Word& shape(std::string_view text, Manner manner);
  /// How wide these glyphs are together.
  Points width(std::string_view text, Manner manner, Points size);

  /// Words with the spaces between them, a glyph a character.
  struct PlainText {
    FaceId face = 0;
    Points width;
    // There until the next text is looked up:
    std::string_view text;                  ///< as it is read
    std::span<const std::uint32_t> glyphs;  ///< packed
  };
  /// `text` as its words and spaces are shaped and measured one by one, if all of it can be looked up: then
  /// it is one run. Most texts can.
  std::optional<PlainText> look_up_text(std::string_view text, Manner manner, Points size);
  /// How wide that is.
  std::optional<Points> look_up_width(std::string_view text, Manner manner, Points size);

  /// The table by which words are looked up, with Latin letters or without, to be prepared.
  std::optional<PreparedTable> prepared(Manner manner, bool latin) {
    return plain_glyphs(manner, latin).prepared();
  }

  const std::vector<char32_t>& missing() const { return missing_; }
  std::vector<char32_t> take_missing() { return std::exchange(missing_, {}); }
  /// How often a character was met that no face has.
  std::size_t times_missing() const { return times_missing_; }

 private:
  struct BufferDeleter {
    void operator()(hb_buffer_t* buffer) const { hb().buffer_destroy(buffer); }
  };
  /// Characters of one face and script; `instead` if a replacement is shown for the character.
  struct Stretch {
    FaceId face = 0;
    std::uint32_t first = 0;  // bytes [first, last)
    std::uint32_t last = 0;
    char32_t instead = 0;
  };

  /// Looks a word up whose characters are all plain: `take` is called with each glyph, and with what it moves
  /// the glyph before. False if one of them is not plain.
  template <class Take>
  bool look_up(std::string_view text, Manner manner, Take&& take);
  bool look_up(std::string_view text, Manner manner, Piece& piece);
  /// The same of ASCII characters alone, as most words are, if their kerning was asked for before: `piece` is
  /// of no use otherwise.
  bool look_up_ascii(std::string_view text, Manner manner, Piece& piece);
  /// What such a word is looked up in; nothing where it is not to be.
  PlainGlyphs* plain_for_ascii(std::string_view text, Manner manner);
  /// What words of any characters are looked up in; nothing where it depends on these.
  PlainGlyphs* plain_for_all(Manner manner);
  PlainGlyphs& plain_glyphs(Manner manner, bool latin) {
    const std::size_t place = (latin ? 4U : 0U) | (manner.figures == Figures::tabular ? 2U : 0U) |
                              (manner.weight == Weight::bold ? 1U : 0U);
    const std::shared_ptr<PlainGlyphs>& kept = plain_glyphs_[place];
    return kept ? *kept : make_plain_glyphs(manner, latin, place);
  }
  PlainGlyphs& make_plain_glyphs(Manner manner, bool latin, std::size_t place);
  /// The same as they were when pensum was built; null where nothing is prepared for this language.
  const PreparedTable* prepared_table(bool bold, bool tabular, bool latin) const;
  std::vector<Stretch> stretches(std::string_view text, Manner manner);
  Stretch stretch_at(std::string_view text, std::size_t first, Manner manner);
  bool covers(FaceId face, std::string_view text, std::size_t first, std::size_t last) const;
  Piece shape_stretch(std::string_view text, const Stretch& stretch, Manner manner);
  /// The face's own sign for a soft hyphen, where it is as wide as its hyphen: a glyph that means one
  /// thing only can report it in a document.
  std::uint32_t visible_soft_hyphen(FaceId face, const Glyph& hyphen) const;
  void note_missing(char32_t character);
  void count_missing(const Word& word);

  const FontSet& fonts_;
  hb_language_t language_;
  PlainWords plain_words_;
  std::unique_ptr<hb_buffer_t, BufferDeleter> buffer_;
  /// By script, then figures, then weight; made when first needed. Scripts mostly share theirs.
  std::array<std::shared_ptr<PlainGlyphs>, 8> plain_glyphs_;
  std::array<int, 2> units_per_em_{};  ///< of the main faces, regular and bold
  Word plain_word_;                    ///< that was looked up last
  std::string plain_text_;             ///< of the text that was looked up last
  std::vector<std::uint32_t> plain_text_glyphs_;
  std::unordered_map<std::string, Word> words_;
  std::string key_;
  std::vector<char32_t> missing_;
  std::size_t times_missing_ = 0;
  std::vector<char32_t> missing_in_word_;  // that is being shaped
};

}  // namespace pensum::text
