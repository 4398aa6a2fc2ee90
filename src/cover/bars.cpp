#include "cover/bars.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <utility>

namespace pensum::cover {

namespace {

enum class Unit { day, week, month, year };

/// What tells one bar from the next.
std::int64_t key_of(Date date, Unit unit, unsigned first_weekday) {
  const std::chrono::year_month_day parts{date};
  const std::int64_t year = static_cast<int>(parts.year());
  switch (unit) {
    case Unit::day:
      return date.time_since_epoch().count();
    case Unit::week:
      return week_start(date, first_weekday).time_since_epoch().count();
    case Unit::month:
      return year * 12 + static_cast<unsigned>(parts.month());
    case Unit::year:
      return year;
  }
  std::unreachable();
}

std::vector<Bar> bars_of(std::span<const StudyDay> days, Unit unit, unsigned first_weekday) {
  std::vector<Bar> bars;
  std::int64_t last = 0;
  for (const StudyDay& day : days) {
    const std::int64_t key = key_of(day.date, unit, first_weekday);
    if (bars.empty() || key != last) bars.emplace_back();
    bars.back().lessons += day.load;
    bars.back().reviews += day.review_load;
    last = key;
  }
  return bars;
}

}  // namespace

std::vector<Bar> load_bars(const Plan& plan, unsigned first_weekday, std::size_t most) {
  std::span<const StudyDay> days = plan.days;
  while (!days.empty() && days.back().total().count == 0) days = days.first(days.size() - 1);
  for (const Unit unit : {Unit::day, Unit::week, Unit::month}) {
    std::vector<Bar> bars = bars_of(days, unit, first_weekday);
    if (bars.size() <= most) return bars;
  }
  return bars_of(days, Unit::year, first_weekday);
}

}  // namespace pensum::cover
