#include "base/loaded_library.hpp"

#include "base/diagnostic.hpp"

#include <dlfcn.h>

namespace pensum {

LoadedLibrary::LoadedLibrary(const char* file) : library_(dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr) note_problem();
}

void* LoadedLibrary::address(const char* name) {
  if (library_ == nullptr) return nullptr;
  void* const found = dlsym(library_, name);
  if (found == nullptr) note_problem();
  return found;
}

void LoadedLibrary::note_problem() {
  const char* const reason = dlerror();
  if (problem_.empty()) problem_ = shown(reason != nullptr ? reason : "no reason is known", 200);
}

}  // namespace pensum
