#include "text/font.hpp"

#include "base/utf8.hpp"
#include "language/words_files.hpp"
#include "text/harfbuzz.hpp"
#include "text/staged_fonts.hpp"

#include <fmt/format.h>
#include <hb-ot.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;
using namespace pensum::text;

namespace {

FaceId face_named(std::string_view file) {
  const std::vector<FaceSource> sources = staged::sources();
  const auto found = std::ranges::find(sources, file, &FaceSource::file);
  REQUIRE(found != sources.end());
  return static_cast<FaceId>(found - sources.begin());
}

std::string file_for(char32_t character, bool bold) {
  const auto face = staged::fonts().face_for(character, bold);
  return face ? staged::sources()[*face].file : "none";
}

std::string why_not(const Result<FontSet>& set) {
  REQUIRE_FALSE(set.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : set.error()) text += to_text(diagnostic);
  return text;
}

FontFile from_text(const std::string& name, const std::string& bytes) {
  const auto owner = std::make_shared<const std::string>(bytes);
  return {name, owner, std::as_bytes(std::span(*owner))};
}

// ---------------------------------------------------------------- reading subsets back

using Face = std::unique_ptr<hb_face_t, decltype(&hb_face_destroy)>;
using Font = std::unique_ptr<hb_font_t, decltype(&hb_font_destroy)>;
using Blob = std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)>;

Blob blob(std::string_view bytes) {
  return {hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_DUPLICATE, nullptr,
                         nullptr),
          hb_blob_destroy};
}

Face original(const std::string& file) {
  const auto bytes = io::read_file(staged::folder() / file);
  return {hb_face_create(blob(bytes.value()).get(), 0), hb_face_destroy};
}

/// A font file around a bare CFF table, with just what it takes to draw its glyphs.
Face around_cff(hb_face_t* from, const std::string& cff, std::size_t glyphs) {
  std::string profile("\0\0\x50\0", 4);  // version 0.5, then the number of glyphs
  profile += static_cast<char>(glyphs >> 8);
  profile += static_cast<char>(glyphs & 0xFF);
  const Blob head(hb_face_reference_table(from, HB_TAG('h', 'e', 'a', 'd')), hb_blob_destroy);
  Face built(hb_face_builder_create(), hb_face_destroy);
  hb_face_builder_add_table(built.get(), HB_TAG('C', 'F', 'F', ' '), blob(cff).get());
  hb_face_builder_add_table(built.get(), HB_TAG('m', 'a', 'x', 'p'), blob(profile).get());
  hb_face_builder_add_table(built.get(), HB_TAG('h', 'e', 'a', 'd'), head.get());
  const Blob whole(hb_face_reference_blob(built.get()), hb_blob_destroy);
  return {hb_face_create(whole.get(), 0), hb_face_destroy};
}

/// A glyph's outline as text.
std::string outline(hb_font_t* font, std::uint32_t glyph) {
  std::string text;
  const std::unique_ptr<hb_draw_funcs_t, decltype(&hb_draw_funcs_destroy)> funcs(hb_draw_funcs_create(),
                                                                                 hb_draw_funcs_destroy);
  const auto append = [](void* to, std::string_view op, std::initializer_list<float> numbers) {
    auto& out = *static_cast<std::string*>(to);
    out += op;
    for (const float number : numbers) out += fmt::format(" {}", number);
  };
  static const auto write = append;
  hb_draw_funcs_set_move_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float x, float y, void*) { write(to, "m", {x, y}); },
      nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float x, float y, void*) { write(to, "l", {x, y}); },
      nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float a, float b, float x, float y, void*) {
        write(to, "q", {a, b, x, y});
      },
      nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(
      funcs.get(),
      [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float a, float b, float c, float d, float x, float y,
         void*) { write(to, "c", {a, b, c, d, x, y}); },
      nullptr, nullptr);
  hb_font_get_glyph_shape(font, glyph, funcs.get(), &text);
  return text;
}

}  // namespace

