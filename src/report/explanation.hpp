// Why each day of a plan holds what it holds.
#pragma once

#include "language/dates.hpp"
#include "plan/plan.hpp"

#include <string>
#include <vector>

namespace pensum::report {

/// One line a study day: how far its end is from the even course (plan/schedule.hpp), and how far it would be
/// with the next study day's first lesson as well, or without its own last one.
std::vector<std::string> explain(const Plan& plan);

}  // namespace pensum::report
