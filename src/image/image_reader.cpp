#include "image/image_reader.hpp"

#include "image/jpeg.hpp"
#include "image/png.hpp"
#include "image/refusals.hpp"

#include <fmt/format.h>

namespace pensum {

Result<Image> read_image(std::string_view bytes, const std::string& file) {
  const Place place{.file = file};
  if (bytes.size() > most_image_bytes) {
    return failure(fmt::format("the picture is a file of more than {} MB", most_image_bytes >> 20),
                   "make the picture smaller, or save it as a JPEG", place);
  }
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return image::read_png(bytes, place);
  if (bytes.starts_with("\xFF\xD8\xFF")) return image::read_jpeg(bytes, place);
  return failure("the file is neither a PNG nor a JPEG", "save the picture as one of them", place);
}

namespace image {

std::optional<Diagnostics> check_size(std::uint32_t width, std::uint32_t height, const Place& place) {
  if (width <= most_image_pixels && height <= most_image_pixels) return {};
  return failure(fmt::format("the picture has {} × {} pixels, which is more than {} × {}", width, height,
                             most_image_pixels, most_image_pixels),
                 "make the picture smaller", place)
      .error();
}

std::unexpected<Diagnostics> damaged(std::string_view what, const Place& place) {
  return failure(fmt::format("the picture is damaged or cut off ({})", shown(what)),
                 "save it again with the program that made it", place);
}

}  // namespace image

}  // namespace pensum