TEST_CASE("a character is set in the main face, else in a fallback for its script and weight") {
  CHECK(file_for(U'a', false) == "Inter-Regular.otf");
  CHECK(file_for(U'a', true) == "Inter-SemiBold.otf");
  CHECK(file_for(U'ế', true) == "Inter-SemiBold.otf");
  CHECK(file_for(U'ש', false) == "NotoSansHebrew-Regular.ttf");
  CHECK(file_for(U'ש', true) == "NotoSansHebrew-Bold.ttf");
  CHECK(file_for(U'ب', false) == "NotoSansArabic-Regular.ttf");
  CHECK(file_for(U'ب', true) == "NotoSansArabic-Bold.ttf");
  CHECK(file_for(U'क', true) == "NotoSansDevanagari-Bold.ttf");
  CHECK(file_for(U'語', false) == "NotoSansCJK-Regular.ttc");
  CHECK(file_for(U'語', true) == "NotoSansCJK-Bold.ttc");
  CHECK(file_for(U'한', true) == "NotoSansCJK-Bold.ttc");
  CHECK(file_for(U'、', false) == "NotoSansCJK-Regular.ttc");  // no script names it
  CHECK(file_for(U'ሰ', true) == "NotoSansEthiopic-Bold.ttf");
  // There is no bold face for it: the regular one is better than none.
  CHECK(file_for(U'ꀀ', true) == "NotoSansYi-Regular.ttf");
  CHECK(file_for(0x13000, false) == "none");  // an Egyptian hieroglyph
}

TEST_CASE("a set needs a main face of each weight, one that can be opened") {
  CHECK(why_not(FontSet::make({{.file = "a.ttf", .role = FaceRole::main, .scripts = {}}}, staged::load)) ==
        "pensum: error: " + (staged::folder() / "a.ttf").string() +
            " cannot be read: No such file or directory\nhint: check the name and the folder\n");
  CHECK(why_not(FontSet::make({{.file = "Inter-Regular.otf", .role = FaceRole::main, .scripts = {}}},
                              staged::load)) ==
        "pensum: error: no main font is named for bold type\nhint: name a regular and a bold one in "
        "fonts/fonts.xml\n");
  const auto junk = [](const std::string& file) -> Result<FontFile> { return from_text(file, "not a font"); };
  CHECK(why_not(FontSet::make({{.file = "junk.ttf", .role = FaceRole::main, .scripts = {}}}, junk)) ==
        "pensum: error: the font junk.ttf cannot be used: it holds no glyphs\n"
        "hint: use a TrueType (.ttf) or OpenType (.otf) font\n");
}

TEST_CASE("a font that lacks what is needed is refused") {
  const auto why = [](const std::set<hb_tag_t>& without, const std::set<hb_tag_t>& with = {}) {
    const Face inter = original("Inter-Regular.otf");
    const Face built(hb_face_builder_create(), hb_face_destroy);
    for (const char* name : {"CFF ", "cmap", "head", "hhea", "hmtx", "maxp", "OS/2", "name", "post"}) {
      const hb_tag_t tag = hb_tag_from_string(name, 4);
      const Blob table(hb_face_reference_table(inter.get(), tag), hb_blob_destroy);
      if (!without.contains(tag)) hb_face_builder_add_table(built.get(), tag, table.get());
    }
    for (const hb_tag_t tag : with) hb_face_builder_add_table(built.get(), tag, blob("any bytes").get());
    const Blob whole(hb_face_reference_blob(built.get()), hb_blob_destroy);
    unsigned length = 0;
    const char* const bytes = hb_blob_get_data(whole.get(), &length);
    const auto load = [&](const std::string& file) -> Result<FontFile> {
      return from_text(file, std::string(bytes, length));
    };
    const auto set = FontSet::make({{.file = "a.otf", .role = FaceRole::main, .scripts = {}},
                                    {.file = "b.otf", .bold = true, .role = FaceRole::main, .scripts = {}}},
                                   load);
    return set ? "nothing" : set.error().front().message;
  };
  const std::string unusable = "the font a.otf cannot be used: ";
  CHECK(why({}) == "nothing");
  CHECK(why({HB_TAG('C', 'F', 'F', ' ')}) == unusable + "it holds no outlines");
  CHECK(why({HB_TAG('c', 'm', 'a', 'p')}) == unusable + "it does not map characters to glyphs");
  CHECK(why({HB_TAG('m', 'a', 'x', 'p')}) == unusable + "it holds no glyphs");
  CHECK(why({}, {HB_TAG('f', 'v', 'a', 'r')}) == unusable + "it is a variable font");
  for (const hb_tag_t color : {HB_TAG('C', 'O', 'L', 'R'), HB_TAG('C', 'B', 'D', 'T'),
                               HB_TAG('s', 'b', 'i', 'x'), HB_TAG('S', 'V', 'G', ' ')}) {
    CHECK(why({}, {color}) == unusable + "it is a colour font");
  }
}

