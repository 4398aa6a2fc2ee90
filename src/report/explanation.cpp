#include "report/explanation.hpp"

#include "facts/days_in_words.hpp"
#include "language/dates.hpp"
#include "plan/past.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace pensum::report {

namespace {

/// The end of a day moves by one task: its last one a study day later, or the next day's first one to it. The
/// schedule's objective changes by this one day's distance to the even course, and by what breaks ties.
struct Move {
  const Task& task;
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t day = 0;       ///< whose end moves
  std::int64_t minutes = 0;  ///< more done by its end; negative: less
};

class Explanation {
 public:
  explicit Explanation(const Plan& plan)
      : plan_(plan),
        language_(facts::with_days_of(Language("en"), plan)),
        dates_(language_, {plan.start, plan.deadline}) {
    if (plan.before) before_ = PlannedDates(*plan.before);
    std::int64_t ahead = -plan.share_before;
    for (const StudyDay& day : plan.days) {
      ahead_.push_back(ahead += day.load.count * share_unit - day.share);
    }
    for (const PathPart& part : path_parts(plan)) path_ends_.push_back(part.tasks.back().lesson);
  }

  std::string of(std::size_t index) const {
    const StudyDay& day = plan_.days[index];
    if (day.buffer) return "kept free of new lessons, for reviews and for what went wrong";
    return plan_.pace == Pace::early ? filled(index) : even(index);
  }

 private:
  bool takes_lessons(std::size_t index) const {
    return index < plan_.days.size() && !plan_.days[index].buffer;
  }

  std::string name(const Task& task) const {
    std::string text = fmt::format("lesson {} ({})", plan_.catalog->lessons[task.lesson].id,
                                   language_.minutes(task.minutes));
    if (task.parts > 1) text += fmt::format(", part {} of {}", task.part, task.parts);
    return text;
  }

  /// Where the learner is by a day's end.
  static std::string standing(std::int64_t ahead) {
    const std::int64_t tenths = (std::abs(ahead) * 10 + share_unit / 2) / share_unit;
    if (tenths == 0) return "on the even course";
    return fmt::format("{}.{} min {} the even course", tenths / 10, tenths % 10,
                       ahead > 0 ? "ahead of" : "behind");
  }

  std::string even(std::size_t index) const {
    std::string text = standing(ahead_[index]);
    const StudyDay& day = plan_.days[index];
    if (takes_lessons(index + 1)) {
      const StudyDay& next = plan_.days[index + 1];
      if (!next.tasks.empty()) {
        const Task& task = next.tasks.front();
        // A part can only join the part before it.
        if (task.part == task.parts) {
          text += outcome({task, index + 1, index, index, task.minutes.count});
        }
      }
      if (!day.tasks.empty()) {
        const Task& task = day.tasks.back();
        if (task.part == 1) text += outcome({task, index, index + 1, index, -task.minutes.count});
      }
    }
    return text;
  }

  /// What would come of a move, and by what the plan is better.
  std::string outcome(const Move& move) const {
    const StudyDay& to = plan_.days[move.to];
    const std::string moved = fmt::format("; {} on {}", name(move.task), dates_.date(to.date));
    const Minutes over = to.load + move.task.minutes - to.budget;
    if (over.count > 0)
      return fmt::format("{} would be {} more than the day has", moved, language_.minutes(over));
    const std::int64_t after = ahead_[move.day] + move.minutes * share_unit;
    return fmt::format("{} would leave you {}{}", moved, standing(after), reason(move, after));
  }

  /// What decides where the distance is the same; empty where it is not.
  std::string reason(const Move& move, std::int64_t after) const {
    if (std::abs(after) != std::abs(ahead_[move.day])) return {};
    if (move.task.part == move.task.parts && before_.lesson(move.task.lesson) == plan_.days[move.from].date)
      return ", as near, but not on the date that it had";
    if (move.task.parts == 2) return ", and the lesson would be whole";
    const bool ends_path = ends_path_at(last_task(move.day));
    const bool would_end =
        move.to > move.from ? ends_path_at(task_before_last(move.day)) : ends_path_at(&move.task);
    if (ends_path && !would_end) return ", as near, but the path would not end with the day";
    if (!ends_path && would_end) return ", as near, and the path would end with the day";
    return move.to > move.from ? ", as near, but later" : ", as near, and earlier";
  }

  const Task* last_task(std::size_t index) const {
    const std::vector<Task>& tasks = plan_.days[index].tasks;
    return tasks.empty() ? nullptr : &tasks.back();
  }
  const Task* task_before_last(std::size_t index) const {
    const std::vector<Task>& tasks = plan_.days[index].tasks;
    return tasks.size() < 2 ? nullptr : &tasks[tasks.size() - 2];
  }
  bool ends_path_at(const Task* task) const {
    return task != nullptr && task->part == task->parts &&
           std::ranges::find(path_ends_, task->lesson) != path_ends_.end();
  }

  std::string filled(std::size_t index) const {
    const StudyDay& day = plan_.days[index];
    for (std::size_t next = index + 1; next < plan_.days.size(); ++next) {
      if (plan_.days[next].tasks.empty()) continue;
      return fmt::format("filled from the front; {} does not fit into the {} left",
                         name(plan_.days[next].tasks.front()), language_.minutes(day.budget - day.load));
    }
    return "filled from the front; no lesson is left";
  }

  const Plan& plan_;
  Language language_;
  Dates dates_;
  PlannedDates before_;                 ///< of the plan in hand
  std::vector<std::int64_t> ahead_;     ///< of the even course by each day's end, in units
  std::vector<LessonIndex> path_ends_;  ///< the last lesson planned of each path
};

}  // namespace

std::vector<std::string> explain(const Plan& plan) {
  const Explanation explanation(plan);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < plan.days.size(); ++i) lines.push_back(explanation.of(i));
  return lines;
}

}  // namespace pensum::report
