// What has happened since a plan began, and the plan in hand that it is measured by.
//
// Today      Days before `Request::today` are over. They keep what the plan in hand has on them; what is not
//            done of it is planned again, from today on.
// In hand    The plan that the learner follows: a printed one, or else what the same request makes without
//            its past.
// On plan    Where exactly those lessons are left that the plan in hand has from today on, and dates and
//            budgets are the same, its lessons stay on their days: its even course goes on. (They are the
//            closest to it that there are: a better rest would have made a better plan.) The
//            reviews stay as well where they were all done, and the lessons on the days planned.
// Otherwise  The lessons left get an even course of their own over the days left. Of the schedules that are
//            equally close to it, the one is taken that moves the fewest lessons; so for reviews.
// Reviews    Those of lessons done go on from the dates on which these were done. Rounds due before today are
//            over, unless they were missed: these become one review, from the first study day on that has
//            room for it. Those done already are left out.
#pragma once

#include "base/date.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pensum {

/// When a plan has its lessons and reviews, past days included.
class PlannedDates {
 public:
  PlannedDates() = default;
  explicit PlannedDates(const Plan& plan);

  /// The date on which a lesson is done, its last part if it has several.
  std::optional<Date> lesson(LessonIndex lesson) const;
  /// The date of a review; rounds from 1.
  std::optional<Date> review(LessonIndex lesson, std::size_t round) const;

 private:
  std::map<LessonIndex, Date> lessons_;
  std::map<std::pair<LessonIndex, std::size_t>, Date> reviews_;
};

/// A lesson that is on another date than before.
struct Moved {
  LessonIndex lesson = 0;
  std::optional<Date> from;  ///< nothing: it was not planned
  Date to;
};

/// The lessons of `plan` that are on another date than in the plan before, in catalog order. None where there
/// was no plan before.
std::vector<Moved> moved_lessons(const Plan& plan);

/// A date that holds other lessons or reviews than in the plan before, or one of whose lessons was missed.
struct ChangedDate {
  Date date;
  std::optional<std::size_t> day{};  ///< the study day in `Plan::days`; nothing where it is over, or none now
  std::vector<Moved> away{};         ///< what was on it and is on another date now, by that date
  std::vector<LessonIndex> left_out{};  ///< what was on it and is not planned any more
};

/// Those of `plan`, by date; lessons that moved away count on the date of their last part. None where there
/// was no plan before.
std::vector<ChangedDate> changed_dates(const Plan& plan, Date today);

/// The days of `plan` before `today`, by date.
std::vector<StudyDay> days_before(const Plan& plan, Date today);
/// The days of `plan` from `today` on.
std::vector<StudyDay> days_from(const Plan& plan, Date today);

/// The whole plan since `start`, as pages show it that are kept: its past days are days like the others, and
/// what was done on them is among its lessons.
Plan with_past(const Plan& plan, Date start);
/// The same since the first of its past days; nothing where it has none.
std::optional<Plan> with_past(const Plan& plan);

}  // namespace pensum
