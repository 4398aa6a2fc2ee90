// Words that are looked up come out as HarfBuzz shapes them, glyph by glyph.
#include "text/plain_glyphs.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "io/files.hpp"
#include "text/shaper.hpp"
#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pensum;
using namespace pensum::text;

namespace {

bool same(const Glyph& a, const Glyph& b) {
  return a.id == b.id && a.advance == b.advance && a.x_offset == b.x_offset && a.y_offset == b.y_offset &&
         a.text_first == b.text_first && a.text_last == b.text_last;
}

bool same(const Word& a, const Word& b) {
  return a.text == b.text && a.missing == b.missing &&
         std::ranges::equal(a.pieces, b.pieces, [](const Piece& one, const Piece& other) {
           return one.face == other.face && one.advance == other.advance &&
                  one.units_per_em == other.units_per_em &&
                  std::ranges::equal(one.glyphs, other.glyphs,
                                     [](const Glyph& x, const Glyph& y) { return same(x, y); });
         });
}

/// Whether the clusters of each piece are its text, one behind the other: lines keep their sizes only.
bool clusters_follow_each_other(const Word& word) {
  return std::ranges::all_of(word.pieces, [](const Piece& piece) {
    if (piece.glyphs.empty()) return true;  // signs that nobody sees
    std::uint32_t at = piece.text_first;
    for (const Glyph& glyph : piece.glyphs) {
      if (glyph.text_first != glyph.text_last && std::exchange(at, glyph.text_last) != glyph.text_first)
        return false;
    }
    return at == piece.text_last;
  });
}

std::vector<Manner> manners() {
  std::vector<Manner> list;
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    for (const Figures figures : {Figures::proportional, Figures::tabular}) {
      for (const bool ends_line : {false, true})
        list.push_back({.weight = weight, .figures = figures, .ends_line = ends_line});
    }
  }
  return list;
}

/// Shapes words both ways, and looks at the glyphs.
class Comparison {
 public:
  explicit Comparison(const FontSet& fonts, std::string_view language = "en")
      : looked_up_(fonts, language), shaped_(fonts, language, PlainWords::shaped) {}

  ~Comparison() { CHECK(compared_ > 0); }

  void operator()(std::string_view word, Manner manner) {
    ++compared_;
    // Each shaper keeps its word until it shapes the next one.
    if (!same(looked_up_.shape(word, manner), shaped_.shape(word, manner))) {
      CAPTURE(word, manner.weight == Weight::bold, manner.figures == Figures::tabular, manner.ends_line);
      const Word& a = looked_up_.shape(word, manner);
      const Word& b = shaped_.shape(word, manner);
      for (std::size_t p = 0; p < std::min(a.pieces.size(), b.pieces.size()); ++p) {
        for (std::size_t i = 0; i < std::min(a.pieces[p].glyphs.size(), b.pieces[p].glyphs.size()); ++i) {
          const Glyph& one = a.pieces[p].glyphs[i];
          const Glyph& other = b.pieces[p].glyphs[i];
          INFO(i << ": glyph " << one.id << ", advance " << one.advance << "; shaped " << other.id << ", "
                 << other.advance);
          CHECK(same(one, other));
        }
      }
      FAIL_CHECK("a word is looked up otherwise than shaped");
    }
    if (!clusters_follow_each_other(shaped_.shape(word, manner))) FAIL_CHECK("clusters have gaps: " << word);
    CHECK(looked_up_.width(word, manner, Points::whole(10)) ==
          shaped_.width(word, manner, Points::whole(10)));
  }
  void operator()(std::string_view word) {
    for (const Manner manner : manners()) (*this)(word, manner);
  }

 private:
  std::size_t compared_ = 0;
  Shaper looked_up_;
  Shaper shaped_;
};

std::string utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t character : characters) append_utf8(text, character);
  return text;
}

/// Characters that may be plain, and their neighbours that never are.
std::u32string characters() {
  std::u32string list;
  for (char32_t c = 0x20; c < 0x250; ++c) {
    if (c < 0x7F || c > 0x9F) list += c;
  }
  for (char32_t c = 0x2000; c < 0x2070; ++c) list += c;
  return list + U"\u0300\u0301\u0308\u0323\u0327\u20DD\u20DE\u2190\u2192\u2212\u2260Ωяא";
}

