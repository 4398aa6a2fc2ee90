#include "language/words_files.hpp"

#include "base/utf8.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

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

TEST_CASE("names of languages tell regions and scripts apart") {
  const std::vector<LanguageWithWords> languages = languages_with_words();
  const auto names = [&](std::string_view tag) {
    const auto found = std::ranges::find(languages, tag, &LanguageWithWords::tag);
    REQUIRE(found != languages.end());
    return found->own_name + " | " + found->english_name;
  };
  CHECK(names("de") == "Deutsch | German");
  CHECK(names("pt-BR") == "Português (Brasil) | Brazilian Portuguese");
  CHECK(names("zh-Hant") == "繁體中文 | Traditional Chinese");
  CHECK(names("ar") == "العربية | Arabic");
}

TEST_CASE("every sentence of every language can be made") {
  for (const WordsFile& file : words_files()) {
    CAPTURE(file.tag);
    const message::Words words = words_of(file);
    CHECK(words.count > 150);
    std::size_t length = 0;
    for (const std::int64_t number : {0, 1, 2, 5, 11, 22, 100, 1'000'000}) {
      const std::vector<message::Argument> arguments(16, word::Count(number));
      for (std::size_t id = 0; id < words.count; ++id) {
        const std::string sentence = message::say(words, id, arguments, Digits(), TextForm::isolated);
        CHECK(find_invalid_utf8(sentence) == std::string::npos);
        length += sentence.size();
      }
    }
    CHECK(length > 1000);
  }
}
