// What a learner who follows a plan can miss and still meet the deadline.
//
// Follower       Does what is printed, on the day on which it is printed, and nothing before it. One who
// missed
//                something catches up on the following days, in order, each lesson (or printed part of one)
//                whole, as far as each day's minutes go; reviews give way to lessons. Days of the buffer and
//                days without lessons are there to catch up on.
// Latest dates   Filling the days from the back does everything as late as it can be done: by the end of a
// day
//                so much has to be done at the least. Doing more never hurts, so who has done that much makes
//                it, and who has not does not. The latest date of something is the first whose end needs it.
// Missed days    For k days missed, whichever they are among those up to a date: the fewest that can be done
// by
//                that date's end follow from those of the day before, since having done more before never
//                means having done less after. The last date at which these are enough is the answer for k;
//                what goes wrong for one date goes wrong for all later ones.
// Costs          O(study days × days missed).
// Oracle         tests/plan/cushion_test.cpp follows a learner through every set of missed days.
#pragma once

#include "plan/workload.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace pensum {

/// For each of `pieces`, in order: the latest slot on which it can be done so that it and all later ones
/// still fit. `pieces` keep to the budgets of `slots`.
std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const LessonPiece> pieces);

/// For k = 1, 2, … as long as there is one, at most `most` of them: the last slot up to which any k slots can
/// be missed.
std::vector<std::size_t> missable_slots(std::span<const Slot> slots, std::span<const LessonPiece> pieces,
                                        std::size_t most);

}  // namespace pensum
