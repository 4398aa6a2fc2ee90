#include "request/value_parts.hpp"

#include "base/spelling.hpp"
#include "base/utf8.hpp"

#include <array>
#include <charconv>

namespace pensum::value {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

namespace {

/// Minutes, of “90”, “90 min”, “2h” or “1h30”.
std::optional<std::int64_t> minutes_in(std::string_view text) {
  const std::string small = lower(text);
  std::string_view rest = small;
  const auto number = [&]() -> std::optional<std::int64_t> {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const auto value = end > 9 ? std::nullopt : whole_number(rest.substr(0, end));
    rest = trimmed(rest.substr(end));
    return value;
  };
  const auto take = [&](std::string_view unit) {
    if (!rest.starts_with(unit)) return false;
    rest = trimmed(rest.substr(unit.size()));
    return true;
  };
  auto count = number();
  if (!count) return std::nullopt;
  if (take("h")) {
    count = *count * 60;
    if (rest.empty()) return count;
    const auto minutes = number();
    if (!minutes || *minutes > 59) return std::nullopt;
    count = *count + *minutes;
  }
  if (!rest.empty() && !take("min")) take("m");
  return rest.empty() ? count : std::nullopt;
}

}  // namespace

Result<Minutes> budget(std::string_view text, std::int64_t least, std::int64_t most) {
  const auto count = minutes_in(text);
  if (!count || *count < least || *count > most) {
    // “1.5h”, “1:30”
    const bool hours = text.find_first_of("0123456789") == 0 && text.find_first_of("hH:") != text.npos;
    return failure(fmt::format("“{}” is not a number of minutes", shown(text)),
                   fmt::format("write a whole number from {} to {}{}", least, most,
                               hours ? ", or hours and minutes such as 1h30" : ""));
  }
  return Minutes{*count};
}

namespace {

// The first seven are those that are written.
constexpr std::array day_names{
    DayName{"mon", 0, 1},       DayName{"tue", 1, 2},      DayName{"wed", 2, 3},
    DayName{"thu", 3, 4},       DayName{"fri", 4, 5},      DayName{"sat", 5, 6},
    DayName{"sun", 6, 7},       DayName{"monday", 0, 1},   DayName{"tuesday", 1, 2},
    DayName{"wednesday", 2, 3}, DayName{"thursday", 3, 4}, DayName{"friday", 4, 5},
    DayName{"saturday", 5, 6},  DayName{"sunday", 6, 7},   DayName{"weekdays", 0, 5},
    DayName{"weekend", 5, 7},   DayName{"1", 0, 1},        DayName{"2", 1, 2},
    DayName{"3", 2, 3},         DayName{"4", 3, 4},        DayName{"5", 4, 5},
    DayName{"6", 5, 6},         DayName{"7", 6, 7},
};

}  // namespace

Result<DayName> day_name(std::string_view text) {
  const std::string name = lower(trimmed(text));
  const auto day = std::ranges::find(day_names, std::string_view(name), &DayName::name);
  if (day != day_names.end()) return *day;
  std::array<std::string_view, day_names.size()> names;
  std::ranges::transform(day_names, names.begin(), &DayName::name);
  return failure(fmt::format("“{}” is not a day of the week", shown(text)),
                 suggestion(name, names,
                            "the days are mon, tue, wed, thu, fri, sat, sun, weekdays, weekend, or 1 to 7"));
}

std::optional<unsigned> named_weekday(std::string_view text) {
  const std::string name = lower(trimmed(text));
  const auto day = std::ranges::find(day_names, std::string_view(name), &DayName::name);
  const bool is_named = day != day_names.end() && day->last == day->first + 1 && name.size() > 1;
  return is_named ? std::optional(day->first) : std::nullopt;
}

std::string_view weekday_name(Weekday weekday) { return day_names.at(weekday_index(weekday)).name; }

}  // namespace pensum::value
