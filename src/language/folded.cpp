#include "language/folded.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace pensum {

std::string folded_case(std::string_view text) {
  const icu::UnicodeString string =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::UnicodeString folded = folding == nullptr ? string : folding->normalize(string, status);
  if (U_FAILURE(status)) folded = string;  // without its data, letters are compared as they are
  std::string out;
  return folded.toUTF8String(out);
}

}  // namespace pensum
