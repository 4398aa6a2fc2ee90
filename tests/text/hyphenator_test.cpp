// Hyphenation against libhyphen, for which the patterns are made.
#include "text/hyphenator.hpp"

#include "base/utf8.hpp"
#include "text/staged_patterns.hpp"

#include <hyphen.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;
using namespace pensum::text;

namespace {

/// The word with "-" where it may be hyphenated.
std::string hyphenated(Hyphenator& hyphenator, std::string_view word) {
  std::string text(word);
  const std::vector<std::size_t> breaks = hyphenator.breaks(word);
  CHECK(std::ranges::is_sorted(breaks));
  for (auto at = breaks.rbegin(); at != breaks.rend(); ++at) text.insert(*at, "-");
  return text;
}

std::string hyphenated(std::string_view language, std::string_view word) {
  Hyphenator hyphenator = staged::hyphenator(language);
  return hyphenated(hyphenator, word);
}

/// By patterns written down here.
std::string by_patterns(const std::string& file, std::string_view word) {
  Hyphenator hyphenator([&]() -> Result<std::string> { return file; }, "xx");
  return hyphenated(hyphenator, word);
}

/// libhyphen's own hyphenation of a lower-case word in the encoding of the patterns.
class Libhyphen {
 public:
  explicit Libhyphen(const std::string& file)
      : patterns_(hnj_hyphen_load((staged::patterns_folder() / file).c_str()), hnj_hyphen_free) {
    REQUIRE(patterns_ != nullptr);
  }

  std::string hyphenated(const std::string& word) const {
    std::string marks(word.size() + 5, '\0');
    char** replaced = nullptr;
    int* at = nullptr;
    int* cut = nullptr;
    HyphenDict* patterns = patterns_.get();
    const int failed =
        hnj_hyphen_hyphenate3(patterns, word.c_str(), static_cast<int>(word.size()), marks.data(), nullptr,
                              &replaced, &at, &cut, std::max<int>(2, patterns->lhmin),
                              std::max<int>(3, patterns->rhmin), patterns->clhmin, patterns->crhmin);
    REQUIRE(failed == 0);
    REQUIRE(replaced == nullptr);
    // A mark belongs to a character, and tells whether a hyphen may follow it.
    std::string text;
    std::size_t character = 0;
    for (std::size_t i = 0; i < word.size(); ++character) {
      const std::size_t length = decode(word, i).length;
      text += word.substr(i, length);
      i += length;
      if (i < word.size() && marks[character] % 2 != 0) text += '-';
    }
    return text;
  }

 private:
  std::unique_ptr<HyphenDict, decltype(&hnj_hyphen_free)> patterns_;
};

}  // namespace

TEST_CASE("words are hyphenated as their language does it") {
  CHECK(hyphenated("en", "hyphenation") == "hy-phen-ation");
  CHECK(hyphenated("en", "algorithm") == "al-go-rithm");
  CHECK(hyphenated("en-GB", "hyphenation") == "hy-phen-a-tion");
  CHECK(hyphenated("de", "Donaudampfschifffahrtsgesellschaft") ==
        "Do-nau-dampf-schiff-fahrts-ge-sell-schaft");
  CHECK(hyphenated("de-AT", "Silbentrennung") == "Sil-ben-tren-nung");
  CHECK(hyphenated("de", "absterbende") == "ab-ster-bende");
  CHECK(hyphenated("de", "größere") == "grö-ßere");
  CHECK(hyphenated("fr", "hyphénation") == "hy-phé-na-tion");
  CHECK(hyphenated("es", "programación") == "pro-gra-ma-ción");
  CHECK(hyphenated("uk", "програмування") == "про-граму-ва-ння");
  CHECK(hyphenated("he", "אלגוריתמים") == "אלגוריתמים");
}

TEST_CASE("two letters stay before a hyphen and three behind") {
  const std::string every = "UTF-8\na1\nb1\n";
  CHECK(by_patterns(every, "ababab") == "ab-a-bab");
  CHECK(by_patterns("UTF-8\nLEFTHYPHENMIN 3\nRIGHTHYPHENMIN 4\na1\nb1\n", "abababab") == "aba-b-abab");
  CHECK(by_patterns("UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\na1\nb1\n", "ababab") == "ab-a-bab");
  CHECK(by_patterns("UTF-8\nä1\n", "äääääää") == "ää-ä-ä-äää");
}

