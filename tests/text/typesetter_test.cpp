#include "text/set_line.hpp"

#include <algorithm>
#include <set>

using namespace set_line;

namespace {

constexpr std::u32string_view joined_ba = U"ب";

Typesetter typesetter(const char* language = "en") { return {staged::fonts(), language}; }

Points width(Typesetter& setter, std::string_view text, const Style& style = {}) {
  return setter.line(text, style).width;
}

std::vector<std::uint32_t> ids(const Run& run) {
  std::vector<std::uint32_t> list;
  for (const Glyph& glyph : run.glyphs) list.push_back(glyph.id);
  return list;
}

std::uint32_t glyph_of(const Run& run, char32_t character) {
  return staged::fonts().glyph(run.face, character);
}

}  // namespace

TEST_CASE("a line has the text that it was given, glyph by glyph") {
  const std::string text = GENERATE(
      as<std::string>(), "office affluent fjord", "AVATAR To Ty", "naïve cafe\u0301", "Việt Nam: tiếng Việt",
      "Vie\u0323\u0302t a\u0323\u0306", "日本語の学習", "क्षत्रिय हिन्दी", "ภาษาไทย น้ำ", "func (a *T) -> b != c",
      "Ελληνικά Русский", "x² ≠ ∑ αᵢ → ☐", "தமிழ் தெலுங்கு తెలుగు", "Հայերեն ქართული");
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    CAPTURE(text);
    Typesetter setter = typesetter();
    const Line line = setter.line(text, {.weight = weight});
    check(line);
    CHECK(text_of(line) == text);
    CHECK(setter.missing().empty());
  }
}

TEST_CASE("letters that kerning draws together take less room than one by one") {
  Typesetter setter = typesetter();
  CHECK(width(setter, "AV") < width(setter, "A") + width(setter, "V"));
  CHECK(std::abs(width(setter, "HH").milli - width(setter, "H").milli * 2) <= 1);
}

TEST_CASE("code keeps its signs: an arrow of two characters stays two") {
  Typesetter setter = typesetter();
  for (const std::string_view code : {"->", "!=", "<=", "=>", ":="}) {
    CAPTURE(code);
    const Line line = setter.line(code, {});
    REQUIRE(line.runs.size() == 1);
    const Run& run = line.runs[0];
    CHECK(ids(run) == std::vector{glyph_of(run, static_cast<unsigned char>(code[0])),
                                  glyph_of(run, static_cast<unsigned char>(code[1]))});
  }
}

TEST_CASE("tabular figures are all of one width, so that columns of numbers line up") {
  Typesetter setter = typesetter();
  const auto figures = [&](const char* text, Figures kind) { return width(setter, text, {.figures = kind}); };
  CHECK(figures("111", Figures::tabular) == figures("888", Figures::tabular));
  CHECK(figures("111", Figures::proportional) < figures("888", Figures::proportional));
}

TEST_CASE("widths grow with the type size, to a thousandth of a point") {
  Typesetter setter = typesetter();
  const Points ten = width(setter, "Word", {.size = Points::whole(10)});
  const Points thirty = width(setter, "Word", {.size = Points::whole(30)});
  CHECK(std::abs(thirty.milli - ten.milli * 3) <= 3);
  CHECK(width(setter, "Word", {.weight = Weight::bold}) > ten);
}

TEST_CASE("line feeds and tabs count as spaces, and trailing spaces take no width") {
  Typesetter setter = typesetter();
  CHECK(width(setter, "a\nb\tc") == width(setter, "a b c"));
  CHECK(width(setter, "abc  ") == width(setter, "abc"));
  CHECK(width(setter, "שלום ") == width(setter, "שלום"));
  CHECK(width(setter, "") == Points{});
  CHECK(setter.line("", {}).runs.empty());
}

TEST_CASE("a soft hyphen is not seen inside a line") {
  Typesetter setter = typesetter();
  const Line line = setter.line("Donau\u00ADdampf", {});
  check(line);
  CHECK(line.width >= width(setter, "Donau") + width(setter, "dampf") - Points{500});
  CHECK(line.width <= width(setter, "Donau") + width(setter, "dampf") + Points{500});
  CHECK(setter.missing().empty());
}

