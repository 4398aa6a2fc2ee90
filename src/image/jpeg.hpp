// JPEG files (ISO/IEC 10918-1), over libjpeg.
#pragma once

#include "base/diagnostic.hpp"
#include "image/image.hpp"

#include <string_view>

namespace pensum::image {

/// The picture of `bytes`, which by their first bytes are a JPEG file: those bytes, once they have
/// been read to the end.
Result<Image> read_jpeg(std::string_view bytes, const Place& place);

}  // namespace pensum::image
