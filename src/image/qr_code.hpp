// QR codes of addresses, as squares to draw. libqrencode makes them; it is loaded by the run that draws the
// first.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pensum {

/// Row by row from the top left corner, without the quiet zone that has to be around it.
struct QrCode {
  std::size_t side = 0;  ///< in modules, as its squares are called
  std::vector<bool> dark;

  bool is_dark(std::size_t row, std::size_t column) const { return dark[row * side + column]; }
};

/// How many modules of white each side needs for readers to find the code (ISO/IEC 18004 §9.1).
inline constexpr std::size_t quiet_modules = 4;

/// The code of `text`, which can be read with a sixth of it dirty; without modules if the text is too long
/// for any. Errors: `library` cannot be loaded; without one it is that of the build.
Result<QrCode> qr_code(const std::string& text, const char* library = nullptr);

}  // namespace pensum
