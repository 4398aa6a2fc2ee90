#include "base/content_hash.hpp"

#include <xxhash.h>

namespace pensum {

ContentHash content_hash(std::string_view bytes, std::uint64_t seed) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
  return {.low = hash.low64, .high = hash.high64};
}

}  // namespace pensum
