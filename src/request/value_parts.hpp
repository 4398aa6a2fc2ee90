// What the values of settings are made of: numbers, minutes, days of the week, and lists with commas.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/named_setting.hpp"
#include "base/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pensum::value {

inline constexpr std::int64_t most_minutes = 1440;

/// The number that `text` is, and nothing else.
std::optional<std::int64_t> whole_number(std::string_view text);

/// Without spaces around it.
std::string_view trimmed(std::string_view text);

/// With small letters for the capitals of ASCII.
std::string lower(std::string_view text);

/// A budget of minutes, as “90”, “90 min”, “2h” or “1h30”.
Result<Minutes> budget(std::string_view text, std::int64_t least, std::int64_t most = most_minutes);

/// One day of the week, or several that have a name: [first, last), Monday is 0.
struct DayName {
  std::string_view name;
  unsigned first, last;
};
Result<DayName> day_name(std::string_view text);

/// “mon” for Monday.
std::string_view weekday_name(Weekday weekday);

/// The day of the week that `text` names, in full or short; nothing where it is something else.
std::optional<unsigned> named_weekday(std::string_view text);

/// Errors reported per list at most: more of the same would not help.
inline constexpr std::size_t most_reported = 20;

/// Hands the parts between commas to `take` and collects what it finds wrong.
template <class Take>
Result<void> each_part(std::string_view text, std::string_view example, Take take) {
  Diagnostics diagnostics;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view part = trimmed(text.substr(0, comma));
    Result<void> taken = part.empty() ? failure("a part of the list is empty",
                                                fmt::format("write it like this: {}", this_setting(example)))
                                      : take(part);
    if (!taken) std::ranges::move(taken.error(), std::back_inserter(diagnostics));
    if (comma == std::string_view::npos || diagnostics.size() >= most_reported) break;
    text.remove_prefix(comma + 1);
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return {};
}

/// Parts with commas between them.
class List {
 public:
  void add(const std::string& part) { text_ += (text_.empty() ? "" : ",") + part; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace pensum::value
