// A digest of bytes, to name content by: by Nettle, as fast as the processor can.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pensum {

/// The SHA-1 digest of `bytes` (RFC 3174): a name for content, not a protection.
std::array<std::uint8_t, 20> sha1(std::string_view bytes);

}  // namespace pensum
