#include "app/app.hpp"
#include "app/end.hpp"
#include "base/heap.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

namespace {

// If the caller closed stdin, stdout or stderr, the next file opened would get its descriptor, and our output
// would land in that file.
void reserve_standard_streams() {
  int number = 0;
  do number = ::open("/dev/null", O_RDONLY);
  while (number >= 0 && number <= STDERR_FILENO);
  if (number >= 0) ::close(number);
}

// Whether all output has been taken; else `errno` tells why.
bool flush_standard_output() {
  errno = 0;
  std::cout.flush();
  return std::fflush(stdout) == 0 && std::cout;
}

}  // namespace

// Errors of users and of the machine travel as values or end the run at once, so an exception that arrives
// here is a defect.
int main(int count, char** values) {
  using pensum::app::ExitStatus;
  pensum::keep_memory();
  pensum::begin_small_heap();
  reserve_standard_streams();
  pensum::app::exit_when_memory_runs_out();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is an error of writing, with its own message
  try {
    const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
    static pensum::app::World& world = *new pensum::app::World(pensum::app::real_world());
    ExitStatus status = pensum::app::run(arguments, world);
    if (!flush_standard_output() && status == ExitStatus::done) {
      const int error = errno;
      std::cerr << "pensum: error: the standard output cannot be written" << (error == 0 ? "" : ": ")
                << (error == 0 ? "" : std::strerror(error))
                << "\nhint: free some space, or send the output somewhere else\n";
      status = ExitStatus::not_written;
    }
    return static_cast<int>(status);
  } catch (const std::bad_alloc&) {
    pensum::app::end_without_memory();
  } catch (const std::exception& problem) {
    std::cerr << "pensum: error: a defect in pensum: " << problem.what()
              << "\nhint: please report it, with the command that led here\n";
    return static_cast<int>(ExitStatus::defect);
  }
}
