#include "plan/lesson_runs.hpp"

#include <cstddef>

namespace pensum {

std::vector<LessonRun> lesson_runs(std::span<const Task> tasks) {
  std::vector<LessonRun> runs;
  for (const Task& task : tasks) {
    // A lesson that is spread over days comes several times.
    if (!runs.empty() && task.lesson <= runs.back().last + 1) {
      runs.back().last = task.lesson;
    } else {
      runs.push_back({task.lesson, task.lesson});
    }
  }
  return runs;
}

std::string lesson_numbers(const Catalog& catalog, std::span<const Task> tasks) {
  std::string text;
  for (const LessonRun& run : lesson_runs(tasks)) {
    if (!text.empty()) text += ", ";
    text += catalog.lessons[run.first].id;
    if (run.last > run.first) text += "–" + catalog.lessons[run.last].id;
  }
  return text;
}

}  // namespace pensum
