#include "report/explanation.hpp"

#include "language/words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace pensum::report {

namespace {

/// A change of plan: a task that moves from one day to another.
struct Move {
  const Task& task;
  const StudyDay& from;
  const StudyDay& to;
};

class Explanation {
 public:
  explicit Explanation(const Plan& plan) : plan_(plan) {}

  std::string of(std::size_t index) const {
    const StudyDay& day = plan_.days[index];
    if (day.buffer) return "kept free of new lessons (--buffer)";
    return plan_.pace == Pace::early ? filled(index) : even(index);
  }

 private:
  const Lesson& lesson(const Task& task) const { return plan_.catalog->lessons[task.lesson]; }

  double share(const StudyDay& day) const {
    const FairShare fair = fair_share(plan_, day);
    return static_cast<double>(fair.numerator) / static_cast<double>(fair.denominator);
  }

  /// The first task behind the day, and its day.
  std::optional<std::size_t> next_busy_day(std::size_t index) const {
    for (std::size_t i = index + 1; i < plan_.days.size(); ++i) {
      if (!plan_.days[i].tasks.empty()) return i;
    }
    return std::nullopt;
  }

  std::string name(const Task& task) const {
    std::string text = fmt::format("lesson {} ({})", lesson(task).id, words::minutes(task.minutes));
    if (task.parts > 1) text += fmt::format(", {}", words::part(task.part, task.parts));
    return text;
  }

  /// The sum of squares after the move, minus that before.
  double cost(const Move& move) const {
    const auto minutes = static_cast<double>(move.task.minutes.count);
    const double from = static_cast<double>(move.from.load.count) - share(move.from);
    const double to = static_cast<double>(move.to.load.count) - share(move.to);
    return 2 * minutes * (to - from + minutes);
  }

  std::string price(const Move& move) const {
    const Minutes over = move.to.load + move.task.minutes - move.to.budget;
    if (over.count > 0) return fmt::format("is {} over the budget", words::minutes(over));
    const double difference = cost(move);
    if (std::abs(difference) < 0.05) return "is as even, but not as early";
    return fmt::format("costs {:.1f}", difference);
  }

  std::string even(std::size_t index) const {
    const StudyDay& day = plan_.days[index];
    std::string text = fmt::format("fair share {:.1f} min, holds {}", share(day), day.load.count);
    if (const auto next = next_busy_day(index)) {
      const Task& task = plan_.days[*next].tasks.front();
      text += fmt::format("; {} as well {}", name(task), price({task, plan_.days[*next], day}));
    } else {
      text += "; no lesson is left";
    }
    if (!day.tasks.empty() && index + 1 < plan_.days.size() && !plan_.days[index + 1].buffer) {
      const Task& task = day.tasks.back();
      text += fmt::format("; {} a study day later {}", name(task), price({task, day, plan_.days[index + 1]}));
    }
    return text;
  }

  std::string filled(std::size_t index) const {
    const StudyDay& day = plan_.days[index];
    const auto next = next_busy_day(index);
    if (!next) return "filled from the front; no lesson is left";
    return fmt::format("filled from the front; {} does not fit into the {} left",
                       name(plan_.days[*next].tasks.front()), words::minutes(day.budget - day.load));
  }

  const Plan& plan_;
};

}  // namespace

std::vector<std::string> explain(const Plan& plan) {
  const Explanation explanation(plan);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < plan.days.size(); ++i) lines.push_back(explanation.of(i));
  return lines;
}

}  // namespace pensum::report