TEST_CASE("a font that lost its end is refused, wherever it was cut") {
  const std::string whole = io::read_file(staged::folder() / "NotoSansHebrew-Regular.ttf").value();
  const auto why = [&](std::size_t length) -> std::string {
    const Result<FontSummary> summary = summary_of(from_text("a.ttf", whole.substr(0, length)));
    return summary ? "nothing" : to_text(summary.error().front());
  };
  CHECK(why(whole.size()) == "nothing");
  for (std::size_t length = 300; length < whole.size() - 4; length += 997) {
    CAPTURE(length);
    const std::string said = why(length);
    CHECK(said.starts_with("pensum: error: the font a.ttf cannot be used: it is cut short: its "));
    CHECK(said.ends_with("runs past the end of the file\nhint: copy the file again\n"));
  }
  CHECK(why(20).find("its list of tables runs past the end of the file") != std::string::npos);
}

TEST_CASE("of a collection the first face is used") {
  const auto number = [](std::size_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
  };
  const auto value = [](const std::string& bytes, std::size_t at) {
    std::size_t read = 0;
    for (std::size_t i = 0; i < 4; ++i) read = read << 8 | static_cast<unsigned char>(bytes[at + i]);
    return read;
  };
  constexpr std::size_t head = 20;
  std::string fonts;
  std::string collection = std::string("ttcf\0\1\0\0", 8) + number(2);
  for (const char* file : {"NotoSansHebrew-Regular.ttf", "NotoSansArabic-Regular.ttf"}) {
    std::string font = io::read_file(staged::folder() / file).value();
    const std::size_t base = head + fonts.size();
    collection += number(base);
    const std::size_t tables =
        static_cast<unsigned char>(font[4]) * 256U + static_cast<unsigned char>(font[5]);
    for (std::size_t i = 0; i < tables; ++i) {
      const std::size_t at = 12 + i * 16 + 8;
      font.replace(at, 4, number(value(font, at) + base));
    }
    font.resize((font.size() + 3) / 4 * 4);
    fonts += font;
  }
  collection += fonts;
  const Result<FontSummary> summary = summary_of(from_text("a.ttc", collection));
  REQUIRE(summary.has_value());
  CHECK(summary->faces == 2);
  const auto hebrew = summary_of(staged::load("NotoSansHebrew-Regular.ttf").value());
  CHECK(summary->characters == hebrew->characters);
  CHECK(hebrew->faces == 1);

  const auto load = [&](const std::string& file) -> Result<FontFile> {
    return file == "a.ttc" ? from_text(file, collection) : staged::load(file);
  };
  const auto set =
      FontSet::make({{.file = "Inter-Regular.otf", .role = FaceRole::main, .scripts = {}},
                     {.file = "Inter-SemiBold.otf", .bold = true, .role = FaceRole::main, .scripts = {}},
                     {.file = "a.ttc", .scripts = {}}},
                    load);
  REQUIRE(set.has_value());
  CHECK(set->face_for(U'ש', false) == FaceId{2});
  const std::vector<std::uint32_t> glyphs{set->glyph(2, U'ש')};
  CHECK(set->subset(2, glyphs).has_value());
  CHECK(summary_of(from_text("a.ttc", collection.substr(0, 5000)))
            .error()
            .front()
            .message.starts_with("the font a.ttc cannot be used: it is cut short: "));
}

