// The even course: how many minutes of new lessons each study day would get if lessons were as fine as sand
// and every day, its reviews included, as full as the others for its budget.
//
// Definition  s(d) = min(b(d), max(0, c·b(d) − r(d))) for the study days d that take lessons, in order; 0 on
//             the others. b is the day's budget; r(d) what is to be reviewed on it: the reviews of lessons
//             done before the plan, and ρ times the shares of the days whose reviews fall on d, round by
//             round. ρ is the minutes that one round reviews per minute of lesson. A review that falls on a
//             date without a budget passes to the next study day. c is one number for the whole plan, such
//             that the shares sum up to the minutes of all lessons.
// Arithmetic  Integers throughout: shares in units of 1/share_unit minute, c in units of 1/Fullness::scale.
//             c is found by halving; it is the smallest at which the sum is that of the lessons, or else the
//             one before the first at which it is more. What is then missing, less than a unit a day as a
//             rule, goes to the earliest days that have room, so that the sum is right to the unit.
// Costs       O(study days × rounds) for each of about thirty trials of c.
// Oracle      tests/plan/shares_test.cpp follows the definition in fractions.
#pragma once

#include "plan/request.hpp"
#include "plan/study_days.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace pensum {

/// The units of a share in a minute.
inline constexpr std::int64_t share_unit = 1000;

/// c: how full each day is meant to be, for its budget, reviews included.
struct Fullness {
  static constexpr std::int64_t scale = std::int64_t{1} << 24;
  std::int64_t count = 0;

  /// Exact: a binary fraction.
  double value() const { return static_cast<double>(count) / static_cast<double>(scale); }
};

struct Shares {
  std::vector<std::int64_t> units;  ///< of each study day
  Fullness fullness;

  /// The shares up to each day's end.
  std::vector<std::int64_t> course() const;
};

/// What the shares are computed from.
struct ShareProblem {
  std::span<const Slot> slots;
  std::size_t learning = 0;               ///< how many of the slots, from the first, take lessons
  Minutes lessons;                        ///< all of them
  Minutes round;                          ///< one review of each
  std::span<const std::int64_t> offsets;  ///< of the rounds, in days, rising
  std::span<const Minutes> due_before;    ///< by slot: reviews of lessons done before; empty: none
};

/// Nothing in them but zeros where there are no lessons. Where the budgets of the days are less than the
/// lessons, each day's share is its budget.
Shares even_shares(const ShareProblem& problem);

}  // namespace pensum
