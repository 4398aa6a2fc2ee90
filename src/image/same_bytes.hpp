// Where two strings of bytes begin to differ.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pensum {

/// How many bytes `a` and `b` begin with are the same, of `size`.
inline std::size_t same_bytes(const char* a, const char* b, std::size_t size) {
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::memcpy(&left, a + at, 8);
    std::memcpy(&right, b + at, 8);
    if (left == right) continue;
    if constexpr (std::endian::native == std::endian::little)
      return at + static_cast<std::size_t>(std::countr_zero(left ^ right)) / 8;
    break;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at;
}

}  // namespace pensum
