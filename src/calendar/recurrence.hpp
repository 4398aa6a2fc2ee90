// Rules of entries that repeat (RFC 5545 §3.3.10), as libical follows them. The only place that knows
// libical.
#pragma once

#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pensum::calendar {

/// The seconds of a duration such as "P2D" or "PT36H"; nothing if it is none.
std::optional<std::int64_t> seconds_of_duration(const std::string& text);

/// What is wrong with a rule for whole days; empty for one that can be followed.
std::string wrong_with_rule(const std::string& text);

/// The dates in `range` on which an entry that begins on `first` repeats by the rule in `text`, a valid one.
/// Takes the days that have to be looked at from `work`, before it looks; nothing where that has too few.
std::optional<std::vector<Date>> repeated(const std::string& text, Date first, DateRange range,
                                          std::int64_t& work);

}  // namespace pensum::calendar