TEST_CASE("characters for layout only have their effect and are not part of the text") {
  Typesetter setter = typesetter();
  struct Case {
    std::string given;
    std::string read;
  };
  const Case each =
      GENERATE(Case{"2026\u2060年\u206011\u2060月", "2026年11月"}, Case{"25\u00A0min", "25 min"},
               Case{"a\u200Bb\uFEFFc", "abc"}, Case{"Donau\u00ADdampf", "Donaudampf"},
               Case{"for \u2068Ada\u2069 and \u202DBob\u202C", "for Ada and Bob"}, Case{"\u200Ea\u200F", "a"},
               Case{"\u2068\u2069", ""});
  CAPTURE(each.given);
  const Line line = setter.line(each.given, {});
  check(line);
  CHECK(text_of(line) == each.read);
  CHECK(std::abs(line.width.milli - width(setter, each.read).milli) <= 3);  // rounded word by word
  CHECK(setter.missing().empty());
}

TEST_CASE("joiners are spelling, and stay") {
  Typesetter setter = typesetter("fa");
  const Line line = setter.line("می\u200Cخواهم", {});
  check(line);
  CHECK(text_of(line) == "می\u200Cخواهم");
}

TEST_CASE("a letter and its marks are set in one face, as one cluster") {
  Typesetter setter = typesetter("vi");
  const Line composed = setter.line("tiếng Việt", {});
  const Line decomposed = setter.line("tie\u0302\u0301ng Vie\u0323\u0302t", {});
  REQUIRE(decomposed.runs.size() == 1);
  CHECK(decomposed.width == composed.width);
  CHECK(ids(decomposed.runs[0]) == ids(composed.runs[0]));
  const std::vector<std::string> parts = clusters(decomposed.runs[0]);
  CHECK(parts[2] == "e\u0302\u0301");
  CHECK(parts[8] == "e\u0323\u0302");
}

TEST_CASE("a Chinese character is drawn as the language writes it, and is the same character") {
  const auto drawn = [](std::string_view text, const char* language, Weight weight) {
    Typesetter setter = typesetter(language);
    const Line line = setter.line(text, {.weight = weight});
    check(line);
    CHECK(text_of(line) == text);
    REQUIRE(line.runs.size() == 1);
    return ids(line.runs[0]);
  };
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    CHECK(drawn("直", "ja", weight) != drawn("直", "zh", weight));
    CHECK(drawn("角", "zh", weight) != drawn("角", "zh-Hant", weight));
    CHECK(drawn("直", "ja", weight) == drawn("直", "en", weight));
    // A full stop is in the middle of its square in Taipei, and down at the left elsewhere.
    CHECK(drawn("。", "zh-Hant", weight) != drawn("。", "zh", weight));
  }
}

TEST_CASE("Hebrew runs from right to left, numbers in it from left to right, brackets mirrored") {
  Typesetter setter = typesetter("he");
  const Line line = setter.line("שלום עולם", {});
  check(line);
  CHECK(text_of(line) == "עולם שלום");  // the first word is rightmost
  for (const Run& run : line.runs) CHECK(run.right_to_left);
  const Run& word = line.runs.back();
  CHECK(ids(word) ==
        std::vector{glyph_of(word, U'ם'), glyph_of(word, U'ו'), glyph_of(word, U'ל'), glyph_of(word, U'ש')});

  const Line mixed = setter.line("שיעור 12 (טוב)", {});
  check(mixed);
  CHECK(setter.missing().empty());
  REQUIRE(mixed.runs.size() >= 5);
  const Run& left = mixed.runs.front();  // the closing bracket, which opens to the left here
  CHECK(left.text == ")");
  CHECK(ids(left) == std::vector{glyph_of(left, U'(')});
  const auto number = std::ranges::find(mixed.runs, "12", &Run::text);
  REQUIRE(number != mixed.runs.end());
  CHECK_FALSE((*number).right_to_left);
  CHECK(ids(*number) == std::vector{glyph_of(*number, U'1'), glyph_of(*number, U'2')});
  CHECK(mixed.runs.back().text == "שיעור");
}

