// Days off from calendars become dates of the request before anything is planned: a plan can then be made
// again without the calendars, and titles of private entries get into no file.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "calendar/ics_reader.hpp"
#include "request/plan_request.hpp"

#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pensum {

/// The calendar in a file.
using OpenCalendar = std::function<Result<std::shared_ptr<const calendar::IcsFile>>(const std::string& file)>;

/// What a calendar gives a plan.
struct CalendarDays {
  std::string file;
  DateRange range;                     ///< of dates that were asked for
  std::vector<calendar::DayOff> days;  ///< study days until now
  std::size_t without_effect = 0;      ///< other days that its entries take
  std::size_t outside = 0;             ///< entries that take no day of the range
  std::size_t unmatched = 0;           ///< entries with other titles than asked for
  std::size_t timed = 0;               ///< entries that take less than whole days
};

struct DaysTaken {
  std::vector<CalendarDays> calendars;
  Diagnostics warnings;
};

/// Why there are none.
struct NotTaken {
  Diagnostics diagnostics;
  bool no_day_left = false;  ///< they would take all; else something cannot be read
};

/// How many days from the start calendars are read while a deadline is sought.
inline constexpr std::int64_t days_ahead = 366;

/// Puts the days of the calendars that `asked` names among its days off; afterwards it names none. `open` is
/// called for each.
std::expected<DaysTaken, NotTaken> take_days_off(PlanRequest& asked, const OpenCalendar& open);

/// "holidays.ics: 2 days off from Tue 24 Nov to Thu 31 Dec 2026: Thu 24 Dec (Eve), Fri 25 Dec (Christmas); …"
std::string in_a_line(const CalendarDays& calendar);

}  // namespace pensum
