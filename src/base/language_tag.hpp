#pragma once

#include <string_view>

namespace pensum {

/// Whether `tag` has the form of a BCP 47 language tag: parts of 1–8 letters or digits, the first
/// of 2–8 letters (or x or i, for private and old tags).
bool is_language_tag(std::string_view tag);

}  // namespace pensum
