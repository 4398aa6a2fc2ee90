// Which lessons of a catalog a request asks for.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "plan/request.hpp"

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace pensum {

/// A lesson that was done before the plan.
struct DoneLesson {
  LessonIndex lesson = 0;
  Date on;  ///< before the start
};

/// A lesson to be planned of which a part is done.
struct Begun {
  LessonIndex lesson = 0;
  Minutes left;
  std::size_t parts = 1;  ///< that are done
};

/// A review of a lesson.
struct ReviewRound {
  LessonIndex lesson = 0;
  std::size_t round = 1;  ///< from 1
  friend auto operator<=>(const ReviewRound&, const ReviewRound&) = default;
};

struct Selection {
  std::vector<LessonIndex> lessons;  ///< to be planned, in catalog order
  std::vector<DoneLesson> done;      ///< asked for and done already, by date, then in catalog order
  std::vector<Begun> begun;          ///< in catalog order
  std::vector<ReviewRound> missed;   ///< in catalog order, by round
  std::vector<ReviewRound> reviewed;
};

/// When a lesson was to be done; nothing where it was not planned.
using PlannedDate = std::function<std::optional<Date>(LessonIndex)>;

/// The lessons of `request.paths` that are in `only` and not in `skip`, apart by whether they are
/// in `done`. Lessons that are required but not requested are taken as known. Errors: ids and paths
/// that the catalog does not have, ranges that run backwards, a choice that leaves nothing, more minutes left
/// of a lesson than it has, a round of reviews that there is not.
///
/// `planned` dates what was done without a date, where the request has a today.
Result<Selection> select(const Catalog& catalog, const Request& request, const PlannedDate& planned = {});

}  // namespace pensum
