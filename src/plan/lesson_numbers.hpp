// Lessons named in short: "1–3, 5".
#pragma once

#include "plan/plan.hpp"

#include <span>
#include <string>

namespace pensum {

/// The ids of `tasks`, neighbours in the catalog joined to ranges with an en dash.
std::string lesson_numbers(const Catalog& catalog, std::span<const Task> tasks);

}  // namespace pensum
