// Dates as they are written in settings. Errors as in values.hpp.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// What dates in words count from. Without a day none are read.
struct DayZero {
  std::function<Date()> today{};  ///< asked only for a date in words
  std::optional<Date> from{};     ///< what +2w counts from; by default today
};

/// YYYY-MM-DD; months and days may have one digit, and the sign between them may be a slash. Or DD.MM.YYYY,
/// as spreadsheets write it. Or in words: “today”, “tomorrow”, “yesterday”, “+10d” and “+2w”.
Result<Date> date_value(std::string_view text, const DayZero& zero = {});

/// When a plan starts: a date, or “mon” for the next Monday, which may be today.
Result<Date> start_value(std::string_view text, const DayZero& zero = {});

/// "2026-12-01,2026-12-05..2026-12-07": adds ranges to `ranges`.
Result<void> add_dates_off(std::string_view text, std::vector<DateRange>& ranges, const DayZero& zero = {});

/// "2026-12-06=45,2026-12-08=20": adds single-date budgets of 0 to 1440. A later one wins.
Result<void> add_dates_on(std::string_view text, std::map<Date, Minutes>& on, const DayZero& zero = {});

/// The texts that are read as these values.
std::string text_of_dates_off(const std::vector<DateRange>& ranges);
std::string text_of_dates_on(const std::map<Date, Minutes>& on);
/// The same for a plan without dates that begins on `start`, as days after it: “+5d”. What no plan from that
/// day on can have is left out.
std::string text_of_dates_off(const std::vector<DateRange>& ranges, Date start);
std::string text_of_dates_on(const std::map<Date, Minutes>& on, Date start);
std::string text_of_days_after(Date start, Date date);

/// The document's date from SOURCE_DATE_EPOCH: seconds since 1970, UTC.
Result<Date> source_date(std::string_view text);

}  // namespace pensum
