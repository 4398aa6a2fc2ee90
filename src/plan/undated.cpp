#include "plan/undated.hpp"

#include <algorithm>
#include <optional>

namespace pensum {

namespace {

constexpr Weekday first_weekday{first_date};

}  // namespace

void take_dates_away(Plan& plan) {
  const Weekday start{plan.start};
  const days later = first_date + (start - plan.first_weekday.value_or(start)) - plan.start;
  const auto move = [&](std::optional<Date>& date) {
    if (date) *date += later;
  };
  plan.start += later;
  plan.deadline += later;
  move(plan.finish);
  for (StudyDay& day : plan.days) {
    day.date += later;
    move(day.latest);
    move(day.waits_until);
    for (Review& review : day.reviews) {
      review.due += later;
      review.until += later;
    }
  }
  for (DoneLesson& done : plan.done) done.on += later;
  for (Missable& missable : plan.cushion) missable.until += later;
  if (plan.obstacle) {
    plan.obstacle->due += later;
    plan.obstacle->first += later;
    plan.obstacle->last += later;
  }
  plan.first_weekday = first_weekday;
  plan.undated = true;
}

std::vector<Date> study_dates(const Plan& plan) {
  std::vector<Date> dates;
  dates.reserve(plan.days.size());
  for (const StudyDay& day : plan.days) dates.push_back(day.date);
  return dates;
}

std::int64_t week_of_plan(Date date) { return (date - first_date).count() / 7 + 1; }

std::size_t number_of_day(const Plan& plan, Date date) {
  const auto after = std::ranges::upper_bound(plan.days, date, {}, &StudyDay::date);
  return static_cast<std::size_t>(after - plan.days.begin());
}

}  // namespace pensum