std::vector<std::filesystem::path> sample_catalogs() {
  const std::filesystem::path source = PENSUM_SOURCE_DIR;
  std::vector<std::filesystem::path> files{source / "catalog/go-interview.xml"};
  for (const auto& entry : std::filesystem::directory_iterator(source / "tests/catalogs/valid")) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  REQUIRE(files.size() > 5);
  return files;
}

}  // namespace

TEST_CASE("the letters and signs of Western Europe are plain in the faces that come with pensum") {
  for (const bool bold : {false, true}) {
    const FaceId id = staged::fonts().main_face(bold);
    FontFile file = staged::load(staged::sources()[id].file).value();
    const OpenFace face = open_face(std::move(file)).value();
    hb_segment_properties_t properties = HB_SEGMENT_PROPERTIES_DEFAULT;
    properties.direction = HB_DIRECTION_LTR;
    properties.script = HB_SCRIPT_LATIN;
    const hb_feature_t none{HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    PlainGlyphs plain(face, PlainGlyphs::rules(face, properties, std::span(&none, 1)));
    for (char32_t c = 0x20; c < 0x180; ++c) {
      CAPTURE(bold, static_cast<unsigned>(c));
      const bool control = (c >= 0x7F && c <= 0xA0) || c == 0xAD;
      const bool dotless = c == 0x131;  // which another character may become
      CHECK((plain.of(c).glyph != 0) == (!control && !dotless && staged::fonts().glyph(id, c) != 0));
    }
    CHECK(plain.of(U'’').glyph != 0);
    CHECK(plain.of(U'⁄').glyph == 0);
    CHECK(plain.of(U'я').glyph == 0);
    CHECK(plain.kerning('A', 'V').value() < 0);
    CHECK(plain.kerning('A', 'V') == plain.kerning('A', 'V'));
    CHECK(plain.kerning('H', 'H') == 0);
    // With contextual alternates Inter joins "->" and the like.
    const PlainGlyphs contextual(face, PlainGlyphs::rules(face, properties, {}));
    CHECK(contextual.of('-').glyph == 0);
  }
}

TEST_CASE("each pair of characters is looked up as HarfBuzz shapes it", "[oracle]") {
  Comparison compare(staged::fonts());
  // One text for each character: before and behind each ASCII character.
  for (const char32_t one : characters()) {
    std::u32string text;
    for (char32_t other = 0x21; other < 0x7F; ++other) text += {one, other};
    for (const Manner manner : manners()) {
      if (!manner.ends_line) compare(utf8(text), manner);
    }
  }
}

TEST_CASE("single characters are looked up as HarfBuzz shapes them", "[oracle]") {
  Comparison compare(staged::fonts());
  for (const char32_t one : characters()) {
    compare(utf8(std::u32string{one}));
    compare(utf8(std::u32string{one, 0xAD}));
  }
}

TEST_CASE("random words are looked up as HarfBuzz shapes them", "[oracle]") {
  const std::string_view language = GENERATE("en", "ca", "ro", "de", "tr", "ja");
  Comparison compare(staged::fonts(), language);
  std::mt19937 random(7);
  const std::u32string all = characters();
  const std::u32string_view usual = std::u32string_view(all).substr(0, 95);
  const std::u32string_view letters = U"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZÀéßşŀl·l";
  for (int i = 0; i < 1500; ++i) {
    const std::u32string_view from = i % 3 == 0 ? std::u32string_view(all) : i % 3 == 1 ? usual : letters;
    std::u32string word;
    for (std::size_t length = 1 + random() % 12; word.size() < length;) word += from[random() % from.size()];
    if (i % 4 == 0) word += char32_t{0xAD};
    const std::vector<Manner> all_manners = manners();
    compare(utf8(word), all_manners[random() % all_manners.size()]);
  }
}

TEST_CASE("the words of all sample catalogs are looked up as HarfBuzz shapes them", "[oracle]") {
  for (const std::filesystem::path& file : sample_catalogs()) {
    CAPTURE(file.string());
    // Markup is text like any other here.
    const std::string bytes = io::read_file(file).value();
    Comparison compare(staged::fonts());
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find_first_of(" \n\r\t", at), bytes.size());
      if (end > at) compare(std::string_view(bytes).substr(at, end - at));
      at = end + 1;
    }
  }
}

