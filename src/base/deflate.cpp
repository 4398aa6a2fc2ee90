#include "base/deflate.hpp"

#include <libdeflate.h>

namespace pensum {
namespace {

// On texts of this kind level 6 comes within half a percent of level 9, in a third of its time.
constexpr int level = 6;

template <auto bound, auto compress>
std::optional<std::string> packed(libdeflate_compressor* compressor, std::string_view bytes) {
  std::string out(bound(compressor, bytes.size()), '\0');
  const std::size_t size = compress(compressor, bytes.data(), bytes.size(), out.data(), out.size());
  if (size == 0) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

bool Deflater::ready() {
  if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(level));
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

std::uint32_t crc32(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace pensum
