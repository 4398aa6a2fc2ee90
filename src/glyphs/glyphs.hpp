// What words of plain characters need of the main fonts that come with pensum, as it was when the program was
// built. Text is the same without it.
#pragma once

#include "text/prepared_glyphs.hpp"

namespace pensum::glyphs {

/// Of the languages that pensum has words in.
const text::PreparedGlyphs& prepared();

}  // namespace pensum::glyphs
