#include "base/heap.hpp"

#include "base/allocator.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace pensum {

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;
constexpr std::size_t large_page = 2 * megabyte;
constexpr std::size_t page = 4096;
/// Heaps of other threads than the first are in pieces that begin at multiples of their size (HEAP_MAX_SIZE
/// in glibc's arena.c).
constexpr std::size_t piece_of_heap = 64 * megabyte;
constexpr std::size_t most_room_of_thread = 48 * megabyte;
constexpr std::size_t usual_room = 64 * megabyte;
constexpr std::size_t most_room = 1000 * megabyte;

/// What glibc puts before a block.
constexpr std::size_t overhead = 16;

/// Whether whoever started the program limits its memory: then none is taken before it is needed.
bool is_limited() {
  static const bool limited = [] {
    const auto has_limit = [](auto what) {
      rlimit limit{};
      return ::getrlimit(what, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY;
    };
    return has_limit(RLIMIT_AS) || has_limit(RLIMIT_DATA);
  }();
  return limited;
}

/// Memory that no object is in yet.
void* at(std::uintptr_t address) {
  return reinterpret_cast<void*>(address);  // NOLINT(performance-no-int-to-ptr)
}

bool is_first_thread() { return ::gettid() == ::getpid(); }

/// The first thread's heap; other threads' may go on with one that has some.
bool first_has_large_pages = false;

/// From the C library itself: where it has none to give, pensum's own `malloc` ends the program.
void* allocated([[maybe_unused]] std::size_t size) {
#if defined(PENSUM_SANITIZED) || defined(PENSUM_WATCHES_THREADS)
  return nullptr;  // memory is the sanitizer's
#else
  return PENSUM_ALLOCATOR(malloc)(size);
#endif
}

/// Room at the end of this thread's heap, where its next objects are going to be.
///
/// A large page comes only where nothing has been touched before, and a block's end is touched when it is
/// made: so there is more room than is asked for, and what is asked for is at its beginning.
class Room {
 public:
  explicit Room(std::size_t least)
      : size_(is_first_thread() ? std::clamp(least + large_page, usual_room, most_room)
                                : most_room_of_thread),
        begin_(allocated(size_)) {}
  // What is given back is the heap's again, which keeps it (`keep_memory`).
  ~Room() { std::free(begin_); }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  bool is_there() const { return begin_ != nullptr; }
  std::uintptr_t end() const { return begin() + size_; }
  std::uintptr_t begin() const { return reinterpret_cast<std::uintptr_t>(begin_); }
  /// How many bytes there are up to where a large page may begin.
  std::size_t before_large_page() const { return (large_page - begin() % large_page) % large_page; }

  /// Has the first large pages in which there are about so many bytes. Where the system has none, pages are
  /// as they are. Returns the end of those that are large.
  std::uintptr_t ask_for_large_pages(std::size_t bytes) const {
    const std::uintptr_t first = begin() + before_large_page();
    const std::size_t most = (size_ - before_large_page()) / large_page * large_page - large_page;
    const std::size_t wanted = std::min(bytes / large_page * large_page, most);
    const bool taken = madvise(at(first), wanted, MADV_HUGEPAGE) == 0;
    return taken ? first + wanted : first;
  }

 private:
  const std::size_t size_;
  void* const begin_;
};

}  // namespace

constinit thread_local MemoryAhead memory_ahead;

void get_block_ready(std::uintptr_t begin, std::size_t size) noexcept {
  // At least so much behind the block. Of a large one, which may never be full, no more than that either.
  constexpr std::size_t step = std::size_t{64} << 10;
  MemoryAhead& ahead = memory_ahead;
  if (begin + size > ahead.end) return;
  const std::uintptr_t first = std::max(ahead.begin, begin / page * page);
  const std::uintptr_t needed = begin + std::min(size, step);
  const std::uintptr_t last = needed < ahead.large ? (needed / large_page + 1) * large_page
                                                   : std::min(ahead.end, needed / page * page + step);
  ahead.begin = std::max(last, (begin + size) / page * page);
  if (last <= first) return;
  const int error = errno;
  // Where the system knows no such thing, it is not asked again.
  if (madvise(at(first), last - first, MADV_POPULATE_WRITE) != 0) ahead.begin = UINTPTR_MAX;
  errno = error;
}

void keep_memory() {
  constexpr int never = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, never);
  mallopt(M_TRIM_THRESHOLD, never);
  mallopt(M_TOP_PAD, megabyte);
}

void begin_small_heap() {
  if (is_limited()) return;
  if (const Room room(large_page); room.is_there())
    memory_ahead = {
        .begin = (room.begin() + page - 1) / page * page, .end = room.end() / page * page, .large = 0};
}

void begin_heap() {
  if (is_limited() || (is_first_thread() && std::exchange(first_has_large_pages, true))) return;
  std::size_t skipped = 0;
  {
    const Room room(large_page);
    // A thread may go on with the heap of one that has ended. A full one is taken for a new one, which costs
    // addresses only.
    const bool is_new = is_first_thread() || room.begin() % piece_of_heap < large_page;
    if (!room.is_there() || !is_new) return;
    skipped = room.before_large_page();
  }
  // Addresses that nobody uses take no memory.
  if (skipped > 4 * overhead) (void)allocated(skipped - 2 * overhead);
  if (const Room room(large_page); room.is_there())
    memory_ahead = {
        .begin = room.ask_for_large_pages(large_page), .end = room.end() / page * page, .large = 0};
}

void expect_memory(std::size_t bytes) {
  if (bytes < large_page / 2 || is_limited()) return;
  if (is_first_thread()) begin_heap();
  if (bytes < 2 * large_page) return;
  if (const Room room(bytes); room.is_there())
    memory_ahead.large = std::max(memory_ahead.large, room.ask_for_large_pages(bytes));
}

}  // namespace pensum
