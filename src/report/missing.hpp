// What a document could not show.
#pragma once

#include "base/diagnostic.hpp"
#include "plan/plan.hpp"

#include <span>

namespace pensum::report {

/// A warning for each of `characters`, which no font has, with the first lesson that has it in its texts.
Diagnostics missing_characters(const Plan& plan, std::span<const char32_t> characters);

}  // namespace pensum::report
