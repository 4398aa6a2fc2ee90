#include "plan/plan.hpp"

#include <algorithm>

namespace pensum {

std::optional<std::size_t> find_day(const Plan& plan, Date date) {
  const auto found = std::ranges::lower_bound(plan.days, date, {}, &StudyDay::date);
  if (found == plan.days.end() || found->date != date) return std::nullopt;
  return static_cast<std::size_t>(found - plan.days.begin());
}

std::vector<PathPart> path_parts(const Plan& plan) {
  std::vector<PathPart> parts;
  auto path = plan.catalog->paths.begin();
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) {
      while (task.lesson >= path->last) ++path;  // tasks keep catalog order, and paths hold all of it
      if (parts.empty() || parts.back().path != &*path) {
        parts.push_back({.path = &*path, .tasks = {}, .load = {}, .first_day = d, .last_day = d});
      }
      PathPart& part = parts.back();
      part.tasks.push_back(task);
      part.load += task.minutes;
      part.last_day = d;
    }
  }
  return parts;
}

}  // namespace pensum
