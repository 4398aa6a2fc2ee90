// How a plan came to be what it is, for readers who did not ask for it themselves.
#pragma once

#include "language/dates.hpp"
#include "plan/plan.hpp"

#include <string>
#include <vector>

namespace pensum::facts {

/// What the plan was asked for and what was found for it, in sentences: dates, minutes a day, pace,
/// reviews, buffer, lessons in parts.
std::vector<std::string> how_it_was_made(const Plan& plan, const Dates& dates);

}  // namespace pensum::facts
