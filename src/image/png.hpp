// PNG files (ISO/IEC 15948), over libpng.
#pragma once

#include "base/diagnostic.hpp"
#include "image/image.hpp"

#include <string_view>

namespace pensum::image {

/// The picture of `bytes`, which by their first bytes are a PNG file.
Result<Image> read_png(std::string_view bytes, const Place& place);

}  // namespace pensum::image
