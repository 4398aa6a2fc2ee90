// In which language the days of a plan are called.
#pragma once

#include "language/language.hpp"
#include "plan/plan.hpp"

namespace pensum::facts {

/// `language`, for a plan without dates as it calls that plan's days: “Day 3”.
Language with_days_of(Language language, const Plan& plan);

}  // namespace pensum::facts
