// Addresses that texts link to.
#pragma once

#include <string>
#include <string_view>

namespace pensum::importing {

/// Whether `url` begins with http:// or https://.
bool is_web_address(std::string_view url);

/// Whether `url` leads to a place in its own text.
bool leads_within(std::string_view url);

/// `link` as a web address: itself, or resolved against `base` as browsers do where it is relative. Empty
/// where it is none: relative without a base, a place in the text, a mail
/// address. Blanks and control characters are written as %XX.
std::string web_address_of(std::string_view link, std::string_view base);

}  // namespace pensum::importing
