// Runs a program as a shell would, and keeps what it prints. For tests of the real binary and of the
// validators.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::test {

/// Where and how a program runs; the default is as the test itself does.
struct Surroundings {
  std::filesystem::path folder{};                                 ///< the working folder
  std::map<std::string, std::optional<std::string>> variables{};  ///< set, or with nothing unset
  std::optional<mode_t> umask{};
  std::string in{};                           ///< what stdin contains
  std::string out_to{};                       ///< a file that stdout is connected to, such as /dev/full
  std::optional<std::size_t> largest_file{};  ///< bytes, more of which cannot be written
  std::optional<unsigned> most_seconds{};     ///< after which it is ended by SIGALRM: it hangs
  std::function<void(pid_t)> meanwhile{};     ///< called with the process while it runs
  bool finds_leaks = false;                   ///< where the build can, which takes as long as a run
};

struct Outcome {
  int status = 0;  ///< the exit status, or minus the signal that ended it
  std::string out;
  std::string err;
};

/// Runs `command`, its first word looked up in PATH, and waits for it.
Outcome run(const std::vector<std::string>& command, const Surroundings& surroundings = {});

/// Runs the pensum of this build. PENSUM_DATA and SOURCE_DATE_EPOCH are unset unless given, and
/// the user's folders are empty.
Outcome run_pensum(const std::vector<std::string>& arguments, Surroundings surroundings = {});

/// For the variable ASAN_OPTIONS of a program that need not look for leaks.
std::string sanitizer_without_leaks();

/// The file of that pensum.
std::string pensum_program();

/// Whether `part` is in `text`.
inline bool holds(std::string_view text, std::string_view part) { return text.contains(part); }

}  // namespace pensum::test
