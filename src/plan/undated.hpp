// Plans without dates, for a class that starts when it likes: days are called by their number among the study
// days.
//
// Such a plan is made like any other, on the dates of the request. Then it is moved, as a whole, to the
// beginning of the calendar, in January of the year 1. So nothing that is written of it can give the real
// dates away, and it is the same plan, byte for byte, whatever date it was made for, as long as the same
// weekdays have the same minutes.
#pragma once

#include "base/date.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pensum {

/// Moves a plan that has not begun to the calendar's first week. That is the plan's first week, which begins
/// with the plan, or on the weekday that the plan's weeks have been asked to begin on.
void take_dates_away(Plan& plan);

/// The dates of all study days, in their order.
std::vector<Date> study_dates(const Plan& plan);

/// Which of an undated plan's weeks holds `date`, from 1.
std::int64_t week_of_plan(Date date);

/// How many of the plan's study days are up to `date`, inclusive: the number of the day that is on it.
std::size_t number_of_day(const Plan& plan, Date date);

}  // namespace pensum
