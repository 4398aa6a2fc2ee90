// Whether two tags name one language.
#pragma once

#include <string_view>

namespace pensum {

/// Whether what is in one language can stand unmarked in the other: both are the same language in the same
/// script, and in the same region where both name one. So "en" and "en-GB" are, "zh" and "zh-Hant" or
/// "pt-PT" and "pt-BR" are not.
bool same_language(std::string_view one, std::string_view other);

}  // namespace pensum
