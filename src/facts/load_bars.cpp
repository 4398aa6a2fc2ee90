#include "facts/load_bars.hpp"

#include <chrono>
#include <cstdint>
#include <utility>

namespace pensum::facts {

namespace {

/// What tells one bar from the next.
std::int64_t key_of(Date date, BarSpan span, Weekday first_weekday) {
  const std::chrono::year_month_day parts{date};
  const std::int64_t year = static_cast<int>(parts.year());
  switch (span) {
    case BarSpan::day:
      return date.time_since_epoch().count();
    case BarSpan::week:
      return week_start(date, first_weekday).time_since_epoch().count();
    case BarSpan::month:
      return year * 12 + static_cast<unsigned>(parts.month());
    case BarSpan::year:
      return year;
  }
  std::unreachable();
}

std::vector<LoadBar> bars_of(std::span<const StudyDay> days, BarSpan span, Weekday first_weekday) {
  std::vector<LoadBar> bars;
  std::int64_t last = 0;
  std::int64_t last_week = 0;
  for (const StudyDay& day : days) {
    const std::int64_t key = key_of(day.date, span, first_weekday);
    const std::int64_t week = key_of(day.date, BarSpan::week, first_weekday);
    if (bars.empty() || key != last) {
      bars.push_back({.first = day.date,
                      .lessons = {},
                      .reviews = {},
                      .budget = {},
                      .starts_week = !bars.empty() && week != last_week});
    }
    bars.back().lessons += day.load;
    bars.back().reviews += day.review_load;
    bars.back().budget += day.budget;
    last = key;
    last_week = week;
  }
  return bars;
}

}  // namespace

LoadBars load_bars(std::span<const StudyDay> days, Weekday first_weekday, std::size_t most) {
  for (const BarSpan span : {BarSpan::day, BarSpan::week, BarSpan::month}) {
    std::vector<LoadBar> bars = bars_of(days, span, first_weekday);
    if (bars.size() <= most) return {span, std::move(bars)};
  }
  return {BarSpan::year, bars_of(days, BarSpan::year, first_weekday)};
}

std::span<const StudyDay> days_with_load(const Plan& plan) {
  std::span<const StudyDay> days = plan.days;
  while (!days.empty() && days.back().total().count == 0) days = days.first(days.size() - 1);
  return days;
}

}  // namespace pensum::facts