TEST_CASE("Arabic letters join, and lam with alef is one glyph with the text of both") {
  Typesetter setter = typesetter("ar");
  const Line line = setter.line("ببب", {});
  check(line);
  REQUIRE(line.runs.size() == 1);
  const std::vector<std::uint32_t> forms = ids(line.runs[0]);
  std::set<std::uint32_t> bases(forms.begin(), forms.end());
  CHECK(bases.size() >= 3);  // the beginning, the middle and the end of a word look different
  CHECK_FALSE(bases.contains(glyph_of(line.runs[0], joined_ba[0])));

  const Line ligature = setter.line("لا", {});
  check(ligature);
  REQUIRE(ligature.runs.size() == 1);
  CHECK(clusters(ligature.runs[0]) == std::vector<std::string>{"لا"});
}

TEST_CASE("English in an Arabic line keeps its own direction") {
  Typesetter setter = typesetter("ar");
  const Line line = setter.line("لغة Go سهلة", {});
  check(line);
  CHECK(text_of(line) == "سهلة Go لغة");
  const Line english = typesetter("en").line("Say שלום now", {});
  CHECK(text_of(english) == "Say שלום now");
  // Signs of a Latin word stay with it; what ends a sentence does not.
  CHECK(text_of(setter.line("دورة C++", {})) == "C++ دورة");
  CHECK(text_of(setter.line("دورة .NET", {})) == ".NET دورة");
  CHECK(text_of(setter.line("دورة <-chan", {})) == "<-chan دورة");
  CHECK(text_of(setter.line("لغة C#، Go.", {})) == ".C#، Go لغة");
}

TEST_CASE("a text runs as its language does, unless all its letters run the other way") {
  Typesetter arabic = typesetter("ar");
  CHECK(text_of(arabic.line("1. Intro to .NET!", {})) == "1. Intro to .NET!");
  CHECK(text_of(arabic.line("C++", {})) == "C++");
  CHECK(text_of(arabic.line("Go لغة", {})) == "لغة Go");
  Typesetter english = typesetter("en");
  CHECK(text_of(english.line("שלום is peace", {})) == "שלום is peace");
  CHECK(text_of(english.line("שלום!", {})) == "!שלום");
}

TEST_CASE("isolated text is one thing in a sentence") {
  Typesetter setter = typesetter("lt");
  // Without isolation the name would take the date along.
  CHECK(text_of(setter.line("Study plan for שלום · 24 to 30", {})) == "Study plan for 24 · שלום to 30");
  CHECK(text_of(setter.line("Study plan for \u2068שלום\u2069 · 24 to 30", {})) ==
        "Study plan for שלום · 24 to 30");
  CHECK(text_of(setter.line("\u2068Ada\u2069 · \u2068שלום\u2069", {})) == "Ada · שלום");
  Typesetter hebrew = typesetter("he");
  CHECK(text_of(hebrew.line("\u2068C++\u2069 (\u2068part 1\u2069)", {})) == ")part 1( C++");
}

TEST_CASE("a character that no font has is reported once and set as a sign for it, never as glyph 0") {
  Typesetter setter = typesetter();
  const Line line = setter.line("a\U00013000b \U00013000 \U00013001", {});
  check(line);
  CHECK(text_of(line) == "a\U00013000b \U00013000 \U00013001");  // what is extracted stays true
  CHECK(setter.missing() == std::vector<char32_t>{0x13000, 0x13001});
  CHECK(setter.take_missing() == std::vector<char32_t>{0x13000, 0x13001});
  CHECK(setter.missing().empty());
}

TEST_CASE("metrics follow the main face and the size") {
  Typesetter setter = typesetter();
  const Metrics ten = setter.metrics({.size = Points::whole(10)});
  const FaceInfo& info = staged::fonts().info(staged::fonts().main_face(false));
  CHECK(ten.cap_height == Points::whole(10).scaled(info.cap_height, info.units_per_em));
  CHECK(ten.ascent > ten.cap_height);
  CHECK(ten.cap_height > ten.x_height);
  CHECK(ten.descent > Points{});
}

TEST_CASE("a long word that is not kept does not take the place of another") {
  Typesetter setter = typesetter();
  const std::string a(100, 'i');
  const std::string b(100, 'm');
  const Points narrow = width(setter, a);
  const Points wide = width(setter, b);
  CHECK(narrow < wide);
  CHECK(width(setter, a + " " + b) == narrow + wide + width(setter, "x x") - width(setter, "x") * 2);
}
