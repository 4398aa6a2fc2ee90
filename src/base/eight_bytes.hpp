// Eight bytes of a text at once, as a number: what most texts do not hold is looked for in this way.
#pragma once

#include <cstdint>
#include <cstring>

namespace pensum::eight_bytes {

inline constexpr std::uint64_t each = 0x0101010101010101;
inline constexpr std::uint64_t high = each * 0x80;

/// So many bytes must be there.
inline std::uint64_t at(const char* bytes) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight;
}

constexpr bool are_ascii(std::uint64_t bytes) { return (bytes & high) == 0; }

/// The highest bit of each byte that is below `n`, which is at most 128, or that is `c`. Above them there may
/// be more.
constexpr std::uint64_t below(std::uint64_t bytes, std::uint64_t n) {
  return (bytes - each * n) & ~bytes & high;
}
constexpr std::uint64_t is(std::uint64_t bytes, char c) {
  return below(bytes ^ (each * static_cast<unsigned char>(c)), 1);
}

/// The highest bit of each byte that is `c`, and no others.
constexpr std::uint64_t is_just(std::uint64_t bytes, char c) {
  const std::uint64_t other = bytes ^ (each * static_cast<unsigned char>(c));
  return ~(((other & ~high) + ~high) | other) & high;
}

}  // namespace pensum::eight_bytes
