#include "image/png_writer.hpp"

#include "base/deflate.hpp"
#include "image/row_deflate.hpp"

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

}  // namespace

std::string write_png(const PaletteImage& image) {
  std::string header;
  append_number(header, image.width);
  append_number(header, image.rows.count());
  header +=
      std::string_view("\2\3\0\0\0", 5);  // bits, colours of a palette; the usual packing, filters, order
  std::string palette;
  for (const Rgb& color : image.palette) palette.append(color.begin(), color.end());
  std::string out = "\x89PNG\r\n\x1a\n";
  append_chunk(out, "IHDR", header);
  append_chunk(out, "PLTE", palette);
  append_chunk(out, "IDAT", deflate_rows(image.rows));
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace pensum
