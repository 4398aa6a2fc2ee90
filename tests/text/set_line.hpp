// What every line has to keep, and how tests look at one.
#pragma once

#include "text/staged_fonts.hpp"
#include "text/typesetter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

template <>
struct Catch::StringMaker<pensum::Points> {
  static std::string convert(pensum::Points length) { return std::to_string(length.milli) + " mpt"; }
};

namespace set_line {

using namespace pensum;
using namespace pensum::text;

/// The text of a line's runs, from left to right.
inline std::string text_of(const Line& line) {
  std::string text;
  for (const Run& run : line.runs) text += run.text;
  return text;
}

inline std::vector<std::string> texts_of(const std::vector<Line>& lines) {
  std::vector<std::string> list;
  for (const Line& line : lines) list.push_back(text_of(line));
  return list;
}

/// The run's clusters in logical order; checks that they are whole: together they are the run's text,
/// and each belongs to just one glyph.
inline std::vector<std::string> clusters(const Run& run) {
  std::vector<std::string> list;
  std::uint32_t next = 0;
  const auto take = [&](const Glyph& glyph) {
    if (glyph.text_first == glyph.text_last) return;
    REQUIRE(glyph.text_first == next);
    REQUIRE(glyph.text_last > glyph.text_first);
    REQUIRE(glyph.text_last <= run.text.size());
    list.emplace_back(run.text.substr(glyph.text_first, glyph.text_last - glyph.text_first));
    next = glyph.text_last;
  };
  std::vector<Glyph> glyphs(run.glyphs.begin(), run.glyphs.end());
  if (run.right_to_left) std::ranges::reverse(glyphs);
  for (const Glyph& glyph : glyphs) take(glyph);
  REQUIRE(next == run.text.size());
  return list;
}

/// Checks rules for every line.
inline void check(const Line& line) {
  Points x;
  for (const Run& run : line.runs) {
    REQUIRE(run.x == x);
    REQUIRE_FALSE(run.glyphs.empty());
    std::int64_t advance = 0;
    for (const Glyph& glyph : run.glyphs) {
      REQUIRE(glyph.id != 0);
      advance += glyph.advance;
    }
    const std::int64_t exact = run.size.milli * advance / staged::fonts().info(run.face).units_per_em;
    REQUIRE(std::abs(run.width.milli - exact) <= static_cast<std::int64_t>(run.glyphs.size()));
    clusters(run);
    x += run.width;
  }
  REQUIRE(line.width == x);
}

}  // namespace set_line
