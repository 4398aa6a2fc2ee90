// A plan as text for a terminal, and as JSON for other programs (docs/plan-json.md).
#pragma once

#include "language/language.hpp"
#include "plan/plan.hpp"

#include <string>

namespace pensum::report {

/// The plan as plain text, UTF-8, lines ending with a line feed.
std::string to_text(const Plan& plan, const Language& language);

/// The whole plan as one JSON object, indented by two spaces, ending with a line feed.
std::string to_json(const Plan& plan);

}  // namespace pensum::report
