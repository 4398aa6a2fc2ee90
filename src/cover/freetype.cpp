#include "cover/freetype.hpp"

#include "base/loaded_library.hpp"

namespace pensum::cover {

namespace {

// Its file with the version of the header, as the build finds it.
constexpr const char* library_name = PENSUM_FREETYPE_LIBRARY;

}  // namespace

Result<FreeType> load_freetype(const char* file) {
  LoadedLibrary library(file);
  FreeType functions;
  library.find("FT_Done_FreeType", functions.done);
  library.find("FT_Init_FreeType", functions.init);
  library.find("FT_Outline_Render", functions.outline_render);
  if (!library.problem().empty())
    return library.missing("the cover cannot be drawn", library_name, "libfreetype6");
  return functions;
}

const Result<FreeType>& load_freetype() {
  static const Result<FreeType> library = load_freetype(library_name);
  return library;
}

}  // namespace pensum::cover
