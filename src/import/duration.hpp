// Durations as people write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pensum::importing {

/// What a number without a unit counts; “1:30” is hours and minutes only where that is hours.
enum class TimeUnit { seconds, minutes, hours };

/// The duration that `text` is as a whole, in seconds: “45”, “1:30”, “1:05:00”, “1h 30m”, “1.5 hours”, “0,5
/// h”, “45 Min.”, “PT1H30M”; of a range such as “5–10 min” the middle. Nothing where it is none, such as a
/// decimal number without a unit, but for one of hours. Units are known in some of the languages that lists
/// are written in.
std::optional<std::int64_t> duration_of(std::string_view text, TimeUnit bare = TimeUnit::minutes);

/// The duration that a title tells of itself, in seconds: “Sorting in 18 minutes”, “Intro (1.5 h)”, “Queues
/// [12:34]”. Rates (“2 hours/week”) and numbers of other things are none.
std::optional<std::int64_t> duration_in(std::string_view text);

/// `title` without the duration in brackets that it ends with, if it is `seconds`.
std::string_view without_duration(std::string_view title, std::int64_t seconds);

/// `duration` in weeks, days or months times `effort` in each of them, in seconds: “14 weeks” and “6-10
/// hours/week”.
std::optional<std::int64_t> course_load(std::string_view duration, std::string_view effort);

/// The unit that the name of a column tells, such as “Length (h)”; minutes where it tells none.
TimeUnit unit_of_column(std::string_view name);

}  // namespace pensum::importing
