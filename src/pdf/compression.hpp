// Deflate as PDF's FlateDecode filter expects it (a zlib stream), and the digest that names a file.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::pdf {

/// Compresses one string after another with one set of buffers.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;

  /// `bytes` as a zlib stream, or nothing if memory runs out.
  std::optional<std::string> deflate(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The MD5 digest of `bytes` (RFC 1321): a name for content, not a protection.
std::array<std::uint8_t, 16> digest(std::string_view bytes);

}  // namespace pensum::pdf
