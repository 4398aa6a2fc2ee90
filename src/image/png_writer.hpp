// PNG files of a few colours (PNG, 2nd edition, §4 to §11), over libdeflate, which packs them in a fraction
// of the time that libpng takes, and smaller.
#pragma once

#include "base/diagnostic.hpp"

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

/// A picture in the colours of a palette: rows from the top, a byte a pixel, without padding.
struct PaletteImage {
  std::uint32_t width = 0;       ///< in pixels
  std::uint32_t height = 0;      ///< in pixels
  std::span<const Rgb> palette;  ///< up to 16 colours: a pixel takes 1, 2 or 4 bits, as many as they need
  const Positions& positions;
  std::string_view pixels;
};

/// The bytes of a PNG file, the same for the same picture. Errors: memory that runs out.
Result<std::string> write_png(const PaletteImage& image);

}  // namespace pensum
