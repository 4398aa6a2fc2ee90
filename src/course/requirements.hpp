// Circles among lessons that require each other.
#pragma once

#include "course/catalog.hpp"

#include <span>
#include <vector>

namespace pensum {

/// The shortest way along requirements from lesson `from` to lesson `to`, both ends included; empty
/// if there is none. `requires_of[i]` are the lessons that lesson i requires. O(requirements).
std::vector<LessonIndex> requirement_chain(std::span<const std::vector<LessonIndex>> requires_of,
                                           LessonIndex from, LessonIndex to);

}  // namespace pensum
