#include "app/app.hpp"

#include <malloc.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

// A run takes milliseconds, in which its memory only grows: none of it is given back before the end.
void keep_memory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 1 << 20);
}

}  // namespace

// The only place that catches: errors of users and of the machine travel as values, so whatever
// arrives here is a defect (or memory has run out).
int main(int count, char** values) {
  using pensum::app::ExitStatus;
  keep_memory();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is an error of writing, with its own message
  try {
    const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
    pensum::app::World world = pensum::app::real_world();
    ExitStatus status = pensum::app::run(arguments, world);
    std::cout.flush();
    if (!std::cout && status == ExitStatus::done) {
      std::cerr << "pensum: error: the output could not be written\n";
      status = ExitStatus::not_written;
    }
    return static_cast<int>(status);
  } catch (const std::exception& problem) {
    std::cerr << "pensum: error: a defect in pensum: " << problem.what()
              << "\nhint: please report it, with the command that led here\n";
    return static_cast<int>(ExitStatus::defect);
  }
}
