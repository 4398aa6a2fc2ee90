// Where the readings of a plan's lessons are in its book, and the pictures in them.
#pragma once

#include "epub/texts.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace pensum::epub {

class BookReadings {
 public:
  explicit BookReadings(const Plan& plan) : plan_(plan), is_apart_(plan.days.size()) {}

  /// `texts` are those of the plan's catalog; they outlive this. `is_left_out(day, task)` says which tasks
  /// are without: those that are done on a later day.
  template <class LeftOut>
  void place(Texts& texts, Deflater& deflater, const LeftOut& is_left_out) {
    for (std::size_t day = 0; day < plan_.days.size(); ++day) {
      for (std::size_t task = 0; task < plan_.days[day].tasks.size(); ++task) {
        const LessonIndex lesson = plan_.days[day].tasks[task].lesson;
        if (texts.has(lesson) && !is_left_out(day, plan_.days[day].tasks[task]))
          tasks_[lesson].emplace_back(day, task);
      }
    }
    for (auto& [lesson, tasks] : tasks_) share_out(texts, deflater, lesson, tasks);
    name_pictures();
    find_days_apart();
  }

  bool has(std::size_t day, std::size_t task) const { return parts_.contains({day, task}); }
  /// Whether one of a day's tasks has a reading.
  bool any(std::size_t day) const;
  /// Whether there is so much to read on a day that each of its readings is in a file of its own.
  bool is_apart(std::size_t day) const { return is_apart_[day]; }
  /// What a task gives to read, which has something.
  const PackedText& text(std::size_t day, std::size_t task) const { return *parts_.at({day, task}); }
  /// The task with which a lesson's reading begins; nothing for one that is not in the book.
  std::optional<std::pair<std::size_t, std::size_t>> first(LessonIndex lesson) const;

  /// Pictures, by their files beside the catalog, with their names in the book.
  const std::map<std::string, std::string>& pictures() const { return pictures_; }

 private:
  using Place = std::pair<std::size_t, std::size_t>;  // day and task

  void share_out(Texts& texts, Deflater& deflater, LessonIndex lesson, std::vector<Place>& tasks);
  void name_pictures();
  void find_days_apart();

  const Plan& plan_;
  std::map<Place, const PackedText*> parts_;
  std::unordered_map<LessonIndex, std::vector<Place>> tasks_;  // with something to read, in their order
  std::vector<bool> is_apart_;
  std::map<std::string, std::string> pictures_;
};

}  // namespace pensum::epub
