#include "base/deflate.hpp"

#include <libdeflate.h>

#include <algorithm>

namespace pensum {
namespace {

template <auto bound, auto compress>
std::optional<std::string> packed(libdeflate_compressor* compressor, std::string_view bytes) {
  std::string out;
  out.resize_and_overwrite(bound(compressor, bytes.size()), [&](char* room, std::size_t size) {
    return compress(compressor, bytes.data(), bytes.size(), room, size);
  });
  if (out.empty()) return std::nullopt;
  return out;
}

template <auto decompress>
std::optional<std::string> unpacked(std::string_view bytes, std::size_t most) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (!decompressor) return std::nullopt;
  std::string out;
  // Its size is in none of the formats.
  for (std::size_t room = std::min(most, bytes.size() * 4 + 64);; room = std::min(most, room * 4)) {
    libdeflate_result result = LIBDEFLATE_BAD_DATA;
    std::size_t size = 0;
    out.resize_and_overwrite(room, [&](char* data, std::size_t) {
      result = decompress(decompressor.get(), bytes.data(), bytes.size(), data, room, &size);
      return result == LIBDEFLATE_SUCCESS ? size : 0;
    });
    if (result == LIBDEFLATE_SUCCESS) return out;
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == most) return std::nullopt;
  }
}

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

bool Deflater::ready() {
  if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(level_));
  return compressor_ != nullptr;
}

std::optional<std::string> Deflater::zlib(std::string_view bytes) {
  if (!ready()) return std::nullopt;
  return packed<libdeflate_zlib_compress_bound, libdeflate_zlib_compress>(compressor_.get(), bytes);
}

std::optional<std::string> Deflater::bare(std::string_view bytes) {
  if (!ready()) return std::nullopt;
  return packed<libdeflate_deflate_compress_bound, libdeflate_deflate_compress>(compressor_.get(), bytes);
}

std::optional<std::string> inflate_zlib(std::string_view bytes, std::size_t most) {
  return unpacked<libdeflate_zlib_decompress>(bytes, most);
}

std::uint32_t adler32(std::string_view bytes, std::uint32_t before) {
  return bytes.empty() ? before : libdeflate_adler32(before, bytes.data(), bytes.size());
}

std::uint32_t crc32(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace pensum
