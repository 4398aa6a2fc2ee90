#include "language/script.hpp"

#include <unicode/uscript.h>

#include <algorithm>

namespace pensum {

std::string script_name(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(character), &status);
  if (U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED ||
      script == USCRIPT_UNKNOWN)
    return {};
  std::string name = uscript_getName(script);
  std::ranges::replace(name, '_', ' ');
  return name;
}

}  // namespace pensum
