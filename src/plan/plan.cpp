#include "plan/plan.hpp"

#include <algorithm>
#include <set>

namespace pensum {

std::optional<std::size_t> find_day(const Plan& plan, Date date) {
  const auto found = std::ranges::lower_bound(plan.days, date, {}, &StudyDay::date);
  if (found == plan.days.end() || found->date != date) return std::nullopt;
  return static_cast<std::size_t>(found - plan.days.begin());
}

namespace {

/// Whether tasks of days that are over were missed, and are among the others once more.
class Missed {
 public:
  explicit Missed(const Plan& plan) : plan_(plan) {
    if (!plan.today || plan.days.empty() || plan.days.front().date >= *plan.today) return;
    for (const StudyDay& day : plan.days) {
      if (day.date < *plan.today) continue;
      for (const Task& task : day.tasks) left_.insert(task.lesson);
    }
  }

  bool contains(const StudyDay& day, const Task& task) const {
    if (left_.empty() || day.date >= *plan_.today || !left_.contains(task.lesson)) return false;
    const auto begun = std::ranges::find(plan_.begun, task.lesson, &Begun::lesson);
    return begun == plan_.begun.end() || task.part > begun->parts;
  }

 private:
  const Plan& plan_;
  std::set<LessonIndex> left_;
};

}  // namespace

std::vector<PathPart> path_parts(const Plan& plan) {
  std::vector<PathPart> parts;
  const std::vector<Path>& paths = plan.catalog->paths;
  const Missed missed(plan);
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) {
      if (missed.contains(plan.days[d], task)) continue;
      const Path* path = &*(std::ranges::upper_bound(paths, task.lesson, {}, &Path::first) - 1);
      auto part = std::ranges::lower_bound(parts, path, {}, &PathPart::path);
      if (part == parts.end() || part->path != path) {
        part = parts.insert(part, {.path = path, .tasks = {}, .load = {}, .first_day = d, .last_day = d});
      }
      part->tasks.push_back(task);
      part->load += task.minutes;
      part->last_day = d;
    }
  }
  for (PathPart& part : parts) std::ranges::stable_sort(part.tasks, {}, &Task::lesson);
  return parts;
}

}  // namespace pensum
