#include "plan/standing.hpp"

#include "plan/past.hpp"

#include <algorithm>
#include <set>

namespace pensum {

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
    if (*planned >= today || is_done) continue;
    standing.behind.push_back(lesson);
    const auto at = std::ranges::find(begun, lesson, &Begun::lesson);
    standing.behind_minutes += at == begun.end() ? in_hand.catalog->lessons[lesson].minutes : at->left;
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
