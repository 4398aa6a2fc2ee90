// What is prepared of the main fonts is what a run finds out, and is used for these fonts only.
#include "glyphs/glyphs.hpp"

#include "io/files.hpp"
#include "language/words_files.hpp"
#include "text/font_list.hpp"
#include "text/shaper.hpp"
#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pensum;
using namespace pensum::text;

namespace {

/// Glyphs and advances, one after another.
std::vector<std::pair<std::uint32_t, std::int32_t>> glyphs_of(const Word& word) {
  std::vector<std::pair<std::uint32_t, std::int32_t>> list;
  for (const Piece& piece : word.pieces) {
    for (const Glyph& glyph : piece.glyphs) list.emplace_back(glyph.id, glyph.advance);
  }
  return list;
}

FontSet fonts_with(const PreparedGlyphs& prepared) {
  return std::move(FontSet::make(staged::sources(), staged::load, &prepared).value());
}

/// As the prepared ones, but with a glyph that no text has.
std::vector<PreparedTable> wrong_tables() {
  std::vector<PreparedTable> tables(glyphs::prepared().tables.begin(), glyphs::prepared().tables.end());
  for (PreparedTable& table : tables) std::ranges::replace_if(table.glyphs, [](auto g) { return g != 0; }, 1);
  return tables;
}

}  // namespace

TEST_CASE("what is prepared of fonts is what a run finds out") {
  std::vector<std::string> languages;
  for (const LanguageWithWords& language : languages_with_words()) languages.push_back(language.tag);
  const MadeGlyphs made = prepare_glyphs(staged::fonts(), languages);
  const PreparedGlyphs& prepared = glyphs::prepared();
  CHECK(made.harfbuzz == prepared.harfbuzz);
  CHECK((made.faces == prepared.faces));
  CHECK(std::ranges::equal(made.tables, prepared.tables));
  CHECK(std::ranges::equal(made.ways, prepared.ways));
  CHECK(made.ways.size() == languages.size() * 8);
}

TEST_CASE("the list of fonts that is known is the one that is read") {
  const std::string bytes = io::read_file(staged::folder() / "fonts.xml").value();
  const std::vector<FontFamily> read = read_font_list(bytes, "fonts.xml").value();
  const std::vector<FontFamily> known = glyphs::known_font_list(bytes).value();
  REQUIRE(known.size() == read.size());
  REQUIRE(read.size() > 20);
  for (std::size_t i = 0; i < read.size(); ++i) {
    CAPTURE(read[i].name);
    CHECK(known[i].name == read[i].name);
    CHECK(known[i].package == read[i].package);
    CHECK(known[i].licence == read[i].licence);
    CHECK(known[i].role == read[i].role);
    REQUIRE(known[i].faces.size() == read[i].faces.size());
    for (std::size_t face = 0; face < read[i].faces.size(); ++face) {
      const FaceSource& one = known[i].faces[face];
      const FaceSource& other = read[i].faces[face];
      CHECK(one.file == other.file);
      CHECK(one.bold == other.bold);
      CHECK(one.role == other.role);
      CHECK(one.scripts == other.scripts);
      CHECK(one.package == other.package);
    }
  }
  CHECK(!glyphs::known_font_list(bytes + "\n"));
  CHECK(!glyphs::known_font_list(""));
}

TEST_CASE("words come out the same with what is prepared and without", "[long]") {
  const FontSet fonts = fonts_with(glyphs::prepared());
  const std::string_view language = GENERATE("en", "de", "tr", "pt-BR", "he", "ca");
  const PlainWords how = GENERATE(PlainWords::looked_up, PlainWords::shaped);
  Shaper with(fonts, language, how);
  Shaper without(staged::fonts(), language);
  const std::string bytes =
      io::read_file(std::filesystem::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml").value() +
      " Àé ÄÖ “AV” Tö l·l ŀl fi ffi Łódź А́ Ω T’V f’é שלום -> != 1⁄2";
  for (unsigned which = 0; which < 8; ++which) {
    const Manner manner{.weight = (which & 1) != 0 ? Weight::bold : Weight::regular,
                        .figures = (which & 2) != 0 ? Figures::tabular : Figures::proportional,
                        .ends_line = (which & 4) != 0};
    std::size_t different = 0;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find_first_of(" \n", at), bytes.size());
      const std::string_view word = std::string_view(bytes).substr(at, end - at);
      at = end + 1;
      if (word.empty()) continue;
      const auto one = glyphs_of(with.shape(word, manner));
      if (one != glyphs_of(without.shape(word, manner))) ++different;
      if (with.width(word, manner, Points::whole(10)) != without.width(word, manner, Points::whole(10)))
        ++different;
    }
    CAPTURE(language, which);
    CHECK(different == 0);
  }
}

TEST_CASE("lines come out the same with what is prepared and without") {
  const FontSet fonts = fonts_with(glyphs::prepared());
  const std::string bytes =
      io::read_file(std::filesystem::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml").value();
  const Points size = Points::whole(10);
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    Shaper with(fonts, "en");
    Shaper without(staged::fonts(), "en");
    std::size_t lines = 0;
    std::size_t different = 0;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find_first_of("<>\n", at), bytes.size());
      const std::string_view line = std::string_view(bytes).substr(at, end - at);
      at = end + 1;
      const auto one = with.look_up_text(line, {.weight = weight}, size);
      const auto other = without.look_up_text(line, {.weight = weight}, size);
      if (one.has_value() != other.has_value()) ++different;
      if (!one || !other) continue;
      ++lines;
      const bool same = std::ranges::equal(one->glyphs, other->glyphs) && one->width == other->width &&
                        one->text == other->text && one->face == other->face;
      if (!same) ++different;
    }
    CHECK(lines > 500);
    CHECK(different == 0);
  }
}

TEST_CASE("what is prepared is used for the very same fonts and version of HarfBuzz only") {
  const std::vector<PreparedTable> tables = wrong_tables();
  const auto is_used = [&](PreparedGlyphs prepared, std::string_view language = "en") {
    prepared.tables = tables;
    const FontSet fonts = fonts_with(prepared);
    Shaper shaper(fonts, language, PlainWords::shaped);
    const auto word = glyphs_of(shaper.shape("Go", {}));
    REQUIRE(word.size() == 2);
    return word[0].first == 1 && word[1].first == 1;
  };
  const PreparedGlyphs& prepared = glyphs::prepared();
  CHECK(is_used(prepared));
  CHECK(is_used(prepared, "DE"));
  CHECK(!is_used(prepared, "ca"));  // of which nothing is known
  CHECK(!is_used(prepared, ""));
  PreparedGlyphs other = prepared;
  other.harfbuzz = "1.2.3";
  CHECK(!is_used(other));
  for (const std::size_t face : {0U, 1U}) {
    other = prepared;
    other.faces[face].low ^= 1;
    CHECK(!is_used(other));
  }
  const auto key = [](FaceId face) { return staged::fonts().shaping_key(face); };
  CHECK(key(staged::fonts().main_face(false)) != key(staged::fonts().main_face(true)));
  CHECK(key(staged::fonts().main_face(false)) == prepared.faces[0]);
}
