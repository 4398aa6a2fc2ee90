// What a document could not show.
#pragma once

#include "base/diagnostic.hpp"
#include "plan/plan.hpp"

#include <span>

namespace pensum::facts {

/// A warning for each script of `characters`, which no font has: how many these are, which, and the lessons
/// that have them in their texts.
Diagnostics missing_characters(const Plan& plan, std::span<const char32_t> characters);

}  // namespace pensum::facts
