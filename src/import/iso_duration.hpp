// Durations as other programs write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pensum::importing {

/// Seconds of “PT1H30M” (ISO 8601, also with days), “01:30:00” or “01:30” (hours first); nothing where it is
/// neither. Parts of a second are cut off.
std::optional<std::int64_t> seconds_of_duration(std::string_view text);

}  // namespace pensum::importing
