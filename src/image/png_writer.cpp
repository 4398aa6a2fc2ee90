#include "image/png_writer.hpp"

#include <fmt/format.h>
#include <png.h>

#include <cstddef>

namespace pensum {

Result<std::string> write_png(const PaletteImage& image) {
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  header.width = image.width;
  header.height = image.height;
  header.format = PNG_FORMAT_RGB_COLORMAP;
  header.colormap_entries = static_cast<png_uint_32>(image.palette.size());
  // Most files fit; where one does not, libpng says how long it is.
  std::string bytes(std::size_t{64} << 10, '\0');
  const auto write = [&](png_alloc_size_t& size) {
    return png_image_write_to_memory(&header, bytes.data(), &size, 0, image.pixels.data(), 0,
                                     image.palette.data()) != 0;
  };
  png_alloc_size_t size = bytes.size();
  bool written = write(size);
  if (!written && size > bytes.size()) {
    bytes.resize(size);
    written = write(size);
  }
  if (!written) return failure(fmt::format("the picture cannot be written: {}", header.message));
  bytes.resize(size);
  return bytes;
}

}  // namespace pensum
