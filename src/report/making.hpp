// How a plan came to be what it is, for readers who did not ask for it themselves.
#pragma once

#include "language/dates.hpp"
#include "plan/plan.hpp"

#include <string>
#include <vector>

namespace pensum::report {

/// What the plan was asked for and what was found for it, in sentences: dates, minutes a day, pace,
/// reviews, buffer, lessons in parts.
std::vector<std::string> making(const Plan& plan, const Dates& dates);

}  // namespace pensum::report
