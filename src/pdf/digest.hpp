// The digest that names a file's content.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pensum::pdf {

/// The MD5 digest of `bytes` (RFC 1321): a name for content, not a protection.
std::array<std::uint8_t, 16> digest(std::string_view bytes);

}  // namespace pensum::pdf
