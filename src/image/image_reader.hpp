// Pictures from the bytes of PNG and JPEG files, read with distrust: a picture is whole and of a kind
// that every document can carry, or it is refused.
#pragma once

#include "base/diagnostic.hpp"
#include "image/image.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pensum {

/// A longer file is refused.
inline constexpr std::size_t most_image_bytes = std::size_t{10} << 20;
/// Of a picture's width and of its height.
inline constexpr std::uint32_t most_image_pixels = 4000;

/// The picture in `bytes`. A PNG becomes samples in sRGB, transparency on white; a picture without
/// colour becomes gray, however it was stored, so the same pixels give the same samples. A JPEG of one
/// or three channels stays the file that it is, without the notes in it (Exif, comments) and what stands
/// behind its end. Errors, which name `file`: another format, a picture too large, damaged or cut off, a
/// JPEG that not every reader of documents shows.
Result<Image> read_image(std::string_view bytes, const std::string& file);

}  // namespace pensum
