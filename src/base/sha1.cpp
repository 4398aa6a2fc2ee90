#include "base/sha1.hpp"

#include <nettle/sha1.h>

namespace pensum {

std::array<std::uint8_t, 20> sha1(std::string_view bytes) {
  sha1_ctx state;
  sha1_init(&state);
  sha1_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, 20> digest{};
  sha1_digest(&state, digest.size(), digest.data());
  return digest;
}

}  // namespace pensum
