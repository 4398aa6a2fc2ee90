// The memory in which a run has its objects.
//
// A program is interrupted for each page of memory (4 KB) that it touches for the first time: for a large
// course ten thousand times, which on a virtual machine is a third of the time and more. Large pages (2 MB)
// are one interruption each. A short run fills the first one of a thread; with more it would only take more
// memory. Source: madvise(2), MADV_HUGEPAGE.
#pragma once

#include <cstddef>

namespace pensum {

/// For the beginning of a program: no memory is given back to the system, since a run takes milliseconds, in
/// which it needs more and more.
void keep_memory();

/// For the beginning of a thread, the first one's too: its first two megabytes are in a large page, and its
/// heap does not grow by a few pages at a time, each with a call of the system.
void begin_heap();

/// To be called when this thread is going to need at least so many bytes more: they are in large pages, where
/// the system has some. Less than 4 MB is not worth it. Where the program's memory is limited (`ulimit -v`),
/// this and `begin_heap` do nothing.
void expect_memory(std::size_t bytes);

}  // namespace pensum
