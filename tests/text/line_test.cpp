// What a line is made of comes out again as it was put in.
#include "text/line.hpp"

#include "text/set_line.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;
using namespace pensum::text;

namespace {

/// A glyph that means `size` bytes.
Glyph glyph(std::uint32_t id, std::int32_t advance, std::uint32_t size) {
  return {.id = id, .advance = advance, .text_first = 0, .text_last = size};
}

/// Clusters one behind the other, from the end of the text back where it runs from right to left.
std::vector<Glyph> in_a_row(std::vector<Glyph> glyphs, bool right_to_left = false) {
  std::uint32_t at = 0;
  const auto place = [&](Glyph& each) {
    const std::uint32_t size = each.text_last - each.text_first;
    each.text_first = at;
    each.text_last = at += size;
  };
  if (right_to_left) {
    std::for_each(glyphs.rbegin(), glyphs.rend(), place);
  } else {
    std::ranges::for_each(glyphs, place);
  }
  return glyphs;
}

std::string text_for(const std::vector<Glyph>& glyphs) {
  std::string text;
  for (const Glyph& each : glyphs)
    text.append(each.text_last - each.text_first, static_cast<char>('a' + text.size() % 26));
  return text;
}

Line line_of(const std::vector<Glyph>& glyphs, bool right_to_left = false) {
  const std::string text = text_for(glyphs);
  LineMaker maker;
  maker.append({.face = 3,
                .size = Points::whole(10),
                .width = Points{4321},
                .right_to_left = right_to_left,
                .text_first = 7,
                .text = text},
               glyphs);
  return maker.take();
}

std::vector<Glyph> glyphs_of(const Run& run) { return {run.glyphs.begin(), run.glyphs.end()}; }

}  // namespace

