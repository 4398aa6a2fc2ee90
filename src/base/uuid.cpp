#include "base/uuid.hpp"

#include "base/sha1.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace pensum {

namespace {

// pensum's namespace, a random UUID made once: 7c1f4b3e-5a0d-4d62-9b8e-3f6a2c90d751.
constexpr std::string_view name_space = "\x7c\x1f\x4b\x3e\x5a\x0d\x4d\x62\x9b\x8e\x3f\x6a\x2c\x90\xd7\x51";

}  // namespace

std::string content_uuid(std::string_view content) {
  std::string named(name_space);
  named += content;
  std::array<std::uint8_t, 20> digest = sha1(named);
  digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0F) | 0x50);
  digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", digest[i]);
  }
  return text;
}

}  // namespace pensum
