// The calendar of a plan: weeks as rows, the language's first day first, each study day a link to
// its block. Up to six weeks stand as one table with large cells; longer plans as months, two or
// more side by side.
#pragma once

#include "page/composition.hpp"

namespace pensum::page {

void draw_calendar(Composition& composition);

}  // namespace pensum::page
