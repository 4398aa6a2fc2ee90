// PNG files of four colours (PNG, 2nd edition, §4 to §11), for pictures of flat areas and letters.
#pragma once

#include "image/rows.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace pensum {

/// Red, green and blue, in sRGB.
using Rgb = std::array<std::uint8_t, 3>;

/// How many bytes a row of `width` pixels takes: a zero, since none is written as its difference from
/// another, then two bits a pixel, the first in the highest bits of a byte.
constexpr std::size_t png_row(std::size_t width) { return 1 + (width + 3) / 4; }

/// A picture in the colours of a palette.
struct PaletteImage {
  std::span<const Rgb> palette;  ///< up to four colours
  std::size_t width = 0;         ///< in pixels
  const Rows& rows;              ///< from the top, as `png_row` says
};

/// The bytes of a PNG file, the same for the same picture.
std::string write_png(const PaletteImage& image);

}  // namespace pensum
