// What is told of a plan in hand before it is planned again: where the learner stands, and what would come of
// it. For a terminal, in English, and as JSON (docs/replanning.md).
#pragma once

#include "plan/plan.hpp"
#include "plan/standing.hpp"

#include <string>
#include <vector>

namespace pensum::report {

struct Replanned {
  const Plan& in_hand;
  const Plan* plan = nullptr;  ///< the new one; none where it does not fit, or everything is done
  Date today;                  ///< from when on is planned: earlier days are over
  Date day;  ///< what day it is: `today`, or the one before where that is not planned any more
  Standing standing;
  std::vector<Begun> begun;
  std::vector<ReviewRound> missed;
  std::vector<std::string> stroked;  ///< ids of lessons with pen strokes over a box that was not counted
  std::vector<std::string> boxless;  ///< ids of lessons whose boxes are not in the file
};

std::string to_text(const Replanned& replanned);
std::string to_json(const Replanned& replanned);

}  // namespace pensum::report
