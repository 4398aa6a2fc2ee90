// How much a learner can miss and still make the deadline, under the same budgets.
//
// Latest dates   Filling the days from the back, in reverse order, does every lesson as late as it can
//                be done (see filling.hpp): that is the latest date of each. A part of a lesson can be
//                done until the latest date by which as much of the lesson is done.
// Missed days    The largest k such that whichever k study days are missed, all lessons still fit on
//                the others. Where lessons stay whole: for each day, the fewest lessons that can be
//                done by its end when k days up to it are missed; missing a day leaves what was done,
//                learning goes as far as it can, and having done more before never means having done
//                less after, so the worst case of each day follows from those of the day before.
//                O(study days × the smaller of k and the lessons), each step O(log lessons).
//                Where lessons may be split, what can be done on a day depends on the days around it.
//                Whoever keeps all lessons whole can miss no more, so k starts there; then all choices
//                of k days are tried while they are few (`most_steps`). In longer plans the number may
//                be too small, never too large.
// Oracle         tests/plan/cushion_test.cpp tries every set of days.
#pragma once

#include "plan/workload.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace pensum {

/// The latest slot on which each lesson can be done, so that it and all later ones still fit. All
/// lessons have to fit.
std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const Work> lessons);

/// The same for each of `pieces`, all lessons in order, each in one or more: the latest slot at whose end
/// as much of its lesson can be done as it and the pieces before hold.
std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const Work> lessons,
                                      std::span<const Piece> pieces);

/// How many of the slots can be missed, whichever they are. All lessons have to fit.
std::size_t missable_slots(std::span<const Slot> slots, std::span<const Work> lessons);

}  // namespace pensum
