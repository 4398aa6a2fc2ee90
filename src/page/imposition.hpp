// Pages on a sheet of paper that becomes a booklet.
#pragma once

#include "document/pages.hpp"
#include "language/language.hpp"
#include "page/canvas.hpp"

namespace pensum::page {

inline constexpr std::size_t pages_of_booklet = 8;

/// Puts the pages of `document`, a multiple of eight of one size, eight by eight on sheets four pages
/// wide and two high, in the order of reading. A sheet, folded lengthwise and twice across with a cut
/// along its middle, is a booklet: its upper row is upside down. Draws where to cut and fold.
void impose_booklets(Document& document, Canvas& canvas, const Language& language);

}  // namespace pensum::page
