#include "pdf/digest.hpp"

#include <xxhash.h>

#include <algorithm>
#include <new>

namespace pensum::pdf {

struct Digest::State {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> hash{XXH3_createState()};
};

Digest::Digest() : state_(std::make_unique<State>()) {
  if (!state_->hash) throw std::bad_alloc();
  XXH3_128bits_reset(state_->hash.get());
}
Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
  XXH3_128bits_update(state_->hash.get(), bytes.data(), bytes.size());
}

std::array<std::uint8_t, 16> Digest::finish() {
  XXH128_canonical_t sum;
  XXH128_canonicalFromHash(&sum, XXH3_128bits_digest(state_->hash.get()));
  std::array<std::uint8_t, 16> result{};
  std::ranges::copy(sum.digest, result.begin());
  return result;
}

std::array<std::uint8_t, 16> digest(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.finish();
}

}  // namespace pensum::pdf
