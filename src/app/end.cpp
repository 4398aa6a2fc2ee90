// A request for memory succeeds, or the process ends here.
//
// The libraries that pensum uses answer a lack of memory in many ways, and some in none: ICU sets a
// status that few of its callers can tell from others, HarfBuzz shapes with a table that it takes for empty,
// a stream swallows the exception and goes on. A file that looks right and is not would come of it. So the
// allocation functions are pensum's own (which the C library allows for, and calls them itself), and none
// ever reports that there is none. What is on the disk stays as it was: files are written beside their place.
#include "app/end.hpp"

#include "app/exit_status.hpp"
#include "base/allocator.hpp"
#include "base/heap.hpp"
#include "io/file_writer.hpp"

#include <unistd.h>

#include <atomic>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string_view>

namespace pensum::app {

// A thread that begins may come here before a sanitizer has seen its stack.
#define PENSUM_UNWATCHED [[gnu::no_sanitize_address]]

namespace {

PENSUM_UNWATCHED [[noreturn]] void end(std::string_view message, ExitStatus status) noexcept {
  static constinit std::atomic_flag ending;
  while (ending.test_and_set()) ::pause();  // another thread does all this
  io::FileWriter::abandon_all();
  while (!message.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, message.data(), message.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    message.remove_prefix(static_cast<std::size_t>(written));
  }
  ::_exit(static_cast<int>(status));
}

#ifndef PENSUM_WATCHES_THREADS
PENSUM_UNWATCHED void* or_end(void* memory, [[maybe_unused]] std::size_t size) noexcept {
  if (memory == nullptr) end_without_memory();
#ifndef PENSUM_SANITIZED
  ready_block(memory, size);
#endif
  return memory;
}
#endif

}  // namespace

PENSUM_UNWATCHED void end_without_memory() noexcept {
  end("pensum: error: out of memory; files written so far are complete\n"
      "hint: close other programs, or ask for less at a time: fewer lessons, a smaller roster, --jobs 1\n",
      ExitStatus::not_written);
}

void exit_when_memory_runs_out() {
  std::set_new_handler([] { end_without_memory(); });
}

}  // namespace pensum::app

#ifndef PENSUM_WATCHES_THREADS
// The C library's own names of the parameters are reserved.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" {

void* malloc(std::size_t size) noexcept { return pensum::app::or_end(PENSUM_ALLOCATOR(malloc)(size), size); }

void* calloc(std::size_t count, std::size_t size) noexcept {
  return pensum::app::or_end(PENSUM_ALLOCATOR(calloc)(count, size), count * size);
}

void* realloc(void* block, std::size_t size) noexcept {
  void* const memory = PENSUM_ALLOCATOR(realloc)(block, size);
  return size == 0 ? memory : pensum::app::or_end(memory, size);  // of no size it is freed
}

void* memalign(std::size_t alignment, std::size_t size) noexcept {
  return pensum::app::or_end(PENSUM_ALLOCATOR(memalign)(alignment, size), size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept { return memalign(alignment, size); }

int posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept {
  if (!std::has_single_bit(alignment) || alignment % sizeof(void*) != 0) return EINVAL;
  *block = memalign(alignment, size);
  return 0;
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
#endif
