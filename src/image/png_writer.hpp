// PNG files of a few colours (PNG, 2nd edition, §4 to §11), for pictures of flat areas and letters.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pensum {

/// Red, green and blue, in sRGB.
using Rgb = std::array<std::uint8_t, 3>;

/// Where in a palette each value of a pixel is.
using Positions = std::array<std::uint8_t, 256>;

/// A picture in the colours of a palette.
struct PaletteImage {
  std::span<const Rgb> palette;  ///< up to 16 colours: a pixel takes 1, 2 or 4 bits, as many as they need
  const Positions& positions;
  /// From the top, a byte a pixel, all of one width. Rows that are one and the same string cost nothing.
  std::span<const std::string_view> rows;
};

/// The bytes of a PNG file, the same for the same picture.
std::string write_png(const PaletteImage& image);

}  // namespace pensum
