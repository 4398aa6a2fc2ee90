// Pictures as documents carry them.
#pragma once

#include <cstdint>
#include <string>

namespace pensum {

/// A picture's samples: rows from the top, 8 bits a channel, without padding; or a JPEG file as it is.
struct Image {
  enum class Coding { gray, rgb, jpeg } coding = Coding::rgb;
  std::uint32_t width = 0;   ///< in pixels
  std::uint32_t height = 0;  ///< in pixels
  bool color = true;         ///< whether a JPEG has three channels, or one
  std::string bytes;
};

}  // namespace pensum
