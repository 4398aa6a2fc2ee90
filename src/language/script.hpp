// The script that a character belongs to.
#pragma once

#include <string>

namespace pensum {

/// Its name in English, such as "Hangul"; empty for signs that no script has to itself.
std::string script_name(char32_t character);

}  // namespace pensum
