#include "pdf/color_profile.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pensum::pdf {

namespace {

constexpr std::size_t samples = 64;

// sRGB's decoding of `value` in [0, 1], as a fraction of 65,535. The power 12/5 is found by bisection,
// so that only multiplications are needed, which every machine does alike.
constexpr std::uint16_t decoded(double value) {
  if (value <= 0.04045) return static_cast<std::uint16_t>(value / 12.92 * 65535 + 0.5);
  const double base = (value + 0.055) / 1.055;
  double wanted = 1;
  for (int i = 0; i < 12; ++i) wanted *= base;
  std::uint32_t low = 0;
  std::uint32_t high = 65535;
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    const double between = (middle + 0.5) / 65535;
    if (between * between * between * between * between < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return static_cast<std::uint16_t>(low);
}

constexpr std::array<std::uint16_t, samples> tone_curve() {
  std::array<std::uint16_t, samples> curve{};
  for (std::size_t i = 0; i < samples; ++i) curve[i] = decoded(static_cast<double>(i) / (samples - 1));
  return curve;
}

class Bytes {
 public:
  void add(std::string_view text) { out_ += text; }
  void add16(std::uint32_t value) {
    out_ += static_cast<char>(value >> 8 & 0xFF);
    out_ += static_cast<char>(value & 0xFF);
  }
  void add32(std::uint32_t value) {
    add16(value >> 16);
    add16(value & 0xFFFF);
  }
  void zeros(std::size_t count) { out_.append(count, '\0'); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// Coordinates in units of 1/65536.
struct Xyz {
  std::uint32_t x, y, z;
};
constexpr Xyz white{0xF6D6, 0x10000, 0xD32D};  // D50, as ICC rounds it
// sRGB's primaries, adapted to D50 by Bradford's method; they add up to the white.
constexpr Xyz red{0x6FA2, 0x38F5, 0x0390};
constexpr Xyz green{0x6299, 0xB785, 0x18DA};
constexpr Xyz blue{0x249B, 0x0F86, 0xB6C3};

std::string coordinates(const Xyz& at) {
  Bytes tag;
  tag.add("XYZ ");
  tag.zeros(4);
  tag.add32(at.x);
  tag.add32(at.y);
  tag.add32(at.z);
  return tag.take();
}

std::string curve() {
  static constexpr auto points = tone_curve();
  Bytes tag;
  tag.add("curv");
  tag.zeros(4);
  tag.add32(samples);
  for (const std::uint16_t point : points) tag.add16(point);
  return tag.take();
}

std::string text(std::string_view value) {
  Bytes tag;
  tag.add("text");
  tag.zeros(4);
  tag.add(value);
  tag.zeros(1);
  return tag.take();
}

std::string description(std::string_view value) {
  Bytes tag;
  tag.add("desc");
  tag.zeros(4);
  tag.add32(static_cast<std::uint32_t>(value.size() + 1));
  tag.add(value);
  tag.zeros(1);
  tag.zeros(4 + 4 + 2 + 1 + 67);  // no Unicode and no Macintosh form
  return tag.take();
}

struct Tag {
  std::string_view name;
  std::size_t data;  // which of the profile's pieces
};

}  // namespace

std::string srgb_profile() {
  const std::vector<std::string> pieces{description("sRGB"),
                                        text("No rights reserved"),
                                        coordinates(white),
                                        coordinates(red),
                                        coordinates(green),
                                        coordinates(blue),
                                        curve()};
  constexpr Tag tags[] = {{"desc", 0}, {"cprt", 1}, {"wtpt", 2}, {"rXYZ", 3}, {"gXYZ", 4},
                          {"bXYZ", 5}, {"rTRC", 6}, {"gTRC", 6}, {"bTRC", 6}};
  constexpr std::size_t head = 128;
  const std::size_t table = 4 + 12 * std::size(tags);

  std::vector<std::size_t> offsets;
  std::size_t size = head + table;
  for (const std::string& piece : pieces) {
    offsets.push_back(size);
    size += (piece.size() + 3) / 4 * 4;
  }

  Bytes profile;
  profile.add32(static_cast<std::uint32_t>(size));
  profile.zeros(4);
  profile.add32(0x02100000);
  profile.add("mntrRGB XYZ ");
  for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) profile.add16(part);
  profile.add("acsp");
  profile.zeros(4 + 4 + 4 + 4 + 8 + 4);
  profile.add32(white.x);
  profile.add32(white.y);
  profile.add32(white.z);
  profile.zeros(4 + 44);

  profile.add32(static_cast<std::uint32_t>(std::size(tags)));
  for (const Tag& tag : tags) {
    profile.add(tag.name);
    profile.add32(static_cast<std::uint32_t>(offsets[tag.data]));
    profile.add32(static_cast<std::uint32_t>(pieces[tag.data].size()));
  }
  for (const std::string& piece : pieces) {
    profile.add(piece);
    profile.zeros((4 - piece.size() % 4) % 4);
  }
  return profile.take();
}

}  // namespace pensum::pdf
