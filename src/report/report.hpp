// A plan as text for a terminal, and as JSON for other programs (docs/plan-json.md).
#pragma once

#include "language/language.hpp"
#include "plan/plan.hpp"

#include <span>
#include <string>

namespace pensum::report {

/// The plan as plain text, UTF-8, lines ending with a line feed; with why each day holds what it holds
/// where `explanation` has a line a day.
std::string to_text(const Plan& plan, const Language& language,
                    std::span<const std::string> explanation = {});

/// The whole plan as one JSON object, indented by two spaces, ending with a line feed.
std::string to_json(const Plan& plan, std::span<const std::string> explanation = {});

/// Why there is no plan, and what would make it fit, as one JSON object.
std::string to_json(const NoPlan& no_plan, const Catalog& catalog);

}  // namespace pensum::report
