// A shared library that a run loads when it first needs it, since loading it takes longer than most runs.
#pragma once

#include "base/diagnostic.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace pensum {

/// Stays loaded until the end of the process.
class LoadedLibrary {
 public:
  /// Where the library's symbols are looked for. `own_first` takes half as long where it has thousands; its
  /// allocations are the C library's own then, so it is for libraries that report a lack of memory.
  enum class Symbols { program_first, own_first };

  /// `file` is the library's name with its version, such as "libzip.so.4".
  explicit LoadedLibrary(const char* file, Symbols symbols = Symbols::program_first);

  /// Puts the address of the function `name` into `function`, a pointer to it.
  template <class Function>
  void find(const char* name, Function& function) {
    // POSIX's way: what dlsym returns is a function's address.
    function = reinterpret_cast<Function>(address(name));
  }

  /// Why it cannot be used; empty if it was loaded and all functions were found.
  const std::string& problem() const { return problem_; }
  /// The error of a run that needs it: what cannot be done, the problem, and the package that the build's
  /// library, `file`, is in.
  std::unexpected<Diagnostics> missing(std::string_view what, const char* file,
                                       std::string_view package) const;

 private:
  void* address(const char* name);
  void note_problem();

  void* library_;
  std::string problem_;
};

}  // namespace pensum
