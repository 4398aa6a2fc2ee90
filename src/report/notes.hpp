// What a reader of a plan has to know besides the plan itself, in sentences.
#pragma once

#include "plan/plan.hpp"

#include <string>
#include <vector>

namespace pensum::report {

/// How many days can be missed.
std::string cushion(const Plan& plan);

/// What was done before, what was left out, and which reviews found no room; where there is such.
std::vector<std::string> notes(const Plan& plan);

}  // namespace pensum::report
