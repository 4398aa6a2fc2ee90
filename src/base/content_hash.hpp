// What tells bytes from others without keeping them (XXH3, 128 bits): where nobody gains by forging some.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pensum {

struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const ContentHash&, const ContentHash&) = default;

  /// For tables.
  struct Fold {
    std::size_t operator()(const ContentHash& hash) const { return hash.low; }
  };
};

/// The same bytes have another hash with another `seed`.
ContentHash content_hash(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace pensum
