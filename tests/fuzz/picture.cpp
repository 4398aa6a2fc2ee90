// The bytes of a picture, PNG or JPEG.
#include "base/deflate.hpp"
#include "fuzz/fuzz.hpp"
#include "image/image_reader.hpp"

#include <span>

using fuzz::expect;

#ifdef PENSUM_LIBFUZZER
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

/// Changes bytes as libFuzzer does, then gives each chunk of a PNG the checksum that it should have: else
/// hardly any change would get beyond it.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned) {
  size = LLVMFuzzerMutate(data, size, most);
  const auto number = [&](std::size_t at) {
    return std::size_t{data[at]} << 24 | std::size_t{data[at + 1]} << 16 | std::size_t{data[at + 2]} << 8 |
           data[at + 3];
  };
  constexpr std::size_t signature = 8;
  constexpr std::size_t around = 12;  // length, name and checksum
  if (!fuzz::text_of(data, size).starts_with("\x89PNG")) return size;
  for (std::size_t at = signature; at + around <= size;) {
    const std::size_t length = number(at);
    if (length > size - at - around) break;
    const std::uint32_t sum = pensum::crc32(fuzz::text_of(data + at + 4, length + 4));
    for (unsigned i = 0; i < 4; ++i)
      data[at + 8 + length + i] = static_cast<std::uint8_t>(sum >> (24 - 8 * i) & 0xFF);
    at += around + length;
  }
  return size;
}
#endif

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pensum::Result<pensum::Image> image = pensum::read_image(fuzz::text_of(data, size), "logo");
  if (!image) {
    fuzz::check(image.error());
    return 0;
  }
  expect(image->width >= 1 && image->width <= pensum::most_image_pixels, "a picture's width is bounded");
  expect(image->height >= 1 && image->height <= pensum::most_image_pixels, "a picture's height is bounded");
  if (image->coding != pensum::Image::Coding::jpeg) {
    const std::size_t channels = image->coding == pensum::Image::Coding::gray ? 1 : 3;
    expect(image->bytes.size() == std::size_t{image->width} * image->height * channels,
           "a picture has all its samples");
  } else {
    expect(pensum::read_image(image->bytes, "logo").has_value(), "a JPEG without its notes is one still");
  }
  return 0;
}
