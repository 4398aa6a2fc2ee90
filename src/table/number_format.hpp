// How a workbook shows numbers: which of them are dates and durations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pensum::table {

struct NumberFormat {
  enum class Kind {
    number,
    percent,
    date,         ///< with the time where it is not midnight
    time_of_day,  ///< h:mm, which may be meant as a duration
    duration,     ///< [h]:mm, mm:ss, h:mm:ss
  };
  Kind kind = Kind::number;
  std::string behind{};  ///< what is shown behind a number, such as “ min”; may be empty
};

/// What the format code of a workbook (“[h]:mm”, “0.0" h"”) does.
NumberFormat number_format(std::string_view code);

/// What the built-in format of this number does (ECMA-376, 18.8.30).
NumberFormat built_in_format(int id);

/// `value`, shown: a number in the fewest digits that tell it from others of 15; a date as 2026-12-01, a time
/// as h:mm, a duration as h:mm:ss. Days are counted from 1899-12-30.
std::string shown_number(double value, const NumberFormat& format);

/// A duration in days as seconds, rounded.
std::int64_t seconds_of_days(double days);

}  // namespace pensum::table
