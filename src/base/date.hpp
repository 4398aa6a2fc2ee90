// Dates of the proleptic Gregorian calendar, years 1 to 9999, as ISO 8601 writes them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pensum {

/// A calendar date; arithmetic is in days, comparison is by time.
using Date = std::chrono::sys_days;
using std::chrono::days;
/// A day of the week; that of a date is made from it.
using Weekday = std::chrono::weekday;

/// The first and the last date that pensum plans with.
inline constexpr Date first_date = std::chrono::year{1} / 1 / 1;
inline constexpr Date last_date = std::chrono::year{9999} / 12 / 31;

/// A half-open range of dates is written [first, last); this one is closed, as in everyday language.
struct DateRange {
  Date first;
  Date last;  ///< inclusive, never before `first`
  friend constexpr auto operator<=>(const DateRange&, const DateRange&) = default;
};

/// The date that `text` names as YYYY-MM-DD, or nothing if it names none from year 1 to 9999.
std::optional<Date> parse_date(std::string_view text);

/// `date` as YYYY-MM-DD.
std::string to_iso(Date date);

constexpr std::chrono::year_month month_of(Date date) {
  const std::chrono::year_month_day parts{date};
  return parts.year() / parts.month();
}

constexpr int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

/// 0 for Monday to 6 for Sunday.
constexpr unsigned weekday_index(Weekday day) { return day.iso_encoding() - 1; }

/// The first day of the week that holds `date`, where weeks begin on `first_weekday`.
constexpr Date week_start(Date date, Weekday first_weekday) { return date - (Weekday{date} - first_weekday); }

/// The number of the week that holds `date`, 1 to 53, as ISO 8601 counts: weeks begin on Monday, and the
/// first one holds the year's first Thursday.
unsigned iso_week(Date date);

}  // namespace pensum