TEST_CASE("a face for code is opened when code is set, and is for nothing else") {
  std::vector<std::string> opened;
  const auto load = [&](const std::string& file) -> Result<FontFile> {
    opened.push_back(file);
    return file == "broken.ttf" ? from_text(file, "not a font") : staged::load(file);
  };
  const auto make = [&](const char* regular) {
    opened.clear();
    return FontSet::make(
               {{.file = "Inter-Regular.otf", .role = FaceRole::main, .scripts = {}, .package = "p"},
                {.file = "Inter-SemiBold.otf",
                 .bold = true,
                 .role = FaceRole::main,
                 .scripts = {},
                 .package = "p"},
                {.file = regular, .role = FaceRole::code, .scripts = {}, .package = "fonts-code"}},
               load)
        .value();
  };
  const std::string mono = "JetBrainsMono-Regular.ttf";
  const FontSet set = make(mono.c_str());
  CHECK(set.face_for(U'a', false) == set.main_face(false));
  CHECK_FALSE(set.face_for(U'\u2560', false));  // a sign that only the face for code has
  CHECK(std::ranges::find(opened, mono) == opened.end());
  CHECK(set.main_face(false, Family::code) == FaceId{2});
  CHECK(set.face_for(U'a', false, Family::code) == FaceId{2});
  CHECK(set.face_for(U'\u2560', false, Family::code) == FaceId{2});
  CHECK(set.main_face(true, Family::code) == set.main_face(true));
  CHECK(set.problems({}).empty());

  const FontSet without = make("broken.ttf");
  CHECK(without.problems({}).empty());
  CHECK(without.main_face(false, Family::code) == without.main_face(false));
  REQUIRE(without.problems({}).size() == 1);
  CHECK(to_text(without.problems({}).front()) ==
        "pensum: warning: the font broken.ttf cannot be used: it holds no glyphs\n"
        "hint: install the Debian package fonts-code and build again\n");
}

TEST_CASE("fonts that could not be asked for a missing character are told") {
  const auto load = [](const std::string& file) -> Result<FontFile> {
    return file == "mine.ttf" ? from_text(file, "not a font") : staged::load(file);
  };
  const auto set = FontSet::make(
      {{.file = "Inter-Regular.otf", .role = FaceRole::main, .scripts = {}, .package = "p"},
       {.file = "Inter-SemiBold.otf", .bold = true, .role = FaceRole::main, .scripts = {}, .package = "p"},
       {.file = "gone.ttf", .scripts = {"Hebr"}, .package = "fonts-gone"},
       {.file = "mine.ttf", .scripts = {}}},
      load);
  REQUIRE(set.has_value());
  CHECK(set->has_all("Zoë\u200D “a”"));
  CHECK_FALSE(set->has_all("שלום"));
  const auto said = [&](std::u32string_view missing) {
    std::string text;
    for (const Diagnostic& problem : set->problems(missing)) text += to_text(problem);
    return text;
  };
  const std::string mine =
      "pensum: warning: the font mine.ttf cannot be used: it holds no glyphs\n"
      "hint: use a TrueType (.ttf) or OpenType (.otf) font\n";
  CHECK(said(U"").empty());
  CHECK(said(U"ب") == mine);
  CHECK(said(U"ש") == "pensum: warning: " + (staged::folder() / "gone.ttf").string() +
                          " cannot be read: No such file or directory\n"
                          "hint: install the Debian package fonts-gone and build again\n" +
                          mine);
}

namespace {

/// A language's letters, as CLDR lists them.
std::u32string letters_of(const char* locale) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(ulocdata_open(locale, &status),
                                                                     ulocdata_close);
  const std::unique_ptr<USet, decltype(&uset_close)> set(
      ulocdata_getExemplarSet(data.get(), nullptr, 0, ULOCDATA_ES_STANDARD, &status), uset_close);
  std::u32string letters;
  for (std::int32_t i = 0; U_SUCCESS(status) && i < uset_getItemCount(set.get()); ++i) {
    UChar32 first = 0;
    UChar32 last = 0;
    UErrorCode item = U_ZERO_ERROR;
    UChar text[32];
    const std::int32_t length = uset_getItem(set.get(), i, &first, &last, text, 32, &item);
    if (length == 0) {
      for (UChar32 c = first; c <= last; ++c) letters += static_cast<char32_t>(c);
    }
    std::string utf8;
    icu::UnicodeString(text, length).toUTF8String(utf8);
    for (std::size_t at = 0; at < utf8.size();) {
      const CodePoint point = decode(utf8, at);
      letters += point.value;
      at += point.length;
    }
  }
  return letters;
}

}  // namespace

