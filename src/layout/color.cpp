#include "layout/color.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace pensum::layout {

std::optional<document::Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  std::array<unsigned, 6> digits{};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = text[i + 1];
    if (c >= '0' && c <= '9') {
      digits[i] = static_cast<unsigned>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digits[i] = static_cast<unsigned>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digits[i] = static_cast<unsigned>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(digits[i] * 16 + digits[i + 1]); };
  return document::Color{byte(0), byte(2), byte(4)};
}

double contrast_with_white(document::Color color) {
  const auto linear = [](std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  const double luminance =
      0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
  return 1.05 / (luminance + 0.05);
}

document::Color lightest_shade(document::Color color) {
  constexpr int steps = 20;
  document::Color shade = color;
  for (int step = 1; step < steps; ++step) {
    const auto lighter = [step](std::uint8_t part) {
      return static_cast<std::uint8_t>(part + (255 - part) * step / steps);
    };
    const document::Color next{lighter(color.red), lighter(color.green), lighter(color.blue)};
    if (contrast_with_white(next) < least_contrast_of_graphics) break;
    shade = next;
  }
  return shade;
}

}  // namespace pensum::layout
