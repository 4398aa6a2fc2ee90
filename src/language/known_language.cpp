#include "language/known_language.hpp"

#include "base/language_tag.hpp"
#include "base/spelling.hpp"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace pensum {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string first_part(std::string_view tag) { return lower(tag.substr(0, tag.find('-'))); }

/// The code that CLDR has for a language that another code names, too.
std::string canonical(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
  icu::Locale same = locale;
  same.canonicalize(status);
  return U_SUCCESS(status) ? same.getLanguage() : language;
}

/// The language that is spoken most in the region `code`; empty where there is no such region.
std::string language_of_region(std::string_view code) {
  const std::string id = "und_" + std::string(code);
  if (std::strlen(uloc_getISO3Country(id.c_str())) == 0) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale(id.c_str());
  locale.addLikelySubtags(status);
  const std::string language = U_SUCCESS(status) ? locale.getLanguage() : "";
  return language == "und" ? std::string() : language;
}

std::string name_of(const icu::Locale& language, const icu::Locale& in) {
  icu::UnicodeString name;
  std::string text;
  language.getDisplayLanguage(in, name);
  return name.foldCase().toUTF8String(text);
}

/// The language that is called `name`, in English or in itself, or nearly so in English.
std::string language_called(std::string_view name) {
  icu::UnicodeString folded =
      icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
  std::string wanted;
  folded.foldCase().toUTF8String(wanted);
  std::vector<std::string> names;
  std::vector<std::string> codes;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    const icu::Locale language(*code);
    names.push_back(name_of(language, icu::Locale::getEnglish()));
    codes.emplace_back(*code);
    if (names.back() == wanted || name_of(language, language) == wanted) return *code;
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view near = nearest(wanted, views);
  if (near.empty()) return {};
  return codes[static_cast<std::size_t>(std::ranges::find(names, near) - names.begin())];
}

/// “de_DE.UTF-8” as “de-DE”.
std::string from_locale(std::string_view name) {
  std::string tag(name.substr(0, name.find_first_of(".@")));
  std::ranges::replace(tag, '_', '-');
  return tag;
}

}  // namespace

bool is_known_language(std::string_view tag) {
  if (!is_language_tag(tag)) return false;
  const std::string language = first_part(tag);
  if (language.size() == 1) return true;
  if (language.size() == 2) return std::strlen(uloc_getISO3Language(language.c_str())) > 0;
  return language.size() == 3 && canonical(language).size() != 2;
}

std::string language_hint(std::string_view tag) {
  const auto did_you_mean = [](const std::string& other) { return "did you mean “" + other + "”?"; };
  if (const std::string other = from_locale(tag); other != tag && is_known_language(other))
    return did_you_mean(other);
  constexpr std::size_t longest_name = 64;
  if (!tag.empty() && tag.size() <= longest_name) {
    const std::string language = first_part(tag);
    if (is_language_tag(tag) && language.size() == 3) {
      if (const std::string other = canonical(language); other.size() == 2)
        return did_you_mean(other + std::string(tag.substr(language.size())));
    }
    if (tag.size() == 2) {
      if (const std::string other = language_of_region(tag); !other.empty()) return did_you_mean(other);
    } else if (const std::string other = language_called(tag); !other.empty()) {
      return did_you_mean(other);
    }
  }
  return "write a BCP 47 tag such as en, de-CH or pt-BR";
}

}  // namespace pensum
