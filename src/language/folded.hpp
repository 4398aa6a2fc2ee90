// Text compared without regard to the case of its letters.
#pragma once

#include <string>
#include <string_view>

namespace pensum {

/// `text` in the form in which texts are equal that differ in case or in how characters are composed
/// (Unicode's NFKC_Casefold): "Straße" and "STRASSE" are "strasse". Bytes that are not UTF-8 become U+FFFD.
std::string folded_case(std::string_view text);

}  // namespace pensum
