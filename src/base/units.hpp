// Units as types: no bare number of minutes or points crosses an interface.
#pragma once

#include <compare>
#include <cstdint>

namespace pensum {

/// A whole number of minutes; negative only as a difference.
struct Minutes {
  std::int64_t count = 0;

  friend constexpr auto operator<=>(Minutes, Minutes) = default;
  constexpr Minutes& operator+=(Minutes other) {
    count += other.count;
    return *this;
  }
  constexpr Minutes& operator-=(Minutes other) {
    count -= other.count;
    return *this;
  }
  friend constexpr Minutes operator+(Minutes a, Minutes b) { return {a.count + b.count}; }
  friend constexpr Minutes operator-(Minutes a, Minutes b) { return {a.count - b.count}; }
};

/// A length on a page in thousandths of a PostScript point (1/72 inch), an integer so that every
/// machine and compiler places everything alike.
struct Points {
  std::int64_t milli = 0;

  static constexpr Points whole(std::int64_t points) { return {points * 1000}; }
  /// Nearest thousandth of a point to `tenths` tenths of a millimetre.
  static constexpr Points tenths_of_mm(std::int64_t tenths) {
    const std::int64_t scaled = tenths * 72000 * 10;  // 1 mm = 72/25.4 pt
    return {(scaled + (scaled < 0 ? -1270 : 1270)) / 2540};
  }
  static constexpr Points mm(std::int64_t millimetres) { return tenths_of_mm(millimetres * 10); }

  friend constexpr auto operator<=>(Points, Points) = default;
  constexpr Points& operator+=(Points other) {
    milli += other.milli;
    return *this;
  }
  constexpr Points& operator-=(Points other) {
    milli -= other.milli;
    return *this;
  }
  friend constexpr Points operator+(Points a, Points b) { return {a.milli + b.milli}; }
  friend constexpr Points operator-(Points a, Points b) { return {a.milli - b.milli}; }
  friend constexpr Points operator-(Points a) { return {-a.milli}; }
  friend constexpr Points operator*(Points a, std::int64_t n) { return {a.milli * n}; }
  friend constexpr Points operator/(Points a, std::int64_t n) { return {a.milli / n}; }
  /// `a` scaled by the fraction numerator/denominator, rounded towards zero.
  constexpr Points scaled(std::int64_t numerator, std::int64_t denominator) const {
    return {milli * numerator / denominator};
  }
};

}  // namespace pensum
