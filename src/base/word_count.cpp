#include "base/word_count.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace pensum {

namespace {

/// How a character takes part in words.
enum class Part { between, sign, letter, ideograph, southeast };

struct Range {
  char32_t first = 0;
  char32_t last = 0;
  Part part = Part::sign;
};

// Beyond ASCII; what is in none of them is a letter. In order.
constexpr std::array ranges{
    Range{0x80, 0x9F, Part::between},          // controls
    Range{0xA0, 0xA0, Part::between},          // no-break space
    Range{0xA1, 0xA9, Part::sign},             // Latin-1 signs, around ª and º
    Range{0xAB, 0xB1, Part::sign},             //
    Range{0xB4, 0xB4, Part::sign},             //
    Range{0xB6, 0xB8, Part::sign},             //
    Range{0xBB, 0xBB, Part::sign},             //
    Range{0xBF, 0xBF, Part::sign},             //
    Range{0xD7, 0xD7, Part::sign},             // ×
    Range{0xF7, 0xF7, Part::sign},             // ÷
    Range{0x0E00, 0x0EFF, Part::southeast},    // Thai, Lao
    Range{0x1000, 0x109F, Part::southeast},    // Burmese
    Range{0x1680, 0x1680, Part::between},      // Ogham space
    Range{0x1780, 0x17FF, Part::southeast},    // Khmer
    Range{0x2000, 0x200B, Part::between},      // spaces
    Range{0x200C, 0x200F, Part::sign},         // joiners and marks
    Range{0x2010, 0x2011, Part::sign},         // hyphens
    Range{0x2012, 0x2015, Part::between},      // dashes
    Range{0x2016, 0x2027, Part::sign},         //
    Range{0x2028, 0x2029, Part::between},      // separators of lines and paragraphs
    Range{0x202A, 0x202E, Part::sign},         //
    Range{0x202F, 0x202F, Part::between},      // narrow no-break space
    Range{0x2030, 0x205E, Part::sign},         //
    Range{0x205F, 0x205F, Part::between},      // mathematical space
    Range{0x2060, 0x206F, Part::sign},         //
    Range{0x20A0, 0x20CF, Part::sign},         // currencies
    Range{0x2190, 0x2BFF, Part::sign},         // arrows, operators, boxes, dingbats
    Range{0x2E00, 0x2E7F, Part::sign},         // more punctuation
    Range{0x2E80, 0x2FFF, Part::ideograph},    // radicals
    Range{0x3000, 0x3000, Part::between},      // ideographic space
    Range{0x3001, 0x3004, Part::sign},         // 、。
    Range{0x3005, 0x3007, Part::ideograph},    // 々 and 〇
    Range{0x3008, 0x3020, Part::sign},         // brackets
    Range{0x3021, 0x312F, Part::ideograph},    // kana, Bopomofo
    Range{0x3190, 0x9FFF, Part::ideograph},    // Han
    Range{0xE000, 0xF8FF, Part::sign},         // private
    Range{0xF900, 0xFAFF, Part::ideograph},    // Han for compatibility
    Range{0xFE00, 0xFE6F, Part::sign},         // variants and small forms of signs
    Range{0xFEFF, 0xFEFF, Part::sign},         // byte-order mark
    Range{0xFF01, 0xFF0F, Part::sign},         // signs of full width
    Range{0xFF1A, 0xFF20, Part::sign},         //
    Range{0xFF3B, 0xFF40, Part::sign},         //
    Range{0xFF5B, 0xFF65, Part::sign},         //
    Range{0xFF66, 0xFF9F, Part::ideograph},    // kana of half width
    Range{0xFFE0, 0xFFFF, Part::sign},         //
    Range{0x1F000, 0x1FAFF, Part::sign},       // emoji
    Range{0x20000, 0x3FFFF, Part::ideograph},  // Han, rare
    Range{0xE0000, 0x10FFFF, Part::sign},      // tags, private
};

Part part_of_ascii(char32_t c) {
  if (c <= ' ' || c == 0x7F) return Part::between;
  const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return letter ? Part::letter : Part::sign;
}

Part part_of(char32_t c) {
  if (c < 0x80) return part_of_ascii(c);
  const auto range = std::ranges::lower_bound(ranges, c, {}, &Range::last);
  return range != ranges.end() && c >= range->first ? range->part : Part::letter;
}

/// Words of `count` characters, where `tenths` / 10 of them are one.
std::int64_t words_of(std::int64_t count, std::int64_t tenths) { return (count * 10 + tenths - 1) / tenths; }

}  // namespace

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  std::int64_t ideographs = 0;
  std::int64_t southeast = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    const Part part = part_of(point.value);
    if (part == Part::sign) continue;  // inside a word or beside it
    if (part == Part::letter && !in_word) ++words;
    in_word = part == Part::letter;
    ideographs += part == Part::ideograph ? 1 : 0;
    southeast += part == Part::southeast ? 1 : 0;
  }
  return words + words_of(ideographs, 22) + words_of(southeast, 50);
}

}  // namespace pensum
