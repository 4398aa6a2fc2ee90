// What the boxes of a handout tell: what is done of the plan in it.
//
// Lesson   Done if its box is ticked, or those of all its parts; done on the date on which it was planned, or
//          yesterday where that lies later. Done stays done: no box takes that back.
// Parts    Where some are ticked, the lesson is begun, and what is left of it are the others' minutes.
// Reviews  Of lessons done: those planned before today and not ticked were missed, those ticked before their
// day
//          were done early.
#pragma once

#include "handout/handout.hpp"
#include "plan/plan.hpp"
#include "plan/request.hpp"

#include <span>
#include <string>
#include <vector>

namespace pensum::handout {

enum class Strokes { ignored, counted };  ///< whether a stroke over a box ticks it

struct Progress {
  std::vector<DoneLessons> done;  ///< with their dates, in catalog order
  std::vector<BegunLesson> begun;
  std::vector<ReviewOf> missed;
  std::vector<ReviewOf> reviewed;
  std::vector<std::string>
      stroked;  ///< lessons with strokes over a box that was not counted, in catalog order
  std::vector<std::string> unknown;  ///< ids that boxes name and the catalog does not have
  std::vector<std::string> boxless;  ///< lessons planned without a box in the file
};

/// What `boxes` say of `in_hand`, which is the plan in the same handout, on the day `today`. `done` are the
/// lessons known to be done besides.
Progress progress_of(std::span<const Box> boxes, const Plan& in_hand, Date today, Strokes strokes,
                     std::span<const LessonIndex> done = {});

}  // namespace pensum::handout
