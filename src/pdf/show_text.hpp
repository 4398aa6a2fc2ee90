// A run of glyphs as the text-showing operators of a content stream.
//
// A glyph is moved by an adjustment when it would otherwise stand two thousandths of an em or more
// from its place; all sums are exact integers, so that errors do not add up along the run. Where the
// glyphs' own texts (ToUnicode) do not spell the run's text, a Span with ActualText does.
#pragma once

#include "pdf/fonts.hpp"

#include <string>

namespace pensum::pdf {

/// Appends what shows `run` from the current text position, with `face` already selected.
void append_run(std::string& out, const UsedFace& face, const OpenRun& run);

}  // namespace pensum::pdf
