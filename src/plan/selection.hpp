// Which lessons of a catalog a request asks for.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "plan/request.hpp"

#include <vector>

namespace pensum {

/// A lesson that was done before the plan.
struct DoneLesson {
  LessonIndex lesson = 0;
  Date on;  ///< before the start
};

struct Selection {
  std::vector<LessonIndex> lessons;  ///< to be planned, in catalog order
  std::vector<DoneLesson> done;      ///< asked for and done already, by date, then in catalog order
};

/// The lessons of `request.paths` that are in `only` and not in `skip`, apart by whether they are
/// in `done`. Lessons that are required but not requested are taken as known. Errors: ids and paths
/// that the catalog does not have, ranges that run backwards, a choice that leaves nothing.
Result<Selection> select(const Catalog& catalog, const Request& request);

}  // namespace pensum
