// FreeType, loaded when a cover is drawn, since to load it takes longer than some runs. With the types of its
// own header. For src/cover only.
#pragma once

#include "base/diagnostic.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace pensum::cover {

struct FreeType {
  decltype(&::FT_Done_FreeType) done = nullptr;
  decltype(&::FT_Init_FreeType) init = nullptr;
  decltype(&::FT_Outline_Render) outline_render = nullptr;
};

/// The one that belongs to the build, loaded once. Errors: there is none, or functions are missing in it.
const Result<FreeType>& load_freetype();

/// As loaded from `file`, a shared library.
Result<FreeType> load_freetype(const char* file);

}  // namespace pensum::cover
