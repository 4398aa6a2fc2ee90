#include "pdf/digest.hpp"

#include <hpdf_encrypt.h>

#include <cstddef>

namespace pensum::pdf {

struct Digest::State {
  HPDF_MD5_CTX context;
};

Digest::Digest() : state_(std::make_unique<State>()) { HPDF_MD5Init(&state_->context); }
Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
  constexpr std::size_t step = std::size_t{1} << 20;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const std::string_view part = bytes.substr(at, step);
    HPDF_MD5Update(&state_->context, reinterpret_cast<const HPDF_BYTE*>(part.data()),
                   static_cast<HPDF_UINT32>(part.size()));
  }
}

std::array<std::uint8_t, 16> Digest::finish() {
  std::array<std::uint8_t, 16> result{};
  HPDF_MD5Final(result.data(), &state_->context);
  return result;
}

std::array<std::uint8_t, 16> digest(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.finish();
}

}  // namespace pensum::pdf
