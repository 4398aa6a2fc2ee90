// Lessons named in short: "1–3, 5".
#pragma once

#include "plan/plan.hpp"

#include <span>
#include <string>
#include <vector>

namespace pensum {

/// Lessons that follow each other in the catalog.
struct LessonRun {
  LessonIndex first = 0;
  LessonIndex last = 0;
};

/// The lessons of `tasks`, which are in the catalog's order, as runs.
std::vector<LessonRun> lesson_runs(std::span<const Task> tasks);

/// The ids of `tasks` as messages name them: runs as ranges with an en dash. Plans are written in their own
/// language (facts/lesson_numbers.hpp).
std::string lesson_numbers(const Catalog& catalog, std::span<const Task> tasks);

}  // namespace pensum
