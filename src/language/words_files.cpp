#include "language/words_files.hpp"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace pensum {
namespace {

struct Row {
  std::string_view key;
  std::string_view value;
};
std::string_view value_of(std::span<const Row> rows, std::string_view key) {
  const auto row = std::ranges::find(rows, key, &Row::key);
  return row == rows.end() ? std::string_view() : row->value;
}

/// Where a language has a file for several regions: which one the other regions take.
constexpr std::array elsewhere{Row{"pt", "pt-PT"}};
/// Names of a language that ICU does not take for one another.
constexpr std::array same_language{Row{"no", "nb"}};

std::string name_of(const icu::Locale& language, const icu::Locale& in) {
  std::array contexts{UDISPCTX_DIALECT_NAMES, UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
  const std::unique_ptr<icu::LocaleDisplayNames> names(icu::LocaleDisplayNames::createInstance(
      in, contexts.data(), static_cast<std::int32_t>(contexts.size())));
  icu::UnicodeString name;
  std::string text;
  return names->localeDisplayName(language, name).toUTF8String(text);
}

}  // namespace

const WordsFile& words_for(std::string_view tag, std::span<const WordsFile> files) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale =
      icu::Locale::forLanguageTag({tag.data(), static_cast<std::int32_t>(tag.size())}, status);
  locale.canonicalize(status);  // old tags, such as iw for he
  locale.addLikelySubtags(status);
  if (U_FAILURE(status) || locale.isBogus()) return files.front();
  std::string_view language = locale.getLanguage();
  if (const std::string_view other = value_of(same_language, language); !other.empty()) language = other;

  const std::string_view others = value_of(elsewhere, language);
  const WordsFile* best = nullptr;
  for (const WordsFile& file : files) {
    if (file.language != language || std::string_view(file.script) != locale.getScript()) continue;
    if (std::string_view(file.region) == locale.getCountry()) return file;
    if (best == nullptr || file.tag == others) best = &file;
  }
  return best == nullptr ? files.front() : *best;
}

std::vector<LanguageWithWords> languages_with_words() {
  std::vector<LanguageWithWords> languages;
  for (const WordsFile& file : words_files()) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(file.tag, status);
    languages.push_back({file.tag, name_of(locale, locale), name_of(locale, icu::Locale::getEnglish())});
  }
  return languages;
}

}  // namespace pensum
