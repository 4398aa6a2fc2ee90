// The digits that a language writes numbers with.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pensum {

/// Decimal digits, those of ASCII unless others are named. Numbers are written without separators.
class Digits {
 public:
  Digits() = default;
  /// `ten` are the digits from zero on.
  explicit Digits(std::u32string_view ten);

  /// Room for the longest number, of nineteen digits and a sign.
  using Room = std::array<char, 80>;
  /// `number` with at least `width` digits (no more than nineteen), written into `room`.
  std::string_view write(std::int64_t number, Room& room, std::size_t width = 1) const;
  std::string text(std::int64_t number, std::size_t width = 1) const;
  /// A name that is a plain number, "10", in these digits; any other as it is.
  std::string name(const std::string& name) const;

 private:
  std::array<char32_t, 10> digits_{};
  bool ascii_ = true;
};

}  // namespace pensum
