#include "base/loaded_library.hpp"

#include "base/diagnostic.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstring>
#include <new>

// Sanitizers watch calls that go through the program, and refuse a library that looks into itself first.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PENSUM_WATCHED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define PENSUM_WATCHED
#endif
#endif

namespace pensum {
namespace {

#ifdef PENSUM_WATCHED
constexpr int own_first = 0;
#else
constexpr int own_first = RTLD_DEEPBIND;
#endif

}  // namespace

LoadedLibrary::LoadedLibrary(const char* file, Symbols symbols)
    : library_(dlopen(file, RTLD_NOW | RTLD_LOCAL | (symbols == Symbols::own_first ? own_first : 0))) {
  if (library_ == nullptr) note_problem();
}

void* LoadedLibrary::address(const char* name) {
  if (library_ == nullptr) return nullptr;
  void* const found = dlsym(library_, name);
  if (found == nullptr) note_problem();
  return found;
}

std::unexpected<Diagnostics> LoadedLibrary::missing(std::string_view what, const char* file,
                                                    std::string_view package) const {
  return failure(fmt::format("{}: {}", what, problem_),
                 fmt::format("install {}: it is in Debian's package {}", file, package));
}

void LoadedLibrary::note_problem() {
  const char* const reason = dlerror();
  // The loader's words for a lack of memory, which ends the program wherever it is met.
  for (const char* const lack :
       {"cannot allocate memory", "Cannot allocate memory", "failed to map segment"}) {
    const std::new_handler end = std::get_new_handler();
    if (reason != nullptr && end != nullptr && std::strstr(reason, lack) != nullptr) end();
  }
  if (problem_.empty()) problem_ = shown(reason != nullptr ? reason : "no reason is known", 200);
}

}  // namespace pensum
