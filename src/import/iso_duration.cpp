#include "import/iso_duration.hpp"

#include <charconv>
#include <cstddef>

namespace pensum::importing {
namespace {

constexpr std::int64_t most_of_a_unit = 1'000'000;

/// Takes a number from the beginning of `text`; a fraction is cut off.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0 || number > most_of_a_unit) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with('.'))
    text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
  return number;
}

std::optional<std::int64_t> unit_of(char letter, bool time) {
  switch (letter) {
    case 'W':
      return 604'800;
    case 'D':
      return 86'400;
    case 'H':
      return 3600;
    case 'M':
      return time ? std::optional<std::int64_t>(60) : std::nullopt;  // months have no length
    case 'S':
      return 1;
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> of_iso(std::string_view text) {
  std::int64_t seconds = 0;
  bool time = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      time = true;
      text.remove_prefix(1);
      continue;
    }
    const std::optional<std::int64_t> number = take_number(text);
    if (!number || text.empty()) return std::nullopt;
    const std::optional<std::int64_t> unit = unit_of(text.front(), time);
    if (!unit && *number != 0) return std::nullopt;
    seconds += *number * unit.value_or(0);
    text.remove_prefix(1);
  }
  return seconds;
}

std::optional<std::int64_t> of_clock(std::string_view text) {
  std::int64_t seconds = 0;
  for (const std::int64_t unit : {3600, 60, 1}) {
    const std::optional<std::int64_t> number = take_number(text);
    if (!number) return std::nullopt;
    seconds += *number * unit;
    if (text.empty()) return unit == 3600 ? std::nullopt : std::optional(seconds);
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> seconds_of_duration(std::string_view text) {
  return text.starts_with('P') ? of_iso(text.substr(1)) : of_clock(text);
}

}  // namespace pensum::importing
