// The memory in which a run has its objects.
//
// A program is interrupted for each page of memory (4 KB) that it touches for the first time: for a large
// course ten thousand times, which on a virtual machine is a third of the time and more. Large pages (2 MB)
// are one interruption each, but one that may take 5 ms there, if the machine below has to find the memory:
// for a run that fills them. What others need, and what comes behind the first large page of a thread, is
// made ready some pages at a time, which takes a tenth as long as touching each. Source: madvise(2),
// MADV_HUGEPAGE and MADV_POPULATE_WRITE.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pensum {

/// For the beginning of a program: no memory is given back to the system, since a run takes milliseconds, in
/// which it needs more and more.
void keep_memory();

/// For the beginning of the program, of which most runs need little memory: it is ready some pages at a time.
void begin_small_heap();

/// For the beginning of a thread, or of the work for which the first one needs more: the next two megabytes
/// are in a large page, and the heap does not grow by a few pages at a time, each with a call of the system.
/// Nothing where the first thread has large pages already.
void begin_heap();

/// To be called when this thread is going to need at least so many bytes more: they are in large pages, where
/// the system has some. For less than 4 MB the large page that `begin_heap` gets is enough, for less than 1
/// MB none is worth it. Where the program's memory is limited (`ulimit -v`), this and the functions above do
/// nothing.
void expect_memory(std::size_t bytes);

/// The memory of this thread's heap that nobody has used yet, behind what is ready.
struct MemoryAhead {
  std::uintptr_t begin = UINTPTR_MAX;
  std::uintptr_t end = 0;
  std::uintptr_t large = 0;  ///< before here pages are large, where the system has some
};
extern constinit thread_local MemoryAhead memory_ahead;

/// Has pages for a block that is used for the first time, and for what comes behind it.
void get_block_ready(std::uintptr_t begin, std::size_t size) noexcept;

/// For the functions that allocate: the same, where the block is in the memory ahead.
inline void ready_block(const void* block, std::size_t size) noexcept {
  const auto begin = reinterpret_cast<std::uintptr_t>(block);
  if (begin + size > memory_ahead.begin) [[unlikely]]
    get_block_ready(begin, size);
}

}  // namespace pensum
