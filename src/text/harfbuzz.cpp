#include "text/harfbuzz.hpp"

#include "base/loaded_library.hpp"

namespace pensum::text {

namespace {

// Its file with the version of the header, as the build finds it: that of the part that cuts fonts down,
// which brings the other one.
constexpr const char* library_name = PENSUM_HARFBUZZ_LIBRARY;

}  // namespace

HarfBuzz loaded_harfbuzz;

Result<HarfBuzz> load_harfbuzz(const char* file) {
  LoadedLibrary library(file);
  HarfBuzz functions;
#define PENSUM_FIND(name) library.find("hb_" #name, functions.name);
  PENSUM_HARFBUZZ(PENSUM_FIND)
#undef PENSUM_FIND
  if (!library.problem().empty())
    return library.missing("text cannot be set", library_name, "libharfbuzz-subset0");
  return functions;
}

const Result<HarfBuzz>& load_harfbuzz() {
  static const Result<HarfBuzz> library = [] {
    Result<HarfBuzz> made = load_harfbuzz(library_name);
    if (made) loaded_harfbuzz = *made;
    return made;
  }();
  return library;
}

}  // namespace pensum::text
