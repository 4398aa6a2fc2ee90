// The calendar of a plan: weeks as rows, the language's first day first, each study day a link to
// its block. Up to six weeks stand as one table with large cells; longer plans as months, two or
// more side by side.
#pragma once

#include "page/composition.hpp"

namespace pensum::page {

/// The calendar's blocks, with `below` as space that follows the last one; its rows a little lower where they
/// are to be `close`.
std::vector<DrawnBlock> calendar_blocks(Composition& composition, Points below, bool close);

}  // namespace pensum::page
