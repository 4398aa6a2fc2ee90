#include "image/png.hpp"

#include "base/deflate.hpp"
#include "image/refusals.hpp"

#include <png.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace pensum::image {

namespace {

/// libpng's own state, which ends with it.
class Decoder {
 public:
  Decoder() { header_.version = PNG_IMAGE_VERSION; }
  ~Decoder() { png_image_free(&header_); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Also if libpng warns: its warnings are about profiles and the like, since all checksums hold.
  bool read_header(std::string_view bytes) {
    const bool read = png_image_begin_read_from_memory(&header_, bytes.data(), bytes.size()) != 0;
    header_.warning_or_error = 0;
    return read;
  }

  /// False also if libpng only warns: pixels are then missing or beyond the picture.
  bool read_samples(std::string& samples) {
    header_.format = is_color() ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    header_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // as 8 bits are, if the file does not tell
    samples.resize(PNG_IMAGE_SIZE(header_));
    constexpr png_color white{255, 255, 255};
    return png_image_finish_read(&header_, &white, samples.data(), 0, nullptr) != 0 &&
           header_.warning_or_error == 0;
  }

  bool is_color() const { return (header_.format & PNG_FORMAT_FLAG_COLOR) != 0; }
  std::uint32_t width() const { return header_.width; }
  std::uint32_t height() const { return header_.height; }
  const char* message() const { return header_.message; }

 private:
  png_image header_{};
};

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

// libpng reads no further than to the last pixel, and past some wrong checksums: whether all parts of
// the file are there as they were written is seen here.
bool is_whole(std::string_view bytes) {
  bytes.remove_prefix(8);  // the signature
  while (bytes.size() >= 12) {
    const std::size_t length = big_endian(bytes);
    if (length > bytes.size() - 12) return false;
    const std::string_view checked = bytes.substr(4, length + 4);
    if (crc32(checked) != big_endian(bytes.substr(length + 8))) return false;
    if (checked == "IEND") return true;
    bytes.remove_prefix(length + 12);
  }
  return false;
}

// Drops two of three equal channels.
void make_gray(Image& image) {
  std::string& bytes = image.bytes;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    if (bytes[i] != bytes[i + 1] || bytes[i] != bytes[i + 2]) return;
  }
  for (std::size_t i = 0; 3 * i < bytes.size(); ++i) bytes[i] = bytes[3 * i];
  bytes.resize(bytes.size() / 3);
  image.coding = Image::Coding::gray;
}

}  // namespace

Result<Image> read_png(std::string_view bytes, const Place& place) {
  if (!is_whole(bytes)) return damaged("parts of the file are missing or changed", place);
  Decoder decoder;
  if (!decoder.read_header(bytes)) return damaged(decoder.message(), place);
  if (auto error = check_size(decoder.width(), decoder.height(), place)) {
    return std::unexpected(*std::move(error));
  }
  Image image{.coding = decoder.is_color() ? Image::Coding::rgb : Image::Coding::gray,
              .width = decoder.width(),
              .height = decoder.height(),
              .color = true,
              .bytes = {}};
  if (!decoder.read_samples(image.bytes)) return damaged(decoder.message(), place);
  if (image.coding == Image::Coding::rgb) make_gray(image);
  image.color = image.coding == Image::Coding::rgb;
  return image;
}

}  // namespace pensum::image
