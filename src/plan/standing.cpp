#include "plan/standing.hpp"

#include "plan/past.hpp"

#include <algorithm>
#include <set>

namespace pensum {

namespace {

/// The minutes that are left of a lesson by `begun`.
Minutes left_of(LessonIndex lesson, const Plan& plan, std::span<const Begun> begun) {
  const auto at = std::ranges::find(begun, lesson, &Begun::lesson);
  return at == begun.end() ? plan.catalog->lessons[lesson].minutes : at->left;
}

/// The minutes of a lesson's parts before `today` that are not done.
Minutes missed_of(LessonIndex lesson, const Plan& plan, std::span<const Begun> begun, Date today) {
  Minutes missed;
  for (const StudyDay& day : plan.days) {
    if (day.date >= today) break;
    for (const Task& task : day.tasks) {
      if (task.lesson == lesson) missed += task.minutes;
    }
  }
  const Minutes done = left_of(lesson, plan, plan.begun) - left_of(lesson, plan, begun);
  return std::max(missed - done, Minutes{});
}

}  // namespace

Standing standing_of(const Plan& in_hand, std::span<const DoneLesson> done, std::span<const Begun> begun,
                     Date today) {
  Standing standing;
  const PlannedDates dates(in_hand);
  std::set<LessonIndex> all(in_hand.lessons.begin(), in_hand.lessons.end());
  all.insert(in_hand.left_out.begin(), in_hand.left_out.end());
  for (const DoneLesson& each : in_hand.done) all.insert(each.lesson);
  std::set<LessonIndex> finished;
  for (const DoneLesson& each : done) finished.insert(each.lesson);
  all.insert(finished.begin(), finished.end());
  standing.all = all.size();
  standing.done.assign(finished.begin(), finished.end());
  for (const LessonIndex lesson : all) {
    const std::optional<Date> planned = dates.lesson(lesson);
    if (!planned) continue;
    const bool is_done = finished.contains(lesson);
    if (*planned < today) standing.planned.push_back(lesson);
    if (*planned >= today && is_done) standing.ahead.push_back(lesson);
    if (is_done) continue;
    const bool is_late = *planned >= today;
    const Minutes missing =
        is_late ? missed_of(lesson, in_hand, begun, today) : left_of(lesson, in_hand, begun);
    if (is_late && missing == Minutes{}) continue;
    (is_late ? standing.late : standing.behind).push_back(lesson);
    standing.behind_minutes += missing;
  }
  standing.cushion = missable_days(in_hand);
  return standing;
}

std::size_t missable_days(const Plan& plan) { return plan.cushion.empty() ? 0 : plan.cushion.back().days; }

Minutes fullest_day(const Plan& plan) {
  Minutes most;
  for (const StudyDay& day : plan.days) most = std::max(most, day.total());
  return most;
}

std::optional<Date> unchanged_from(const Plan& plan) {
  std::optional<Date> last;
  for (const Moved& moved : moved_lessons(plan)) {
    last = std::max({last.value_or(moved.to), moved.to, moved.from.value_or(moved.to)});
  }
  if (!last) return std::nullopt;
  const auto next = std::ranges::upper_bound(plan.days, *last, {}, &StudyDay::date);
  for (auto day = next; day != plan.days.end(); ++day) {
    if (!day->tasks.empty()) return next->date;
  }
  return std::nullopt;
}

}  // namespace pensum
