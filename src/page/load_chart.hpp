// The load chart: one bar a study day (a week or a month in long plans) on a common baseline, the
// budget as a thin step line, and a caption that says what to see in it.
#pragma once

#include "page/composition.hpp"

namespace pensum::page {

/// `below` is the height of what is to come on the same page: the chart gives way to it by a little.
void draw_load_chart(Composition& composition, Points below);

}  // namespace pensum::page
