// The program's own words, in one place, so that PDF, EPUB and text say the same things the same way.
// Plain words; a no-break space (U+00A0) between a number and its unit.
#pragma once

#include "base/units.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::words {

/// The language that these words are written in.
inline constexpr const char* language = "en";

std::string minutes(Minutes count);                        ///< "25 min"
std::string duration(Minutes count);                       ///< "2 h 53 min", "53 min", "3 h"
std::string lessons(std::size_t count);                    ///< "1 lesson", "22 lessons"
std::string study_days(std::size_t count);                 ///< "1 study day", "14 study days"
std::string day_of(std::size_t number, std::size_t of);    ///< "Day 3 of 14"
std::string load_of_budget(Minutes load, Minutes budget);  ///< "13 of 20 min"
std::string reviews(std::size_t count);                    ///< "1 review", "24 reviews"
std::string review(std::size_t round);                     ///< "review 2"
std::string part(std::size_t number, std::size_t of);      ///< "part 1 of 2"
std::string latest(std::string_view date);                 ///< "finish by Sat 28 Nov"

}  // namespace pensum::words
