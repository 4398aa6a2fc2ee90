#include "text/segments.hpp"

#include "io/files.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum::text;

namespace {

using Texts = std::vector<std::string>;

/// The segments' words; each with its spaces must join the next.
Texts words(std::string_view text, const std::vector<Segment>& segments) {
  Texts list;
  for (const Segment& segment : segments) {
    REQUIRE(segment.first <= segment.word_last);
    REQUIRE(segment.word_last <= segment.last);
    list.emplace_back(text.substr(segment.first, segment.word_last - segment.first));
  }
  return list;
}

Texts lines(std::string_view text) { return words(text, Segmenter("en").lines(text)); }

}  // namespace

TEST_CASE("lines may end where Unicode's line breaking lets them") {
  CHECK(lines("one two  three") == Texts{"one", "two", "three"});
  CHECK(lines("well-known facts") == Texts{"well-", "known", "facts"});
  CHECK(lines("25\u00A0min (about) “quoted”") == Texts{"25\u00A0min", "(about)", "“quoted”"});
  CHECK(lines("日本語。") == Texts{"日", "本", "語。"});
  CHECK(lines("soft\u00ADly") == Texts{"soft\u00AD", "ly"});
  CHECK(lines("") == Texts{});
}

TEST_CASE("no line ends inside an operator, nor between one and what follows it") {
  for (const std::string text :
       {"ch<-value", "a<=b", "i--", "n-->0", "a!=b", "a==b", "p->next", "a&&b", "f(-x)", "!ok", "-x",
        "--flag", "a>>=1", "*p++", "(-1)", "[]<-chan", "/usr", "a+=b"}) {
    CAPTURE(text);
    CHECK(lines(text) == Texts{text});
  }
  CHECK(lines("case <-ctx.Done():") == Texts{"case", "<-ctx.Done():"});
  CHECK(lines("x:=<-ch") == Texts{"x:=<-ch"});
  CHECK(lines("a||b") == Texts{"a||", "b"});
  CHECK(lines("a --flag of well-known") == Texts{"a", "--flag", "of", "well-", "known"});
  CHECK(lines("Größe-und") == Texts{"Größe-", "und"});
}

TEST_CASE("a number stays with its unit") {
  CHECK(lines("after 25 min of 8 GB, 40 %, and 3 lessons") ==
        Texts{"after", "25 min", "of", "8 GB,", "40 %,", "and", "3", "lessons"});
  CHECK(lines("in 5  min and x min") == Texts{"in", "5", "min", "and", "x", "min"});
}

TEST_CASE("segments contain all bytes of the text, spaces apart from words") {
  const std::string text = "  a  bc\u00A0d e ";
  std::size_t next = 0;
  for (const Segment& segment : Segmenter("en").lines(text)) {
    CHECK(segment.first == next);
    CHECK(text.substr(segment.word_last, segment.last - segment.word_last).find_first_not_of(' ') ==
          std::string::npos);
    CHECK_FALSE(segment.inside_word);
    next = segment.last;
  }
  CHECK(next == text.size());
}

TEST_CASE("a word comes apart into characters as readers see them") {
  const std::string text = "x e\u0301ग्ला\u2060👩‍👩‍👧  y";
  Segmenter segmenter("en");
  const std::vector<Segment> whole = segmenter.lines(text);
  REQUIRE(whole.size() == 3);
  const std::vector<Segment> parts = segmenter.characters(text, whole[1]);
  const Texts characters = words(text, parts);
  REQUIRE(characters.size() >= 4);
  CHECK(characters.front() == "e\u0301");
  CHECK(characters.back() == "👩‍👩‍👧");
  CHECK_FALSE(parts[0].inside_word);
  CHECK(parts[1].inside_word);
  CHECK(parts.front().first == whole[1].first);
  CHECK(parts.back().word_last == whole[1].word_last);
  CHECK(parts.back().last == whole[1].last);  // the spaces go with the last one
}

TEST_CASE("where spaces decide where lines may end, they decide as ICU does", "[oracle]") {
  const std::string language = GENERATE(as<std::string>(), "en", "fi", "ja", "th", "ko-KR");
  Segmenter spaces(language);
  Segmenter icu(language, PlainSpaces::left_to_icu);
  constexpr std::array<std::string_view, 44> parts = {
      " ", " ",  " ", "  ", "a", "Bc",     "7",      "42",     "don",    "min",  ",",
      ".", ";",  ":", "!",  "?", "'",      "-",      "(",      ")",      "[",    "]",
      "{", "}",  "%", "$",  "/", "+",      "<",      "=",      "\"",     "&",    "_",
      "*", "\\", "’", "“",  "”", "\u00A0", "\u00AD", "\u200B", "\u2026", "日本", "ภาษาไทย"};
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t count = 1 + random() % 14; count > 0; --count) {
      // Mostly what is plain, with something else now and then.
      text += parts[random() % (random() % 3 == 0 ? parts.size() : 16)];
    }
    CAPTURE(text);
    REQUIRE(spaces.lines(text) == icu.lines(text));
  }
}

TEST_CASE("lines may end in the texts of the sample catalogs where ICU lets them", "[oracle]") {
  namespace fs = std::filesystem;
  std::vector<fs::path> files{fs::path(PENSUM_SOURCE_DIR) / "catalog/go-interview.xml"};
  for (const auto& entry : fs::directory_iterator(fs::path(PENSUM_SOURCE_DIR) / "tests/catalogs/valid")) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  REQUIRE(files.size() > 5);
  for (const fs::path& file : files) {
    CAPTURE(file.string());
    std::string text = pensum::io::read_file(file).value();
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    CHECK(Segmenter("en").lines(text) == Segmenter("en", PlainSpaces::left_to_icu).lines(text));
  }
}
