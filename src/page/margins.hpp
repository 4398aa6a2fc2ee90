// What is in the margins of every page, outside the text: footers, links to the pages around, and
// in long plans a tab for each month.
#pragma once

#include "page/composition.hpp"

namespace pensum::page {

/// Draws it on all pages, when they are complete.
void draw_margins(Composition& composition, Document& document);

}  // namespace pensum::page
