#include "language/same_language.hpp"

#include <unicode/locid.h>

#include <cstdint>

namespace pensum {
namespace {

icu::Locale locale_of(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale =
      icu::Locale::forLanguageTag({tag.data(), static_cast<std::int32_t>(tag.size())}, status);
  locale.canonicalize(status);  // old tags, such as iw for he
  return locale;
}

icu::Locale filled_in(icu::Locale locale) {
  UErrorCode status = U_ZERO_ERROR;
  locale.addLikelySubtags(status);
  return locale;
}

}  // namespace

bool same_language(std::string_view one, std::string_view other) {
  if (one == other) return true;
  const icu::Locale first = locale_of(one);
  const icu::Locale second = locale_of(other);
  const std::string_view region = first.getCountry();
  const std::string_view other_region = second.getCountry();
  if (!region.empty() && !other_region.empty() && region != other_region) return false;
  const icu::Locale full = filled_in(first);
  const icu::Locale other_full = filled_in(second);
  return std::string_view(full.getLanguage()) == other_full.getLanguage() &&
         std::string_view(full.getScript()) == other_full.getScript();
}

}  // namespace pensum
