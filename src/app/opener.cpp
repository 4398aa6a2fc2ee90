#include "app/opener.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>

namespace pensum::app {

Result<void> open_on_desktop(const std::filesystem::path& file) {
  std::string program = "xdg-open";
  // A name that begins with a hyphen would be an option.
  std::string argument = file.is_absolute() ? file.string() : "./" + file.string();
  const std::array<char*, 3> words{program.data(), argument.data(), nullptr};
  // The viewer outlives this run: it keeps neither the streams, whose readers would wait for it, nor the
  // terminal's group, whose Ctrl-C would end it.
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t viewer = 0;
  const int problem = posix_spawnp(&viewer, program.c_str(), &files, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (problem == 0) return {};
  return failure(fmt::format("xdg-open cannot be run: {}", std::strerror(problem)),
                 "the desktop’s opener is in the package xdg-utils; without it, open the file yourself");
}

}  // namespace pensum::app
