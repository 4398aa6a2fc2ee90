// Filling study days from the front: every lesson is done as early as it can be. This decides whether
// lessons fit at all, and how early they can be done.
//
// Where a lesson ends is a Frontier, and an earlier one is never worse for what follows. So taking the
// earliest end of each lesson in turn is exact: no other schedule gets further. Oracle:
// tests/plan/filling_test.cpp enumerates.
#pragma once

#include "plan/workload.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pensum {

/// How far the slots are used up: all before `slot`, and `used` minutes of that one.
struct Frontier {
  std::size_t slot = 0;
  Minutes used{};

  friend auto operator<=>(const Frontier&, const Frontier&) = default;
};

/// The earliest end of `work` that begins no earlier than `from`: whole on one day, or in pieces on
/// days that follow each other. Nothing where it finds no room.
std::optional<Frontier> earliest_end(std::span<const Slot> slots, Frontier from, const Work& work);

/// How far filling gets.
struct Filled {
  std::size_t placed = 0;  ///< lessons
  Frontier end;            ///< of the last lesson placed
};
Filled fill(std::span<const Slot> slots, std::span<const Work> lessons);

/// Appends the pieces of the lesson's earliest end, the earlier ones as large as they can be; returns
/// that end.
std::optional<Frontier> place_earliest(std::span<const Slot> slots, Frontier from, const Work& work,
                                       std::size_t lesson, std::vector<LessonPiece>& pieces);

}  // namespace pensum
