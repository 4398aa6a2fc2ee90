#include "pdf/fonts.hpp"

#include "base/utf8.hpp"
#include "pdf/sample_document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::pdf;

namespace {

std::vector<text::Glyph> glyphs(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& clusters) {
  std::vector<text::Glyph> made;
  for (const auto& [first, last] : clusters) {
    const auto id = static_cast<std::uint32_t>(made.size() + 1);
    made.push_back({.id = id, .advance = 500, .text_first = first, .text_last = last});
  }
  return made;
}

}  // namespace

TEST_CASE("a cluster is a glyph with text and those beside it without") {
  const std::vector<text::Glyph> four = glyphs({{0, 1}, {1, 4}, {4, 4}, {4, 5}});
  const OpenRun ligature{.size = {}, .text = "offix", .glyphs = four};
  const Cluster first = cluster_at(ligature, 0);
  CHECK(first.text == "o");
  CHECK(first.last == 1);
  const Cluster second = cluster_at(ligature, 1);
  CHECK(second.text == "ffi");
  CHECK(second.last == 3);
  // A mark before its base in visual order.
  const std::vector<text::Glyph> two = glyphs({{0, 0}, {0, 2}});
  const OpenRun mark_first{.size = {}, .text = "ab", .glyphs = two};
  const Cluster marked = cluster_at(mark_first, 0);
  CHECK(marked.text == "ab");
  CHECK(marked.first == 0);
  CHECK(marked.last == 2);
}

TEST_CASE("a subset's tag is six capitals, and another for other bytes") {
  const std::string tag = subset_tag("a font");
  CHECK(tag.size() == 6);
  CHECK(std::ranges::all_of(tag, [](char c) { return c >= 'A' && c <= 'Z'; }));
  CHECK(subset_tag("a font") == tag);
  CHECK(subset_tag("another font") != tag);
}

TEST_CASE("the map to Unicode has blocks of at most a hundred glyphs") {
  std::vector<UsedGlyph> glyphs;
  for (std::uint16_t code = 1; code <= 201; ++code) {
    glyphs.push_back(
        {.glyph = code, .code = code, .width = 500, .text = code == 2 ? "ffi" : "😀", .fallback = {}});
  }
  const std::string map = to_unicode_map(glyphs);
  CHECK(map.find("100 beginbfchar\n<0001> <D83DDE00>\n<0002> <006600660069>\n") != std::string::npos);
  CHECK(map.find("100 beginbfchar\n<0065>") != std::string::npos);
  CHECK(map.find("1 beginbfchar\n<00C9> <D83DDE00>\nendbfchar\nendcmap") != std::string::npos);
}

TEST_CASE("glyphs get codes and widths, and have their text") {
  sample::Builder b;
  b.page();
  b.text(document::artifact, "Hello");
  b.text(document::artifact, "שלום");
  Fonts fonts(staged::fonts());
  fonts.collect(b.document);
  REQUIRE(fonts.subset().has_value());
  const text::FaceId inter = staged::fonts().main_face(false);
  const UsedFace& face = fonts.face(inter);
  REQUIRE(face.used());
  std::vector<std::uint16_t> codes;
  for (const char32_t c : std::u32string(U"Helo")) {
    const std::uint32_t id = staged::fonts().glyph(inter, c);
    const UsedGlyph& glyph = face.glyph(id);
    CHECK(glyph.glyph == id);
    std::string text;
    append_utf8(text, c);
    CHECK(glyph.text == text);
    const int em = staged::fonts().info(inter).units_per_em;
    CHECK(glyph.width == (2000 * staged::fonts().advance(inter, id) + em) / (2 * em));
    codes.push_back(glyph.code);
  }
  std::ranges::sort(codes);
  CHECK(codes == std::vector<std::uint16_t>{1, 2, 3, 4});  // a subset is dense
  CHECK_FALSE(fonts.face(staged::fonts().main_face(true)).used());
}
