// Why each day of a plan holds what it holds.
#pragma once

#include "plan/plan.hpp"

#include <string>
#include <vector>

namespace pensum::report {

/// One line a study day: its fair share, and what taking the next lesson as well or giving the last one
/// back would cost. Costs are in square minutes, the measure of evenness (plan/schedule.hpp).
std::vector<std::string> explain(const Plan& plan);

}  // namespace pensum::report