TEST_CASE("short and long words stay whole") {
  const std::string every = "UTF-8\na1\n";
  CHECK(by_patterns(every, "aaaaa") == "aaaaa");
  CHECK(by_patterns(every, "aaaaaa") == "aa-a-aaa");
  const std::string longest(100, 'a');
  CHECK(by_patterns(every, longest) != longest);
  CHECK(by_patterns(every, longest + 'a') == longest + 'a');
  CHECK(by_patterns(every, std::string(100'000, 'a')) == std::string(100'000, 'a'));
  CHECK(by_patterns(every, "") == "");
}

TEST_CASE("characters around a word, or before an apostrophe, are not part of it") {
  CHECK(hyphenated("en", "“algorithm.”") == "“al-go-rithm.”");
  CHECK(hyphenated("en", "(algorithm),") == "(al-go-rithm),");
  CHECK(hyphenated("en", "algorithm’s") == "algorithm’s");
  CHECK(hyphenated("fr", "l’apprentissage") == "l’ap-pren-tis-sage");
  CHECK(hyphenated("fr", "«\u00A0apprentissage\u00A0»") == "«\u00A0ap-pren-tis-sage\u00A0»");
}

TEST_CASE("code, addresses, numbers and names stay whole") {
  Hyphenator english = staged::hyphenator("en");
  for (const std::string word : {"algorithm()",
                                 "algorithm.go",
                                 "src/algorithm",
                                 "the_algorithm",
                                 "algorithmWord",
                                 "algorithm2",
                                 "https://algorithm.example/algorithm",
                                 "well-algorithm",
                                 "--algorithm",
                                 "$algorithm",
                                 "@algorithm",
                                 "algorithm=",
                                 "`algorithm`",
                                 "std::algorithm",
                                 "ALGORITHM",
                                 "Algorithm",
                                 "algo\u00ADrithm",
                                 "a\u0301lgorithm",
                                 "١٢٣٤٥٦٧",
                                 "algorithm\u2028algorithm",
                                 "\xFF\xFF\xFF\xFF\xFF\xFF\xFF"}) {
    CAPTURE(word);
    CHECK(english.breaks(word).empty());
  }
  // A capital is a name's in English only.
  CHECK(hyphenated("de", "Algorithmus") == "Al-go-rith-mus");
  CHECK(hyphenated("de", "ALGORITHMUS") == "ALGORITHMUS");
  CHECK(hyphenated("de", "StringBuilder") == "StringBuilder");
}

TEST_CASE("a word that comes again is hyphenated as before, whatever was asked between") {
  Hyphenator english = staged::hyphenator("en");
  const std::vector<std::size_t> first = english.breaks("hyphenation");
  REQUIRE_FALSE(first.empty());
  CHECK(english.breaks("Hyphenation").empty());
  CHECK(english.breaks("Hyphenation", Hyphenator::Words::all) == first);
  CHECK(english.breaks("short").empty());
  for (int i = 0; i < 30'000; ++i) {
    // More words than are kept.
    std::string other = "abcdefgh";
    for (int n = i; n > 0; n /= 26) other += static_cast<char>('a' + n % 26);
    english.breaks(other);
  }
  CHECK(english.breaks("hyphenation") == first);
  CHECK(english.breaks("Hyphenation").empty());
}

TEST_CASE("patterns are opened once, when a word first needs them") {
  int opened = 0;
  Hyphenator hyphenator(
      [&]() -> Result<std::string> {
        ++opened;
        return "UTF-8\na1\n";
      },
      "xx");
  CHECK(hyphenator.breaks("aaa").empty());
  CHECK(hyphenator.breaks("a.aaaaaaaa").empty());
  CHECK(opened == 0);
  CHECK(hyphenator.breaks("aaaaaa") == std::vector<std::size_t>{2, 3});
  CHECK(hyphenator.breaks("aaaaaaa") == std::vector<std::size_t>{2, 3, 4});
  CHECK(opened == 1);
}

TEST_CASE("patterns that are missing or none hyphenate nothing") {
  int opened = 0;
  Hyphenator missing(
      [&]() -> Result<std::string> {
        ++opened;
        return failure("gone");
      },
      "xx");
  CHECK(missing.breaks("aaaaaaaa").empty());
  CHECK(missing.breaks("aaaaaaaa").empty());
  CHECK(opened == 1);
  for (const std::string& file :
       {std::string(), std::string("UTF-8"), std::string("\n\na1\n"), std::string("no-such-encoding\na1\n"),
        std::string("UTF-16\na1\n"), std::string("UTF-8\n1\n22\n%a1\n#a1\na1/a=,1,2\n\r\nNEXTLEVEL\n")}) {
    CAPTURE(file);
    CHECK(by_patterns(file, "aaaaaaaa") == "aaaaaaaa");
  }
  Hyphenator nothing;
  CHECK(nothing.breaks("aaaaaaaa").empty());
}

TEST_CASE("a file may have any form of line end and none at its end") {
  CHECK(by_patterns("UTF-8\r\na1\r\n", "aaaaaa") == "aa-a-aaa");
  CHECK(by_patterns("UTF-8\na1", "aaaaaa") == "aa-a-aaa");
  CHECK(by_patterns("UTF-8\nzz9zz\nNEXTLEVEL\na1", "aaaaaa") == "aa-a-aaa");
}

TEST_CASE("hyphens are libhyphen's, on words made of what patterns are made of") {
  // German takes libhyphen seconds to open; its two levels are seen to above. Of French, which has some
  // patterns twice, it loses memory, and the sanitizers would report it.
  const std::string language = GENERATE("en", "en-GB", "es", "it", "pt", "uk");
  CAPTURE(language);
  const auto files = staged::pattern_files();
  const PatternFile& patterns = *patterns_for(files, language);
  const Libhyphen libhyphen(patterns.file);
  Hyphenator hyphenator = staged::hyphenator(language);

  // Pieces of patterns make words that many patterns fit.
  const std::string bytes = io::read_file(staged::patterns_folder() / patterns.file).value();
  std::vector<std::string> pieces;
  for (std::size_t at = bytes.find('\n') + 1; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string piece = bytes.substr(at, end - at);
    at = end + 1;
    std::erase_if(piece, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    const bool letters = std::ranges::all_of(
        piece, [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
    if (!piece.empty() && letters) pieces.push_back(piece);
  }
  REQUIRE(pieces.size() > 100);
  std::mt19937 random(20261124);
  std::size_t hyphens = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string word;
    while (count_code_points(word) < 6) word += pieces[random() % pieces.size()];
    // Other marks than letters are not for a hyphenator to see.
    if (word.find("\u2019") != word.npos) continue;
    const std::string expected = libhyphen.hyphenated(word);
    hyphens += static_cast<std::size_t>(std::ranges::count(expected, '-'));
    REQUIRE(hyphenated(hyphenator, word) == expected);
  }
  CHECK(hyphens > 1000);
}
