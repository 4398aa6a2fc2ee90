// Lessons named in short, as the plan's language joins them: "1–3, 5".
#pragma once

#include "language/language.hpp"
#include "plan/plan.hpp"

#include <span>
#include <string>

namespace pensum::facts {

/// The ids of `tasks`, neighbours in the catalog joined to ranges.
std::string lesson_numbers(const Language& language, const Catalog& catalog, std::span<const Task> tasks);

/// `items` as a list without "and".
std::string list(const Language& language, std::span<const std::string> items);

}  // namespace pensum::facts