TEST_CASE("lines of words that are looked up are those of shaped words, to the last glyph", "[oracle]") {
  const std::string_view language = GENERATE("en", "ca", "he");
  Typesetter looked_up(staged::fonts(), language);
  Typesetter shaped(staged::fonts(), language, {}, PlainWords::shaped);
  const auto same_line = [](const Line& one, const Line& other) {
    return one.width == other.width && one.splits_word == other.splits_word &&
           std::ranges::equal(one.runs.words(), other.runs.words());
  };
  std::mt19937 random(11);
  const std::u32string all = characters();
  const std::u32string_view letters = U"aAvVtTfijlryYW.,’–·0147é\u00A0\u00AD -";
  for (int i = 0; i < 2000; ++i) {
    const std::u32string_view from = i % 4 == 0 ? std::u32string_view(all) : letters;
    std::u32string characters;
    for (std::size_t length = random() % 120; characters.size() < length;)
      characters += random() % 6 == 0 ? U' ' : from[random() % from.size()];
    const std::string text = utf8(characters);
    const Style style{.weight = random() % 2 == 0 ? Weight::regular : Weight::bold,
                      .size = Points{7'300 + static_cast<std::int64_t>(random() % 5'000)},
                      .figures = random() % 2 == 0 ? Figures::proportional : Figures::tabular};
    CAPTURE(text);
    REQUIRE(same_line(looked_up.line(text, style), shaped.line(text, style)));
    REQUIRE(looked_up.width(text, style) == shaped.line(text, style).width);
    const Measure measure{.width = Points::whole(60 + static_cast<std::int64_t>(random() % 200))};
    REQUIRE(std::ranges::equal(looked_up.paragraph(text, style, measure),
                               shaped.paragraph(text, style, measure), same_line));
  }
}

TEST_CASE("the lines of all sample catalogs come out as if shaped whole", "[oracle]") {
  const Style style = GENERATE(Style{}, Style{.weight = Weight::bold, .figures = Figures::tabular});
  const Manner manner{.weight = style.weight, .figures = style.figures};
  const bool bold = style.weight == Weight::bold;
  const std::uint32_t ellipsis = bold ? staged::fonts().glyph(staged::fonts().main_face(bold), 0x2026) : 0;
  for (const std::filesystem::path& file : sample_catalogs()) {
    CAPTURE(file.string());
    const std::string bytes = io::read_file(file).value();
    Typesetter setter(staged::fonts(), "en");
    Shaper shaper(staged::fonts(), "en", PlainWords::shaped);
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find_first_of("<>\n\r\t", at), bytes.size());
      const std::string_view text = std::string_view(bytes).substr(at, end - at);
      at = end + 1;
      if (text.empty() || text.ends_with(' ') || has_right_to_left(text)) continue;
      CAPTURE(text);
      const Line line = setter.line(text, style);
      const Word& whole = shaper.shape(text, manner);
      std::vector<std::pair<std::uint32_t, std::int32_t>> set;
      std::vector<std::pair<std::uint32_t, std::int32_t>> shaped;
      for (const Run& run : line.runs) {
        for (const Glyph& glyph : run.glyphs) set.emplace_back(glyph.id, glyph.advance);
      }
      for (const Piece& piece : whole.pieces) {
        for (const Glyph& glyph : piece.glyphs) shaped.emplace_back(glyph.id, glyph.advance);
      }
      for (std::size_t i = 0; i < std::min(set.size(), shaped.size()); ++i) {
        CAPTURE(i);
        CHECK(set[i].first == shaped[i].first);
        // The bold face draws the space behind this sign nearer: no other of these texts is kerned over a
        // space.
        if (set[i].first == ellipsis) continue;
        CHECK(set[i].second == shaped[i].second);
      }
      CHECK(set.size() == shaped.size());
    }
  }
}
