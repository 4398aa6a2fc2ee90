// Lengths as layouts write them: a number and a unit, such as 4.2mm, 10pt or 8.5in.
#pragma once

#include "base/units.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace pensum::layout {

/// The length that `text` names with unit mm, cm, in or pt and at most three decimals, up to
/// 5,000 mm; nothing if it names none. Exact integer arithmetic, rounded to the nearest 1/1000 pt.
std::optional<Points> parse_length(std::string_view text);

/// For people, such as "8.5 pt".
std::string in_points(Points length);

}  // namespace pensum::layout
