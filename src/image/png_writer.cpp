#include "image/png_writer.hpp"

#include "base/deflate.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pensum {

namespace {

void append_number(std::string& out, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

/// A chunk: its length, its type, what it holds, and a checksum of both.
void append_chunk(std::string& out, std::string_view type, std::string_view bytes) {
  append_number(out, bytes.size());
  const std::size_t first = out.size();
  out += type;
  out += bytes;
  append_number(out, crc32(std::string_view(out).substr(first)));
}

/// Rows of four or eight bits a pixel, each behind a zero: none is said as its difference from another, which
/// would gain nothing where colours are few.
std::string rows(const PaletteImage& image, bool half) {
  const std::size_t width = half ? (image.width + std::size_t{1}) / 2 : image.width;
  std::string rows;
  rows.reserve((width + 1) * image.height);
  std::string_view pixels = image.pixels;
  for (std::uint32_t y = 0; y < image.height; ++y, pixels.remove_prefix(image.width)) {
    rows += '\0';
    if (!half) {
      rows += pixels.substr(0, image.width);
      continue;
    }
    for (std::size_t x = 0; x < image.width; x += 2) {
      const int right = x + 1 < image.width ? pixels[x + 1] : 0;
      rows += static_cast<char>(pixels[x] << 4 | right);
    }
  }
  return rows;
}

}  // namespace

Result<std::string> write_png(const PaletteImage& image) {
  const bool half = image.palette.size() <= 16;
  Deflater deflater;
  const std::optional<std::string> packed = deflater.zlib(rows(image, half));
  if (!packed) return failure("the picture cannot be written: memory ran out");
  std::string header;
  append_number(header, image.width);
  append_number(header, image.height);
  header += half ? '\4' : '\x08';
  header += std::string_view("\3\0\0\0", 4);  // colours of a palette; the usual packing, filters and order
  std::string palette;
  for (const Rgb& color : image.palette) palette.append(color.begin(), color.end());
  std::string out = "\x89PNG\r\n\x1a\n";
  append_chunk(out, "IHDR", header);
  append_chunk(out, "PLTE", palette);
  append_chunk(out, "IDAT", *packed);
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace pensum
