#include "language/words_files.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

namespace {

constexpr WordsFile files[] = {
    {"en", "en", "Latn", "US", 0},      {"de", "de", "Latn", "DE", 0},      {"fa", "fa", "Arab", "IR", 0},
    {"he", "he", "Hebr", "IL", 0},      {"id", "id", "Latn", "ID", 0},      {"nb", "nb", "Latn", "NO", 0},
    {"pt-BR", "pt", "Latn", "BR", 0},   {"pt-PT", "pt", "Latn", "PT", 0},   {"sr", "sr", "Cyrl", "RS", 0},
    {"zh-Hans", "zh", "Hans", "CN", 0}, {"zh-Hant", "zh", "Hant", "TW", 0},
};

std::string words(std::string_view tag) { return words_for(tag, files).tag; }

}  // namespace

TEST_CASE("a reader gets the words of the own language and script, if possible of the own region") {
  CHECK(words("de") == "de");
  CHECK(words("de-AT") == "de");
  CHECK(words("DE-ch-1996") == "de");
  CHECK(words("pt") == "pt-BR");
  CHECK(words("pt-BR") == "pt-BR");
  CHECK(words("pt-PT") == "pt-PT");
  CHECK(words("pt-AO") == "pt-PT");
  CHECK(words("zh") == "zh-Hans");
  CHECK(words("zh-SG") == "zh-Hans");
  CHECK(words("zh-TW") == "zh-Hant");
  CHECK(words("zh-HK") == "zh-Hant");
  CHECK(words("zh-Hant-MO") == "zh-Hant");
  CHECK(words("sr-Cyrl-BA") == "sr");
  CHECK(words("fa-AF") == "fa");
  CHECK(words("fa-u-nu-latn") == "fa");
}

TEST_CASE("old tags are those of today's languages") {
  CHECK(words("iw") == "he");
  CHECK(words("in") == "id");
  CHECK(words("no") == "nb");
}

TEST_CASE("languages and scripts without words get English ones") {
  for (const char* tag : {"en-US", "fr", "sr-Latn", "xx", "", "not a tag", "i-klingon", "zxx", "nn"}) {
    CAPTURE(tag);
    CHECK(words(tag) == "en");
  }
}

TEST_CASE("languages with words have names, in themselves and in English") {
  const std::vector<LanguageWithWords> languages = languages_with_words();
  REQUIRE(languages.size() == words_files().size());
  CHECK(languages[0].tag == "en");
  CHECK(languages[0].own_name == "English");
  CHECK(languages[0].english_name == "English");
  for (const LanguageWithWords& language : languages) {
    CAPTURE(language.tag);
    CHECK(words_for(language.tag).tag == language.tag);
    CHECK_FALSE(language.own_name.empty());
    CHECK(language.english_name != language.tag);
  }
}
