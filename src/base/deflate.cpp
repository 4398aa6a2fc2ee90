#include "base/deflate.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>

namespace pensum {
namespace {

/// Of no bytes.
constexpr std::string_view empty_stream("\3\0", 2);

constexpr std::size_t room_for_short = std::size_t{64} << 10;

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

void Deflater::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

bool Deflater::ready() {
  if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(level_));
  return compressor_ != nullptr;
}

template <auto bound, auto compress>
std::optional<std::string> Deflater::packed(std::string_view bytes) {
  if (!ready()) return std::nullopt;
  const auto pack = [&](char* room, std::size_t size) {
    return compress(compressor_.get(), bytes.data(), bytes.size(), room, size);
  };
  const std::size_t most = bound(compressor_.get(), bytes.size());
  std::string out;
  if (most <= room_for_short) {
    if (!room_) room_ = std::make_unique_for_overwrite<char[]>(room_for_short);
    out.assign(room_.get(), pack(room_.get(), room_for_short));
  } else {
    out.resize_and_overwrite(most, pack);
  }
  if (out.empty()) return std::nullopt;
  return out;
}

std::optional<std::string> Deflater::zlib(std::string_view bytes) {
  return packed<libdeflate_zlib_compress_bound, libdeflate_zlib_compress>(bytes);
}

std::optional<std::string> Deflater::bare(std::string_view bytes) {
  return packed<libdeflate_deflate_compress_bound, libdeflate_deflate_compress>(bytes);
}

std::optional<std::string> Deflater::unended(std::string_view bytes) {
  std::optional<std::string> stream = bare(bytes);
  if (!stream) return std::nullopt;
  // A block's first bit says whether it is the last.
  char& first = stream->front();
  if ((static_cast<unsigned char>(first) & 1U) == 0) {
    std::optional<std::string> half = unended(bytes.substr(0, bytes.size() / 2));
    const std::optional<std::string> other = unended(bytes.substr(bytes.size() / 2));
    if (!half || !other) return std::nullopt;
    return *half + *other;
  }
  first = static_cast<char>(static_cast<unsigned char>(first) & ~1U);
  // Then comes an empty block of bytes as they are: three bits of zero, and its length from the next whole
  // byte on. The bits may have room in the last byte, which ends with zeros; the stream can be read if they
  // have.
  constexpr std::string_view no_bytes("\0\0\xFF\xFF", 4);
  if (!decompressor_) decompressor_.reset(libdeflate_alloc_decompressor());
  if (!decompressor_) return std::nullopt;
  if (!gives(*stream + std::string(no_bytes) + std::string(empty_stream), bytes)) *stream += '\0';
  return stream->append(no_bytes);
}

bool Deflater::gives(std::string_view stream, std::string_view bytes) {
  std::string room(bytes.size(), '\0');
  return libdeflate_deflate_decompress(decompressor_.get(), stream.data(), stream.size(), room.data(),
                                       room.size(), nullptr) == LIBDEFLATE_SUCCESS &&
         room == bytes;
}

std::string in_zlib(std::string_view bare, std::string_view bytes, int level) {
  // RFC 1950 §2.2: deflate with a window of 32 KB, about which level, and a check of both bytes.
  const unsigned about = level < 2 ? 0U : level < 6 ? 1U : level < 8 ? 2U : 3U;
  unsigned header = 0x7800U | about << 6;
  header += 31 - header % 31;
  std::string made;
  made.reserve(bare.size() + 6);
  const auto append = [&made](std::uint32_t value, int bytes_of_it) {
    while (bytes_of_it-- > 0) made += static_cast<char>(value >> 8 * bytes_of_it & 0xFF);
  };
  append(header, 2);
  made += bare;
  append(adler32(bytes), 4);
  return made;
}

std::optional<std::string> inflate_zlib(std::string_view bytes, std::size_t most) {
  return unpacked<libdeflate_zlib_decompress>(bytes, most);
}

std::uint32_t adler32(std::string_view bytes, std::uint32_t before) {
  return bytes.empty() ? before : libdeflate_adler32(before, bytes.data(), bytes.size());
}

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
  return libdeflate_crc32(before, bytes.data(), bytes.size());
}

std::uint32_t crc32_of_both(std::uint32_t first, std::uint32_t second, std::uint64_t size) {
  return static_cast<std::uint32_t>(::crc32_combine(first, second, static_cast<z_off_t>(size)));
}

}  // namespace pensum
