// How far a learner is in a plan in hand: facts, measured by its dates.
#pragma once

#include "plan/plan.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pensum {

struct Standing {
  std::size_t all = 0;  ///< lessons of the plan in hand, those done before it and those left out included
  std::vector<LessonIndex> done;     ///< of these, in catalog order, as are the others
  std::vector<LessonIndex> planned;  ///< until yesterday, done or not
  std::vector<LessonIndex> behind;   ///< of these, those not done
  std::vector<LessonIndex> late;     ///< planned to end today or later, with parts until yesterday not done
  Minutes behind_minutes;            ///< that are left of those behind, and of these parts
  std::vector<LessonIndex> ahead;    ///< done before the day on which they are planned
  std::size_t cushion = 0;           ///< study days that could be missed, by the plan in hand
};

Standing standing_of(const Plan& in_hand, std::span<const DoneLesson> done, std::span<const Begun> begun,
                     Date today);

/// The most study days, up to some date, that a learner who follows `plan` can miss, whichever they are.
std::size_t missable_days(const Plan& plan);

/// The most minutes of a day.
Minutes fullest_day(const Plan& plan);

/// The first date from which on no lesson of `plan` has moved, where some have before it.
std::optional<Date> unchanged_from(const Plan& plan);

}  // namespace pensum
