// Characters that a face sets one by one, so that a word of them needs no shaping: each has one glyph
// whatever is beside it, and only kerning moves it.
//
// Purpose   Most words are of such characters, and to shape one costs HarfBuzz a hundred times as much as to
//           look up its glyphs and the kerning between them.
// Method    HarfBuzz tells by which of the font's lookups it would shape. Substitutions of one glyph by one
//           other are followed. Of every other lookup that could change, join, move or remove glyphs of
//           the set, the characters that it begins with leave the set; so do those that a contextual one
//           could bring about. Kerning by pairs is read, and kept for pairs of ASCII characters.
// Costs     Once a face, kind of figures and script: the lookups are walked through.
// Oracle    HarfBuzz, glyph by glyph (tests/text/plain_glyphs_test.cpp). For src/text only.
#pragma once

#include "base/utf8.hpp"
#include "text/faces.hpp"
#include "text/line.hpp"
#include "text/lookups.hpp"
#include "text/prepared_glyphs.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pensum::text {

/// Of one face, as it shapes text from left to right by certain lookups.
class PlainGlyphs {
 public:
  /// The lookups by which HarfBuzz shapes, as their numbers in the two tables.
  struct Rules {
    bool known = false;  ///< whether they are all that there is
    std::vector<unsigned> substitutions;
    std::vector<unsigned> positions;

    friend bool operator==(const Rules&, const Rules&) = default;
  };
  /// Of text of one script and language with certain features.
  static Rules rules(const OpenFace& face, const hb_segment_properties_t& properties,
                     std::span<const hb_feature_t> features);

  PlainGlyphs(const OpenFace& face, Rules rules);
  const Rules& rules() const { return rules_; }

  /// As `table` has it, which outlives it as the face does.
  PlainGlyphs(const OpenFace& face, const PreparedTable& table);
  /// What it was made from; null where it was not prepared.
  const PreparedTable* made_from() const { return made_from_; }
  /// Such a table; nothing where HarfBuzz shapes in ways that are not read here, or there is no room.
  std::optional<PreparedTable> prepared();

  struct Plain {
    std::uint32_t glyph = 0;  ///< 0: the character is not set one by one
    std::int32_t advance = 0;
    std::uint32_t packed = 0;  ///< both, as Glyphs::packed has them

    static Plain of(std::uint32_t glyph, std::int32_t advance) {
      return {.glyph = glyph, .advance = advance, .packed = Glyphs::packed(glyph, advance)};
    }
  };
  Plain of(char32_t character) const {
    const std::size_t place = place_of(character);
    return place == places ? Plain{} : plain_[place];
  }
  /// What is added to the advance of `first` before `second`, both of the set; nothing where only HarfBuzz
  /// knows.
  std::optional<int> kerning(char32_t first, char32_t second) {
    if (first < ascii && second < ascii) {
      const std::int16_t kept = pairs_[first * ascii + second];
      if (kept > unsure) return kept;
    }
    return look_up_kerning(first, second);
  }

  /// Calls `take` with each ASCII character's glyph and with what the pair of it and the character before
  /// adds to that one's advance. False at the first character that is not ASCII or not plain, or whose
  /// kerning was never asked for.
  template <class Take>
  bool for_each_ascii(std::string_view text, Take&& take) const {
    const Plain* const plain = plain_.data();
    const std::int16_t* pairs = nullptr;  // of the character before
    for (const char c : text) {
      const auto character = static_cast<unsigned char>(c);
      if (character >= ascii || plain[character].glyph == 0) return false;
      const int kerning = pairs == nullptr ? 0 : pairs[character];
      if (kerning <= unsure) return false;
      take(plain[character], kerning);
      pairs = pairs_.data() + character * ascii;
    }
    return true;
  }

  /// Calls `take` with each character's glyph, with what the pair of it and the character before adds to that
  /// one's advance, and with the bytes that it is read as; `end` behind each word and behind the spaces
  /// between words, which are shaped each by itself. A space that does not break is a space in its word.
  /// False at the first character that is not plain, or where `take` is.
  template <class Take, class End>
  bool for_each_in_words(std::string_view text, Take&& take, End&& end) {
    char32_t before = 0;
    bool in_spaces = text.starts_with(' ');
    for (std::size_t at = 0; at < text.size();) {
      const auto byte = static_cast<unsigned char>(text[at]);
      const CodePoint point = byte < ascii ? CodePoint{byte, 1, true} : decode(text, at);
      const bool no_break = point.value == no_break_space;
      const char32_t character = no_break ? U' ' : point.value;
      if ((byte == ' ') != in_spaces) {
        end();
        in_spaces = !in_spaces;
        before = 0;
      }
      const Plain one = character < ascii ? plain_[character] : of(character);
      if (one.glyph == 0) return false;
      int kern = before == 0 ? 0 : unsure;
      if (before != 0 && before < ascii && character < ascii)
        kern = pairs_.data()[before * ascii + character];
      if (kern <= unsure) {
        const std::optional<int> found = look_up_kerning(before, character);
        if (!found) return false;
        kern = *found;
      }
      if (!take(one, kern, no_break ? 1 : point.length)) return false;
      before = character;
      at += point.length;
    }
    end();
    return true;
  }

  /// Whether `character` may be plain in some face.
  static bool may_be_plain(char32_t character) { return place_of(character) != places; }
  /// Whether one that may be is of Latin script, not of any.
  static bool is_latin(char32_t character) {
    if (character < ascii) return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    return has_latin_script(character);
  }

 private:
  static constexpr char32_t no_break_space = 0xA0;
  // Latin letters and signs of ISO 8859-1 and Latin Extended-A, then general punctuation.
  static constexpr char32_t letters_end = 0x180;
  static constexpr char32_t punctuation = 0x2010;
  static constexpr char32_t punctuation_end = 0x2060;
  static constexpr std::size_t places = letters_end + (punctuation_end - punctuation);
  static constexpr std::size_t ascii = 0x80;
  static_assert(places == PreparedTable::places);

  static constexpr std::size_t place_of(char32_t character) {
    if (character < letters_end) return character;
    if (character < punctuation || character >= punctuation_end) return places;
    return letters_end + (character - punctuation);
  }
  static constexpr char32_t character_at(std::size_t place) {
    const auto value = static_cast<char32_t>(place);
    return value < letters_end ? value : value - letters_end + punctuation;
  }

  // In the place of a pair's kerning.
  static constexpr std::int16_t not_looked_up = std::numeric_limits<std::int16_t>::min();
  static constexpr std::int16_t unsure = not_looked_up + 1;

  class Choosing;

  static bool has_latin_script(char32_t character);
  std::optional<int> look_up_kerning(char32_t first, char32_t second);
  const Lookups& position_lookups();

  hb_face_t* face_;
  Rules rules_;
  const PreparedTable* made_from_ = nullptr;
  std::array<Plain, places> plain_{};
  std::optional<Lookups> positions_;  ///< read when first needed
  std::vector<unsigned> kerning_lookups_;
  std::optional<Kerning> kerning_;  ///< made of them when first needed
  /// By both characters' values, as far as it was looked up.
  std::vector<std::int16_t> pairs_;
};

}  // namespace pensum::text
