// The fonts that come with pensum: families, faces, and where they come from (fonts/fonts.xml).
#pragma once

#include "base/diagnostic.hpp"
#include "text/font.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

struct FontFamily {
  std::string name;
  std::string package;  ///< the Debian package that has it
  std::string licence;  ///< SPDX
  FaceRole role = FaceRole::fallback;
  std::vector<FaceSource> faces;
};

/// The families that `bytes` list, the main one first, or every error with its place.
Result<std::vector<FontFamily>> read_font_list(std::string_view bytes, std::string file);

}  // namespace pensum::text
