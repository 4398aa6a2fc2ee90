#include "pdf/images.hpp"

#include "pdf/content.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace pensum::pdf {

namespace {

// What PNG's filters (ISO/IEC 15948 §9.2) expect a sample to be, by the one to its left, the one above
// and the one above that to its left.
constexpr std::size_t filters = 5;

int nearest(int left, int above, int corner) {
  const int expected = left + above - corner;
  const int from_left = std::abs(expected - left);
  const int from_above = std::abs(expected - above);
  const int from_corner = std::abs(expected - corner);
  if (from_left <= from_above && from_left <= from_corner) return left;
  return from_above <= from_corner ? above : corner;
}

std::array<int, filters> expected(int left, int above, int corner) {
  return {0, left, above, (left + above) / 2, nearest(left, above, corner)};
}

// The samples as differences from what is expected of them, each row by the filter that leaves the
// smallest; pictures take a fraction of the room that way. `pixel` is the bytes of one.
std::string filtered(const Image& image, std::size_t pixel) {
  const std::size_t width = image.width * pixel;
  const std::string blank(width, '\0');
  std::string_view above = blank;
  std::string out;
  out.reserve((width + 1) * image.height);
  std::array<std::string, filters> rows;
  for (std::string& row : rows) row.resize(width);
  for (std::size_t at = 0; at < image.bytes.size(); at += width) {
    const std::string_view row = std::string_view(image.bytes).substr(at, width);
    const auto sample = [&](std::string_view samples, std::size_t i) {
      return i < pixel ? 0 : int{static_cast<std::uint8_t>(samples[i - pixel])};
    };
    std::array<std::uint64_t, filters> sums{};
    for (std::size_t i = 0; i < width; ++i) {
      const auto guesses = expected(sample(row, i), static_cast<std::uint8_t>(above[i]), sample(above, i));
      for (std::size_t filter = 0; filter < filters; ++filter) {
        const auto difference = static_cast<std::int8_t>(row[i] - guesses[filter]);
        rows[filter][i] = static_cast<char>(difference);
        sums[filter] += static_cast<std::uint64_t>(std::abs(difference));
      }
    }
    const auto best = static_cast<std::size_t>(std::ranges::min_element(sums) - sums.begin());
    out += static_cast<char>(best);
    out += rows[best];
    above = row;
  }
  return out;
}

Dictionary samples(Objects& objects, const Image& image) {
  const std::size_t channels = image.coding == Image::Coding::rgb ? 3 : 1;
  return objects.stream(filtered(image, channels), Packing::small)
      .add("DecodeParms", objects.dictionary()
                              .integer("Predictor", 15)
                              .integer("Colors", static_cast<std::int64_t>(channels))
                              .integer("Columns", image.width));
}

Dictionary write_image(Objects& objects, const Image& image) {
  const bool jpeg = image.coding == Image::Coding::jpeg;
  const bool color = jpeg ? image.color : image.coding == Image::Coding::rgb;
  Dictionary stream =
      jpeg ? objects.plain_stream(image.bytes).name("Filter", "DCTDecode") : samples(objects, image);
  // The file's output intent defines the device's colours.
  return stream.name("Type", "XObject")
      .name("Subtype", "Image")
      .integer("Width", image.width)
      .integer("Height", image.height)
      .name("ColorSpace", color ? "DeviceRGB" : "DeviceGray")
      .integer("BitsPerComponent", 8);
}

}  // namespace

Dictionary write_images(Objects& objects, const std::vector<Image>& images) {
  Dictionary resources = objects.dictionary();
  for (std::size_t i = 0; i < images.size(); ++i) {
    const std::string name = image_resource(static_cast<document::ImageId>(i));
    resources.add(name.c_str(), write_image(objects, images[i]));
  }
  return resources;
}

}  // namespace pensum::pdf