TEST_CASE("every script that fonts.xml names can be written: all letters of all languages that use it") {
  std::set<std::string> named;
  for (const FaceSource& source : staged::sources())
    named.insert(source.scripts.begin(), source.scripts.end());
  REQUIRE(named.size() > 30);
  std::set<std::string> written;
  std::size_t letters = 0;
  for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
    const char* const locale = uloc_getAvailable(i);
    char full[ULOC_FULLNAME_CAPACITY];
    char script[ULOC_SCRIPT_CAPACITY];
    char country[ULOC_COUNTRY_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_getCountry(locale, country, sizeof country, &status);
    uloc_addLikelySubtags(locale, full, sizeof full, &status);
    uloc_getScript(full, script, sizeof script, &status);
    REQUIRE(U_SUCCESS(status));
    if (country[0] != '\0') continue;
    std::string missing;
    for (const char32_t letter : letters_of(locale)) {
      const UScriptCode of = uscript_getScript(static_cast<UChar32>(letter), &status);
      if (!named.contains(uscript_getShortName(of)) && of != USCRIPT_COMMON && of != USCRIPT_INHERITED)
        continue;
      ++letters;
      written.insert(uscript_getShortName(of));
      if (!u_hasBinaryProperty(static_cast<UChar32>(letter), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
          !staged::fonts().face_for(letter, false))
        append_utf8(missing, letter);
    }
    CAPTURE(locale, script);
    CHECK(missing == "");
  }
  CHECK(letters > 20'000);
  // What no language of CLDR's is written in has a letter at least.
  for (const std::string& script : named) {
    CAPTURE(script);
    if (written.contains(script)) continue;
    const auto code = static_cast<UScriptCode>(u_getPropertyValueEnum(UCHAR_SCRIPT, script.c_str()));
    const icu::UnicodeString letter = uscript_getSampleUnicodeString(code);
    REQUIRE_FALSE(letter.isEmpty());
    CHECK(staged::fonts().face_for(static_cast<char32_t>(letter.char32At(0)), false));
  }
}

TEST_CASE("every language that plans speak has its letters in bold, so that a heading is of one weight") {
  for (const WordsFile& file : words_files()) {
    std::string regular;
    for (const char32_t letter : letters_of(file.tag)) {
      const auto face = staged::fonts().face_for(letter, true);
      REQUIRE(face);
      if (staged::fonts().info(*face).weight < 600) append_utf8(regular, letter);
    }
    CAPTURE(file.tag);
    CHECK(regular == "");
  }
}

TEST_CASE("all syllables of Korean can be written") {
  for (char32_t syllable = 0xAC00; syllable <= 0xD7A3; ++syllable) {
    if (!staged::fonts().face_for(syllable, false)) FAIL(static_cast<std::uint32_t>(syllable));
  }
}

TEST_CASE("a fallback that cannot be opened is passed over") {
  const auto set =
      FontSet::make({{.file = "Inter-Regular.otf", .role = FaceRole::main, .scripts = {}},
                     {.file = "Inter-SemiBold.otf", .bold = true, .role = FaceRole::main, .scripts = {}},
                     {.file = "gone.ttf", .scripts = {"Hebr"}},
                     {.file = "NotoSansHebrew-Regular.ttf", .scripts = {"Hebr"}}},
                    staged::load);
  REQUIRE(set.has_value());
  CHECK(set->face_for(U'ש', false) == FaceId{3});
  CHECK(set->glyph(2, U'ש') == 0);
}

TEST_CASE("a fallback is opened only when a character needs it") {
  std::set<std::string> opened;
  const auto noting = [&](const std::string& file) {
    opened.insert(file);
    return staged::load(file);
  };
  const auto set = FontSet::make(staged::sources(), noting);
  REQUIRE(set.has_value());
  CHECK(opened == std::set<std::string>{"Inter-Regular.otf", "Inter-SemiBold.otf"});
  CHECK(set->face_for(U'x', true) == set->main_face(true));
  CHECK(opened.size() == 2);
  CHECK(set->face_for(U'ש', true));
  CHECK(opened.contains("NotoSansHebrew-Bold.ttf"));
  CHECK(opened.size() == 3);
}

TEST_CASE("a subset has the glyphs asked for, with the advances and outlines of the font") {
  const FontSet& fonts = staged::fonts();
  struct Case {
    std::string file;
    std::u32string characters;
  };
  const Case each = GENERATE(Case{"Inter-Regular.otf", U"Aghé→Ǻ1"}, Case{"Inter-SemiBold.otf", U"xyz"},
                             Case{"NotoSansHebrew-Regular.ttf", U"אבש"}, Case{"NotoSans-Bold.ttf", U"ÅéйЖω"});
  CAPTURE(each.file);
  const FaceId id = face_named(each.file);
  std::set<std::uint32_t> asked;
  for (const char32_t character : each.characters) {
    REQUIRE(fonts.glyph(id, character) != 0);
    asked.insert(fonts.glyph(id, character));
  }
  const std::vector<std::uint32_t> glyphs(asked.begin(), asked.end());
  const auto made = fonts.subset(id, glyphs);
  REQUIRE(made.has_value());
  const std::shared_ptr<const Subset>& subset = *made;
  REQUIRE(subset->ids.size() == glyphs.size());
  CHECK(std::ranges::is_sorted(subset->ids));
  CHECK(subset->ids.front() >= 1);

  const Face whole = original(each.file);
  const bool cff = fonts.info(id).outlines == Outlines::cff;
  const Face cut = cff ? around_cff(whole.get(), subset->bytes, subset->ids.back() + 1)
                       : Face(hb_face_create(blob(subset->bytes).get(), 0), hb_face_destroy);
  CHECK(hb_face_get_glyph_count(cut.get()) >= glyphs.size() + 1);
  CHECK(hb_face_get_glyph_count(cut.get()) < hb_face_get_glyph_count(whole.get()) / 4);
  CHECK(hb_face_get_upem(cut.get()) == static_cast<unsigned>(fonts.info(id).units_per_em));
  const Font from(hb_font_create(whole.get()), hb_font_destroy);
  const Font to(hb_font_create(cut.get()), hb_font_destroy);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::string expected = outline(from.get(), glyphs[i]);
    REQUIRE_FALSE(expected.empty());
    CHECK(outline(to.get(), subset->ids[i]) == expected);
    if (!cff) CHECK(hb_font_get_glyph_h_advance(to.get(), subset->ids[i]) == fonts.advance(id, glyphs[i]));
  }
}

TEST_CASE("a glyph's outline is in font units, with the curves of its font") {
  const FontSet& fonts = staged::fonts();
  using Kind = OutlineStep::Kind;
  std::set<Outlines> seen;
  for (const char32_t character : {U'o', U'\u05D0', U'\u0E01', U'\u0905'}) {
    const FaceId face = fonts.face_for(character, false).value();
    const FaceInfo& info = fonts.info(face);
    const std::vector<OutlineStep> steps = fonts.outline(face, fonts.glyph(face, character));
    REQUIRE(steps.size() > 4);
    CHECK(steps.front().kind == Kind::move);
    seen.insert(info.outlines);
    const Kind strange = info.outlines == Outlines::cff ? Kind::quadratic : Kind::cubic;
    CHECK(std::ranges::none_of(steps, [&](const OutlineStep& step) { return step.kind == strange; }));
    float top = 0;
    for (const OutlineStep& step : steps) {
      const int points = step.kind == Kind::cubic ? 3 : step.kind == Kind::quadratic ? 2 : 1;
      for (const OutlineStep::At at : std::span(step.points).first(static_cast<std::size_t>(points))) {
        CHECK(at.x >= static_cast<float>(info.box[0]));
        CHECK(at.x <= static_cast<float>(info.box[2]));
        top = std::max(top, at.y);
      }
    }
    CHECK(top > static_cast<float>(info.units_per_em) / 4);
    CHECK(top <= static_cast<float>(info.box[3]));
  }
  CHECK(seen.size() == 2);
  const FaceId main = fonts.main_face(false);
  CHECK(fonts.outline(main, fonts.glyph(main, U' ')).empty());
}

TEST_CASE("a subset is the same bytes every time, kept or cut anew") {
  const FontSet& fonts = staged::fonts();
  const FontSet others = FontSet::make(staged::sources(), staged::load).value();
  const std::uint32_t first = fonts.glyph(0, U'A');
  for (std::uint32_t more = 1; more < 200; ++more) {  // more than are kept
    const std::vector<std::uint32_t> glyphs{first, first + more};
    const std::shared_ptr<const Subset> subset = fonts.subset(0, glyphs).value();
    CHECK(fonts.subset(0, glyphs).value()->bytes == subset->bytes);
    if (more % 20 == 0) CHECK(others.subset(0, glyphs).value()->bytes == subset->bytes);
  }
}

TEST_CASE("without HarfBuzz, or with another library under its name, the error says what to install") {
  const auto why = [](const char* file) {
    const auto library = text::load_harfbuzz(file);
    REQUIRE_FALSE(library.has_value());
    return to_text(library.error().front());
  };
  CHECK(
      why("libpensum-has-none.so").starts_with("pensum: error: text cannot be set: libpensum-has-none.so: "));
  CHECK(why("libz.so.1").contains("undefined symbol: hb_"));
  CHECK(why("libz.so.1").ends_with(": it is in Debian's package libharfbuzz-subset0\n"));
}
