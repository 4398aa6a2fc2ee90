#include "image/png_writer.hpp"

#include "base/deflate.hpp"

#include <algorithm>
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

/// The bits that a pixel of so many colours takes.
unsigned bits_for(std::size_t colors) { return colors <= 2 ? 1 : colors <= 4 ? 2 : 4; }

/// Writes `pixels` with `bits` each to `out`; returns where they end.
char* write_pixels(char* out, std::string_view pixels, unsigned bits, const Positions& positions) {
  const std::size_t in_a_byte = 8 / bits;
  for (; !pixels.empty(); pixels.remove_prefix(std::min(in_a_byte, pixels.size()))) {
    const std::string_view here = pixels.substr(0, in_a_byte);
    unsigned byte = 0;
    for (const char pixel : here) byte = byte << bits | positions[static_cast<unsigned char>(pixel)];
    *out++ = static_cast<char>(byte << (in_a_byte - here.size()) * bits);
  }
  return out;
}

/// The rows, each behind a zero: none is written as its difference from another, which would gain nothing
/// where colours are few. What is the same as above, as most is, is copied from there.
std::string rows(const PaletteImage& image, unsigned bits) {
  constexpr std::size_t step = 32;  // pixels that begin and end with a byte
  const std::size_t size = 1 + (std::size_t{image.width} * bits + 7) / 8;
  std::string rows(size * image.height, '\0');
  char* out = rows.data();
  std::string_view above;
  for (std::size_t y = 0; y < image.height; ++y) {
    const std::string_view row = image.pixels.substr(y * image.width, image.width);
    if (row == above) {
      out = std::copy_n(out - size, size, out);
      continue;
    }
    ++out;
    for (std::size_t x = 0; x < row.size(); x += step) {
      const std::string_view pixels = row.substr(x, step);
      if (y > 0 && pixels == above.substr(x, step)) {
        out = std::copy_n(out - size, (pixels.size() * bits + 7) / 8, out);
      } else {
        out = write_pixels(out, pixels, bits, image.positions);
      }
    }
    above = row;
  }
  return rows;
}

}  // namespace

Result<std::string> write_png(const PaletteImage& image) {
  const unsigned bits = bits_for(image.palette.size());
  // Flat areas pack well at any level: on covers level 6 saves an eighth of the file, for twice the time.
  Deflater deflater(1);
  const std::optional<std::string> packed = deflater.zlib(rows(image, bits));
  if (!packed) return failure("the picture cannot be written: memory ran out");
  std::string header;
  append_number(header, image.width);
  append_number(header, image.height);
  header += static_cast<char>(bits);
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
