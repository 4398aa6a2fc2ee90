// What PlainGlyphs finds out about the main faces that come with pensum, found out when it is built.
//
// Purpose   HarfBuzz reads and checks all of a font's rules before it tells which of them a text is shaped
// by.
//           That is most of what it takes to set the few words of a cover, and a tenth of a short PDF.
// Method    For languages that are known then, each table is stored, by value, and what it is of: the tables
// of
//           the font that decide how text is set, and the version of HarfBuzz. What is not the very same is
//           looked up as ever.
// Oracle    PlainGlyphs (tests/glyphs/glyphs_test.cpp).
#pragma once

#include "base/content_hash.hpp"
#include "text/font.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

/// One face as it is shaped by certain rules.
struct PreparedTable {
  static constexpr std::size_t places = 464;  ///< of characters that may be plain
  static constexpr std::size_t ascii = 95;    ///< those that can be seen, and the space
  static constexpr std::size_t most_lookups = 8;

  std::array<std::uint16_t, places> glyphs{};         ///< 0: not plain
  std::array<std::int16_t, places> advances{};        ///< in font units
  std::array<std::int16_t, ascii * ascii> pairs{};    ///< kerning, as PlainGlyphs keeps it
  std::array<std::uint16_t, most_lookups> kerning{};  ///< lookups by which other pairs are kerned
  std::uint16_t lookups = 0;                          ///< how many of them

  friend bool operator==(const PreparedTable&, const PreparedTable&) = default;
};

/// Which table is for what.
struct PreparedWay {
  std::array<char, 12> language{};  ///< as HarfBuzz writes it, and zeros
  bool bold = false;
  bool tabular = false;  ///< figures
  bool latin = false;    ///< words with Latin letters
  std::uint16_t table = 0;

  friend bool operator==(const PreparedWay&, const PreparedWay&) = default;
};

struct PreparedGlyphs {
  std::string_view harfbuzz;         ///< its version
  std::array<ContentHash, 2> faces;  ///< FontSet::shaping_key of the main ones, regular and bold
  std::span<const PreparedTable> tables;
  std::span<const PreparedWay> ways;
};

/// The same when it is made.
struct MadeGlyphs {
  std::string harfbuzz;
  std::array<ContentHash, 2> faces;
  std::vector<PreparedTable> tables;
  std::vector<PreparedWay> ways;
};

/// What can be prepared of the main faces for these languages, as BCP 47 has them.
MadeGlyphs prepare_glyphs(const FontSet& fonts, std::span<const std::string> languages);

}  // namespace pensum::text