TEST_CASE("glyphs come out of a line as they were put in, large and small") {
  const bool right_to_left = GENERATE(false, true);
  Glyph moved = glyph(5, 600, 2);
  moved.x_offset = -120;
  moved.y_offset = 1400;
  Glyph raised = glyph(6, 0, 0);
  raised.y_offset = 1;
  // On both sides of what fits in a word.
  const std::vector<Glyph> glyphs = in_a_row(
      {glyph(1, 0, 1), glyph(65'535, 4'095, 14), glyph(65'536, 1, 1), glyph(2, 4'096, 1), glyph(3, -1, 3),
       moved, glyph(4, 500, 15), raised, glyph(7, 100, 400), glyph(0x7FFF'FFFF, -2'000'000, 1)},
      right_to_left);
  const Line line = line_of(glyphs, right_to_left);
  REQUIRE(line.runs.size() == 1);
  const Run run = line.runs.front();
  CHECK(glyphs_of(run) == glyphs);
  CHECK(run.glyphs.size() == glyphs.size());
  CHECK(run.text == text_for(glyphs));
  CHECK(run.right_to_left == right_to_left);
  CHECK(run.face == 3);
  CHECK(run.size == Points::whole(10));
  CHECK(run.width == Points{4321});
  CHECK(run.text_first == 7);
  CHECK(line.width == Points{4321});
}

TEST_CASE("random glyphs come out of a line as they were put in") {
  std::mt19937 random(19);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (int round = 0; round < 300; ++round) {
    std::vector<Glyph> glyphs;
    for (std::uint32_t count = 1 + below(40); count > 0; --count) {
      const std::uint32_t id = 1 + below(1U << (1 + below(20)));
      const std::int32_t advance = static_cast<std::int32_t>(below(6000)) - 500;
      Glyph next = glyph(id, advance, below(4) == 0 ? below(20) : 1);
      if (below(5) == 0) next.x_offset = static_cast<std::int32_t>(below(200)) - 100;
      glyphs.push_back(next);
    }
    const bool right_to_left = below(2) == 0;
    glyphs = in_a_row(glyphs, right_to_left);
    const Line line = line_of(glyphs, right_to_left);
    REQUIRE(glyphs_of(line.runs.front()) == glyphs);
    REQUIRE(glyphs_of(Line(line).runs.front()) == glyphs);
  }
}

TEST_CASE("what goes on in the same face is one run, from left to right") {
  const std::vector<Glyph> one = in_a_row({glyph(1, 10, 1), glyph(2, 10, 2)});
  LineMaker maker;
  const auto append = [&](FaceId face, bool right_to_left, std::uint32_t at) {
    maker.append({.face = face,
                  .size = Points::whole(10),
                  .width = Points{100},
                  .right_to_left = right_to_left,
                  .text_first = at,
                  .text = "abc"},
                 one);
  };
  append(0, false, 0);
  append(0, false, 3);
  append(1, false, 6);
  append(1, true, 9);
  append(1, true, 12);
  append(1, false, 15);
  const Line line = maker.take();
  std::vector<std::string_view> texts;
  std::vector<std::int64_t> lefts;
  std::vector<std::uint32_t> firsts;
  for (const Run& run : line.runs) {
    texts.push_back(run.text);
    lefts.push_back(run.x.milli);
    firsts.push_back(run.text_first);
  }
  CHECK(texts == std::vector<std::string_view>{"abcabc", "abc", "abc", "abc", "abc"});
  CHECK(lefts == std::vector<std::int64_t>{0, 200, 300, 400, 500});
  CHECK(firsts == std::vector<std::uint32_t>{0, 6, 9, 12, 15});
  CHECK(line.runs.back().text_first == 15);
  CHECK(line.runs[1].face == 1);
  CHECK(line.width == Points{600});
  CHECK(glyphs_of(line.runs.front())[2].text_first == 3);
}

TEST_CASE("the next line begins empty") {
  LineMaker maker;
  CHECK(maker.take().runs.empty());
  const std::vector<Glyph> one = in_a_row({glyph(1, 10, 1)});
  maker.append({.size = {}, .width = Points{5}, .text = "a"}, one);
  CHECK(maker.take().runs.size() == 1);
  const Line next = maker.take();
  CHECK(next.runs.empty());
  CHECK(next.width == Points{});
}

TEST_CASE("glyphs of one byte each are packed before or by the line, to the same effect") {
  const std::vector<Glyph> glyphs = in_a_row({glyph(1, 0, 1), glyph(65'535, 4'095, 1), glyph(40, 600, 1)});
  std::vector<std::uint32_t> words;
  for (const Glyph& each : glyphs) words.push_back(Glyphs::packed(each.id, each.advance));
  std::vector<std::uint32_t> packed;
  for (const Glyph& each : glyphs) Glyphs::pack(packed, each);
  CHECK(words == packed);
  LineMaker maker;
  maker.append({.size = {}, .width = Points{5}, .text = "abc"}, words);
  const Line line = maker.take();
  CHECK(glyphs_of(line.runs.front()) == glyphs);
  CHECK(Glyphs::packed(65'536, 1) == 0);
  CHECK(Glyphs::packed(1, 4'096) == 0);
  CHECK(Glyphs::packed(1, -1) == 0);
}

TEST_CASE("the advance of a packed glyph grows and shrinks as far as its word has room") {
  std::uint32_t word = Glyphs::packed(7, 100);
  CHECK(Glyphs::add_advance(word, 3'995));
  CHECK(word == Glyphs::packed(7, 4'095));
  CHECK_FALSE(Glyphs::add_advance(word, 1));
  CHECK(Glyphs::add_advance(word, -4'095));
  CHECK(word == Glyphs::packed(7, 0));
  CHECK_FALSE(Glyphs::add_advance(word, -1));
  CHECK(word == Glyphs::packed(7, 0));
}

TEST_CASE("most glyphs of a line take a word") {
  std::vector<Glyph> glyphs(70, glyph(40, 1'200, 1));
  glyphs = in_a_row(glyphs);
  std::vector<std::uint32_t> words;
  for (const Glyph& each : glyphs) Glyphs::pack(words, each);
  CHECK(words.size() == 70);
}
