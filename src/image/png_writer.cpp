#include "image/png_writer.hpp"

#include <fmt/format.h>
#include <png.h>

namespace pensum {

Result<std::string> write_png(const PaletteImage& image) {
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  header.width = image.width;
  header.height = image.height;
  header.format = PNG_FORMAT_RGB_COLORMAP;
  header.colormap_entries = static_cast<png_uint_32>(image.palette.size());
  std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(header), '\0');
  png_alloc_size_t size = bytes.size();
  if (png_image_write_to_memory(&header, bytes.data(), &size, 0, image.pixels.data(), 0,
                                image.palette.data()) == 0) {
    return failure(fmt::format("the picture cannot be written: {}", header.message));
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace pensum
