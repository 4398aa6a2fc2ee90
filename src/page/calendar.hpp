// The calendar of a plan: weeks as rows, the language's first day first, each study day a link to
// its block. Up to six weeks are one table with large cells; longer plans are months, two or
// more side by side.
#pragma once

#include "page/composition.hpp"

#include <array>

namespace pensum::page {

/// A column's head, which is spoken in full.
ElementId weekday_cell(Composition& composition, ElementId row, Weekday weekday);

/// The names of a week's days from the first one on, all as long as `width` has room for each.
std::array<text::Line, 7> weekday_names(Composition& composition, Points width);

/// The calendar's blocks, with `below` as space after the last one; `close` makes its rows
/// a little lower.
std::vector<DrawnBlock> calendar_blocks(Composition& composition, Points below, bool close);

}  // namespace pensum::page
