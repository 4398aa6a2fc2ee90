// Texts from anywhere made fit for a catalog.
#pragma once

#include <string>
#include <string_view>

namespace pensum::importing {

/// `text` as a catalog can hold it: UTF-8 without control characters, white space folded to single spaces,
/// none at the ends. Bytes that are not UTF-8 become U+FFFD.
std::string plain(std::string_view text);

/// `text` for comparing titles: plain, with capitals of ASCII as small letters.
std::string folded(std::string_view text);

/// `url` with what an address cannot hold written as %XX; empty where that makes no web address of it.
std::string web_address(std::string_view url);

}  // namespace pensum::importing
