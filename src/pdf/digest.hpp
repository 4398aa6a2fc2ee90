// The digest that names a file's content.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace pensum::pdf {

/// The XXH3 hash of 128 bits of bytes that come in parts, made many times as fast as a cryptographic one: a
/// name for content, not a protection.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::string_view bytes);
  /// The end: nothing can be added after it.
  std::array<std::uint8_t, 16> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// That of `bytes`.
std::array<std::uint8_t, 16> digest(std::string_view bytes);

}  // namespace pensum::pdf
