// Reviews: short returns to a lesson, on what budget the lessons left over.
//
// When      A lesson done on date t is due for its review of round r on t + offset(r). The review's own day
// is
//           the first study day from then on that lies behind the own day of the round before. It may stand
//           from its own day to a grace after it: a quarter of the offset, in whole days, at least one. A
//           review whose own day would lie behind the deadline is not due in this plan; rounds that were due
//           before the plan began belong to the past (Done::over). A round that was missed has its own day on
//           the first study day that has room for it beside lessons. Two reviews of a lesson stand on two
//           days, in the order of their rounds.
// Optimum   First, as many reviews as can be. Then totals as even as can be, lessons included: the sum over
//           days of total²/budget, each rounded down to 1/2²⁰ minute, is least. Then as few days of delay
//           behind the own days as can be. Then as few reviews on another date than in the plan before.
// Method    One review after another, by the last day of its grace, over states: the totals of the days that
// a
//           later review may still use. Of states alike in these the better one stays. Rounds of a lesson
//           whose graces overlap are placed together. First all reviews have to find room; only where that
//           fails may some be left out.
// Exactness While no more than `ReviewLimits::states` are alive, which holds for plans of a person's size and
//           the usual offsets, the result is the optimum, and a failure to place all is a proof. Beyond that
//           the states with the evenest totals are kept: with one state left that is “the emptiest day of the
//           grace”. Reviews::proven says which it was.
// Oracle    tests/plan/reviews_test.cpp enumerates all placements.
// Costs     O(reviews × states × days of a grace).
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pensum {

/// How long a review takes: a quarter of its lesson's minutes, rounded up, at least 2.
Minutes review_minutes(Minutes lesson);

/// How many days after its own day a review may be.
std::int64_t review_grace(std::int64_t offset);

/// A study day as reviews see it.
struct ReviewSlot {
  Date date;
  Minutes budget;
  Minutes load;  ///< of lessons
};

/// The most rounds that there can be.
inline constexpr std::size_t most_rounds = 32;

/// A lesson that is to be reviewed.
struct Done {
  std::size_t lesson = 0;
  Date date;                            ///< of its last piece; may be before the first slot
  Minutes minutes;                      ///< of the whole lesson
  std::uint32_t over = 0;               ///< a bit for each round that is not to come any more: done, or past
  std::optional<std::size_t> missed{};  ///< the last round that was missed; not over
};

/// A date of the plan before.
struct ReviewBefore {
  std::size_t lesson = 0;
  std::size_t round = 0;  ///< from 0
  Date date;
};

/// A review that is due in the plan.
struct DueReview {
  std::size_t lesson = 0;
  std::size_t round = 0;  ///< from 0
  Date due;
  std::size_t first_slot = 0;  ///< its own day
  std::size_t last_slot = 0;   ///< the last day of its grace
  Minutes minutes;
  std::optional<Date> before{};  ///< its date in the plan before
};

/// A review on a study day.
struct PlacedReview {
  std::size_t lesson = 0;
  std::size_t round = 0;  ///< from 0
  std::size_t slot = 0;
  Date due;
  Date until;  ///< the last day of its grace
  Minutes minutes;

  friend bool operator==(const PlacedReview&, const PlacedReview&) = default;
};

struct Reviews {
  std::vector<PlacedReview> placed;  ///< by round, then as the lessons were done
  std::vector<std::size_t> missing;  ///< by round: due in the plan, but without room
  std::size_t looked_at = 0;         ///< choices, states and all
  bool proven = true;                ///< whether it is the optimum, and whether what is missing has to be

  bool complete() const;
};

struct ReviewLimits {
  std::size_t states = 4'096;
  std::size_t effort = 300'000;  ///< states times choices; fewer states are kept where it would be more
};

/// The reviews of `done` that are due on `slots`, lesson by lesson, each by round. `done` in the order of
/// being done; `offsets` rising, above 0.
std::vector<DueReview> due_reviews(std::span<const ReviewSlot> slots, std::span<const Done> done,
                                   const ReviewOffsets& offsets);

/// `before` by lesson, then by round.
///
/// Places all of them or, with `some`, as many as can be; without it nothing is placed where not all find
/// room.
enum class Wanted { all, some };
Reviews place_reviews(std::span<const ReviewSlot> slots, std::span<const Done> done,
                      const ReviewOffsets& offsets, Wanted wanted = Wanted::some, ReviewLimits limits = {},
                      std::span<const ReviewBefore> before = {});

}  // namespace pensum
