// The load chart: one bar a study day (a week or a month in long plans) on a common baseline, the
// budget as a thin step line, and a caption that explains it.
#pragma once

#include "page/composition.hpp"

namespace pensum::page {

/// How high bars are at most and at least.
Points highest_chart(const Layout& layout);
Points lowest_chart(const Layout& layout);

/// Whether its bars are days: those that a calendar has in its cells.
bool chart_is_by_day(const Composition& composition);

/// The chart's block, with bars up to `height` and `below` as space after it; none in a plan without
/// days or lessons.
std::vector<DrawnBlock> load_chart_blocks(Composition& composition, Points height, Points below);

}  // namespace pensum::page
