// Reviews: short returns to a lesson, on what budget the lessons left over.
//
// When     A lesson done on date t is due for its review of round r on t + offset(r). The review's own
//          day is the first study day from then on that lies behind the own day of the round before,
//          so that every review has a day of its own. A review without such a day before the deadline
//          is not due in this plan.
// Order    All first reviews, then all second ones, and so on; within a round as the lessons were
//          done. Each takes the first day from its due date on that has room and lies behind the
//          earlier reviews of its lesson.
// Optimum  Among all placements that keep the rules (budget, due date, deadline, behind the earlier
//          reviews of the lesson), the one whose days, read in that order and with a review left out
//          counting as later than any day, come first. Each review has the first day that those of
//          higher precedence leave it, and takes nothing from them: hence nothing comes earlier.
// Oracle   tests/plan/reviews_test.cpp enumerates all placements.
// Costs    O(reviews × log study days).
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace pensum {

/// How long a review takes: a quarter of its lesson's minutes, rounded up, at least 2.
Minutes review_minutes(Minutes lesson);

/// A study day as reviews see it.
struct ReviewSlot {
  Date date;
  Minutes left;  ///< of its budget, beside the lessons
};

/// A lesson that is to be reviewed.
struct Done {
  std::size_t lesson = 0;
  std::size_t slot = 0;  ///< of its last piece
  Minutes minutes;       ///< of the whole lesson
};

/// A review on a study day.
struct PlacedReview {
  std::size_t lesson = 0;
  std::size_t round = 0;  ///< from 0
  std::size_t slot = 0;
  Date due;
  Minutes minutes;

  friend bool operator==(const PlacedReview&, const PlacedReview&) = default;
};

struct Reviews {
  std::vector<PlacedReview> placed;  ///< by precedence
  std::vector<std::size_t> missing;  ///< by round: due in the plan, but without room

  bool complete() const;
};

/// `done` in the order of being done; `offsets` rising, above 0.
Reviews place_reviews(std::span<const ReviewSlot> slots, std::span<const Done> done,
                      const ReviewOffsets& offsets);

}  // namespace pensum
