// The memory in which a run has its objects.
//
// A program is interrupted for each page of memory (4 KB) that it touches for the first time: for a large
// course ten thousand times, which on a virtual machine is a third of the time. Large pages (2 MB) are one
// interruption each; a short run would only take more memory with them. Source: madvise(2), MADV_HUGEPAGE.
#pragma once

#include <cstddef>

namespace pensum {

/// Has no memory given back to the system: a run takes milliseconds, in which it needs more and more. For the
/// beginning of a program.
void keep_memory();

/// For a thread that begins: its heap would grow by a few pages at a time, each with a call of the system.
void begin_heap_of_thread();

/// For who knows that this thread is going to need at least so many bytes more: they are in large pages,
/// where the system has some. Of a few megabytes nothing comes.
void expect_memory(std::size_t bytes);

}  // namespace pensum
