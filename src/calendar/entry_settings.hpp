// How a plan becomes entries of a calendar: the choices of a request.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace pensum::calendar {

/// What an entry is.
enum class Entries : std::uint8_t {
  day,     ///< a study day
  lesson,  ///< a lesson, or the reviews of a day
  todo,    ///< the same as a to-do
};

/// When study begins. A day without a time of its own has all-day entries.
struct StartTimes {
  std::optional<Minutes> daily;                     ///< after midnight
  std::array<std::optional<Minutes>, 7> weekday{};  ///< instead of that, Monday first

  std::optional<Minutes> on(Date date) const {
    const std::optional<Minutes>& own = weekday[weekday_index(Weekday{date})];
    return own ? own : daily;
  }
  bool any() const {
    return daily || std::ranges::any_of(weekday, [](const auto& time) { return time.has_value(); });
  }
  friend bool operator==(const StartTimes&, const StartTimes&) = default;
};

/// When a study day's first entry rings.
struct Reminder {
  enum class From : std::uint8_t {
    midnight,  ///< at a time of the day: so many minutes after midnight
    start,     ///< so many minutes before the entry begins
  };
  From from = From::midnight;
  Minutes minutes;
  friend bool operator==(const Reminder&, const Reminder&) = default;
};

struct EntrySettings {
  StartTimes at;
  std::optional<Reminder> remind;
  Entries entries = Entries::day;
  friend bool operator==(const EntrySettings&, const EntrySettings&) = default;
};

}  // namespace pensum::calendar
