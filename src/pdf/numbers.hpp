// Numbers as PDF writes them: decimal, with a full stop whatever the locale, no longer than needed.
#pragma once

#include "base/units.hpp"

#include <cstdint>
#include <string>

namespace pensum::pdf {

/// Appends `thousandths` / 1000, with up to three decimals and no trailing zeros: 1500 is "1.5".
void append_thousandths(std::string& out, std::int64_t thousandths);

inline void append_length(std::string& out, Points length) { append_thousandths(out, length.milli); }

void append_integer(std::string& out, std::int64_t value);

}  // namespace pensum::pdf
