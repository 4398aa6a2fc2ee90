#include "base/heap.hpp"

#include "base/allocator.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace pensum {

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;
constexpr std::size_t large_page = 2 * megabyte;
/// A short plan's.
constexpr std::size_t usual_room = 4 * megabyte;
/// Heaps of other threads than the first are in pieces of 64 MB (HEAP_MAX_SIZE in glibc's arena.c).
constexpr std::size_t most_room_of_thread = 48 * megabyte;
constexpr std::size_t most_room = 1024 * megabyte;

/// From the C library itself: where it has none to give, pensum's own `malloc` ends the program.
void* allocated([[maybe_unused]] std::size_t size) {
#if defined(PENSUM_SANITIZED) || defined(PENSUM_WATCHES_THREADS)
  return nullptr;  // memory is the sanitizer's
#else
  return PENSUM_ALLOCATOR(malloc)(size);
#endif
}

/// Room at the end of this thread's heap, where its next objects are going to be.
class Room {
 public:
  explicit Room(std::size_t size) : begin_(allocated(size)), size_(size) {}
  // What is given back is the heap's again, which keeps it (`keep_memory`).
  ~Room() { std::free(begin_); }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  /// Where the system has none, or no room is left, pages are as they are.
  void ask_for_large_pages() const {
    if (begin_ == nullptr) return;
    const auto begin = reinterpret_cast<std::uintptr_t>(begin_);
    const std::uintptr_t first = (begin + large_page - 1) / large_page * large_page;
    const std::uintptr_t last = (begin + size_) / large_page * large_page;
    if (first < last) madvise(static_cast<char*>(begin_) + (first - begin), last - first, MADV_HUGEPAGE);
  }

 private:
  void* const begin_;
  const std::size_t size_;
};

}  // namespace

void keep_memory() {
  constexpr int never = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, never);
  mallopt(M_TRIM_THRESHOLD, never);
  mallopt(M_TOP_PAD, megabyte);
}

void begin_heap_of_thread() { const Room usual(usual_room); }

void expect_memory(std::size_t bytes) {
  if (bytes < 2 * large_page) return;
  const bool is_first_thread = ::gettid() == ::getpid();
  Room(std::min(bytes, is_first_thread ? most_room : most_room_of_thread)).ask_for_large_pages();
}

}  // namespace pensum
