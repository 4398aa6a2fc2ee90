#include "image/png_writer.hpp"

#include "base/deflate.hpp"
#include "image/row_deflate.hpp"
#include "image/same_bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

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

/// The rows, each behind a zero: none is written as its difference from another.
template <unsigned bits>
class PackedRows {
 public:
  explicit PackedRows(const PaletteImage& image)
      : image_(image), size_(1 + (image.rows.front().size() * bits + 7) / 8) {
    views_.reserve(image.rows.size());
    for (std::size_t y = 0; y < image.rows.size(); ++y) add(y);
  }

  std::span<const std::string_view> views() const { return views_; }

 private:
  void add(std::size_t y) {
    const std::string_view row = image_.rows[y];
    const std::string_view above = y == 0 ? std::string_view() : image_.rows[y - 1];
    if (row.data() != above.data()) pack(row, above);
    views_.emplace_back(packed_.back());
  }

  /// What is the same as above, as most is, is copied from there.
  void pack(std::string_view row, std::string_view above) {
    const bool first = above.empty();
    std::string packed = first ? std::string(size_, '\0') : packed_.back();
    for (std::size_t x = 0; x < row.size(); x += in_a_byte) {
      if (!first) {
        x += same_bytes(&row[x], &above[x], row.size() - x);
        x -= x % in_a_byte;
        if (x >= row.size()) break;
      }
      const std::size_t rest = row.size() - x;
      packed[1 + x / in_a_byte] = rest >= in_a_byte ? byte_of(&row[x], in_a_byte) : byte_of(&row[x], rest);
    }
    packed_.push_back(std::move(packed));
  }

  char byte_of(const char* pixels, std::size_t count) const {
    unsigned byte = 0;
    for (std::size_t i = 0; i < count; ++i)
      byte = byte << bits | image_.positions[static_cast<unsigned char>(pixels[i])];
    return static_cast<char>(byte << (in_a_byte - count) * bits);
  }

  static constexpr std::size_t in_a_byte = 8 / bits;

  const PaletteImage& image_;
  std::size_t size_;
  std::deque<std::string> packed_;
  std::vector<std::string_view> views_;
};

template <unsigned bits>
std::string deflated(const PaletteImage& image) {
  return deflate_rows(PackedRows<bits>(image).views());
}

}  // namespace

std::string write_png(const PaletteImage& image) {
  const unsigned bits = bits_for(image.palette.size());
  std::string header;
  append_number(header, image.rows.front().size());
  append_number(header, image.rows.size());
  header += static_cast<char>(bits);
  header += std::string_view("\3\0\0\0", 4);  // colours of a palette; the usual packing, filters and order
  std::string palette;
  for (const Rgb& color : image.palette) palette.append(color.begin(), color.end());
  std::string out = "\x89PNG\r\n\x1a\n";
  append_chunk(out, "IHDR", header);
  append_chunk(out, "PLTE", palette);
  append_chunk(out, "IDAT",
               bits == 1   ? deflated<1>(image)
               : bits == 2 ? deflated<2>(image)
                           : deflated<4>(image));
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace pensum
