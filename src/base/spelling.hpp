// Suggestions for names that are nearly right.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pensum {

/// The candidate that is nearest to `name`, or an empty view if none is near enough to be meant.
/// Near is an optimal string alignment distance (insert, delete, replace, swap neighbours; Damerau
/// 1964) of at most a third of the longer name's length, and at most 3; letter case does not count.
/// A number is not a slip of another one: a name of digits has no nearest, and no digit is replaced by
/// another. Ties go to the earlier candidate. O(candidates × lengths).
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

/// "did you mean “x”?" for the nearest candidate, or `otherwise` if none is near.
std::string suggestion(std::string_view name, std::span<const std::string_view> candidates,
                       std::string_view otherwise = {});

/// "did you mean “x”?" for the nearest candidate, else "write x, y or z": all of them, where they are few.
std::string one_of(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace pensum
