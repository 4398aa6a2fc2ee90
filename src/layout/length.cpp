#include "layout/length.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace pensum::layout {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t numerator;  // of thousandths of a point in a thousandth of the unit
  std::int64_t denominator;
};

constexpr Unit units[] = {{"mm", 360, 127}, {"cm", 3600, 127}, {"in", 72, 1}, {"pt", 1, 1}};
constexpr std::int64_t longest_milli = 14'173'229;  // 5,000 mm

}  // namespace

std::optional<Points> parse_length(std::string_view text) {
  std::int64_t thousandths = 0;
  int decimals = -1;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && decimals < 0 && i > 0) {
      decimals = 0;
    } else if (c >= '0' && c <= '9') {
      if (decimals >= 3 || thousandths > 100'000'000) return std::nullopt;
      thousandths = thousandths * 10 + (c - '0');
      if (decimals >= 0) ++decimals;
    } else {
      break;
    }
  }
  if (i == 0 || decimals == 0) return std::nullopt;
  for (int d = decimals < 0 ? 0 : decimals; d < 3; ++d) thousandths *= 10;
  const std::string_view name = text.substr(i);
  for (const Unit& unit : units) {
    if (unit.name != name) continue;
    const std::int64_t milli = (thousandths * unit.numerator + unit.denominator / 2) / unit.denominator;
    if (milli > longest_milli) return std::nullopt;
    return Points{milli};
  }
  return std::nullopt;
}

std::string in_points(Points length) {
  return fmt::format("{:g} pt", static_cast<double>(length.milli) / 1000.0);
}

}  // namespace pensum::layout
