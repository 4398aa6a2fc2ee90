// Deflate (RFC 1951), bare as ZIP containers hold it and in the zlib wrapper (RFC 1950) of PDF's
// FlateDecode filter, over libdeflate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;
struct libdeflate_decompressor;

namespace pensum {

/// Compresses one string after another with one set of buffers. One Deflater a thread.
class Deflater {
 public:
  /// On texts of plans level 6 comes within half a percent of level 9, in a third of its time.
  static constexpr int usual_level = 6;
  /// Makes what is packed larger by a twentieth, in half the time of the usual level.
  static constexpr int quick_level = 1;

  /// `level` is from 1, quick, to 12, small.
  explicit Deflater(int level = usual_level) : level_(level) {}

  /// Both give nothing if memory runs out.
  std::optional<std::string> zlib(std::string_view bytes);
  std::optional<std::string> bare(std::string_view bytes);

  /// As bare, but without an end: whole bytes, behind which more of a stream can follow. It refers to nothing
  /// before it. Takes a third more time. Nothing if memory runs out.
  std::optional<std::string> unended(std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  bool ready();
  /// What `compress` makes of `bytes`, which may need room as `bound` says.
  template <auto bound, auto compress>
  std::optional<std::string> packed(std::string_view bytes);
  /// Whether `stream` is one of `bytes`, by the decompressor, which is there.
  bool gives(std::string_view stream, std::string_view bytes);

  int level_;
  std::unique_ptr<libdeflate_compressor, Free> compressor_;      // made when first needed
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;  // so is this
  std::unique_ptr<char[]> room_;  // and this: short streams are made here, and take no more than they need
};

/// `bare` in the zlib wrapper, as `Deflater::zlib` of that level gives it for `bytes`, of which it is the
/// stream.
std::string in_zlib(std::string_view bare, std::string_view bytes, int level);

/// What `Deflater::zlib` packed; nothing where the bytes are broken, or would unpack to more than `most`
/// bytes.
std::optional<std::string> inflate_zlib(std::string_view bytes, std::size_t most);

/// The Adler-32 of the zlib wrapper, of `bytes` behind those that `before` is of.
std::uint32_t adler32(std::string_view bytes = {}, std::uint32_t before = 1);

/// The CRC-32 of `bytes` as ZIP containers store it, behind those that `before` is of.
std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0);

/// The CRC-32 of bytes of which `first` is that of the first ones and `second` that of the last `size` ones.
std::uint32_t crc32_of_both(std::uint32_t first, std::uint32_t second, std::uint64_t size);

}  // namespace pensum
