#include "pdf/digest.hpp"

#include <nettle/md5.h>

namespace pensum::pdf {

struct Digest::State {
  md5_ctx context;
};

Digest::Digest() : state_(std::make_unique<State>()) { md5_init(&state_->context); }
Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
  md5_update(&state_->context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::array<std::uint8_t, 16> Digest::finish() {
  std::array<std::uint8_t, 16> result{};
  md5_digest(&state_->context, result.size(), result.data());
  return result;
}

std::array<std::uint8_t, 16> digest(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.finish();
}

}  // namespace pensum::pdf
