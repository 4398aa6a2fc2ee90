#include "base/sha1.hpp"

#include <bit>
#include <cstddef>
#include <string>

namespace pensum {

namespace {

constexpr std::size_t block_size = 64;

using State = std::array<std::uint32_t, 5>;

std::uint32_t big_endian(std::string_view four) {
  std::uint32_t value = 0;
  for (const char c : four) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

void take_block(State& state, std::string_view block) {
  std::array<std::uint32_t, 80> words;
  for (std::size_t t = 0; t < 16; ++t) words[t] = big_endian(block.substr(4 * t, 4));
  for (std::size_t t = 16; t < words.size(); ++t) {
    words[t] = std::rotl(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
  }
  auto [a, b, c, d, e] = state;
  for (std::size_t t = 0; t < words.size(); ++t) {
    std::uint32_t mixed = b ^ c ^ d;
    std::uint32_t constant = 0xCA62C1D6;
    if (t < 20) {
      mixed = (b & c) | (~b & d);
      constant = 0x5A827999;
    } else if (t < 40) {
      constant = 0x6ED9EBA1;
    } else if (t < 60) {
      mixed = (b & c) | (b & d) | (c & d);
      constant = 0x8F1BBCDC;
    }
    const std::uint32_t next = std::rotl(a, 5) + mixed + e + words[t] + constant;
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  const State taken{a, b, c, d, e};
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += taken[i];
}

}  // namespace

std::array<std::uint8_t, 20> sha1(std::string_view bytes) {
  State state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (; bytes.size() >= block_size; bytes.remove_prefix(block_size)) {
    take_block(state, bytes.substr(0, block_size));
  }
  std::string end(bytes);
  end += '\x80';
  while (end.size() % block_size != block_size - 8) end += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) end += static_cast<char>(bits >> shift & 0xFF);
  for (std::size_t at = 0; at < end.size(); at += block_size) {
    take_block(state, std::string_view(end).substr(at, block_size));
  }
  std::array<std::uint8_t, 20> digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)) & 0xFF);
  }
  return digest;
}

}  // namespace pensum
