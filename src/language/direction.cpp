#include "language/direction.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include <cstddef>
#include <optional>
#include <string>

namespace pensum {
namespace {

bool opens_isolate(char32_t c) { return c >= 0x2066 && c <= 0x2068; }
bool closes_isolate(char32_t c) { return c == 0x2069; }

/// The way a letter runs; nothing for what is none.
std::optional<Direction> direction_of_letter(char32_t c) {
  if (c < 0x80) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? std::optional(Direction::left_to_right) : std::nullopt;
  }
  switch (u_charDirection(static_cast<UChar32>(c))) {
    case U_LEFT_TO_RIGHT:
      return Direction::left_to_right;
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
      return Direction::right_to_left;
    default:
      return std::nullopt;
  }
}

}  // namespace

Direction direction_of(std::string_view tag) {
  return uloc_isRightToLeft(std::string(tag).c_str()) ? Direction::right_to_left : Direction::left_to_right;
}

Direction direction_of_text(std::string_view text, Direction around) {
  if (around == Direction::left_to_right && !has_right_to_left(text)) return around;
  bool other = false;
  bool same = false;
  std::size_t inside = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (opens_isolate(point.value)) {
      ++inside;
    } else if (closes_isolate(point.value)) {
      if (inside > 0) --inside;
    } else if (inside == 0) {
      if (const auto direction = direction_of_letter(point.value))
        (*direction == around ? same : other) = true;
    }
    at += point.length;
  }
  if (same || !other) return around;
  return around == Direction::left_to_right ? Direction::right_to_left : Direction::left_to_right;
}

}  // namespace pensum
