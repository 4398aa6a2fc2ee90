// Words that are English for want of others, on composed pages.
#pragma once

#include "document/pages.hpp"
#include "text/font.hpp"

namespace pensum::page {

/// Gives an element in English to each part of a text that is between the marks of base/gap_marks.hpp, and
/// leaves the marks out of everything that is read or spoken.
void mark_english(document::Document& document, const text::FontSet& fonts);

}  // namespace pensum::page
