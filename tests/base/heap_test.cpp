// Where the objects of a large course are.
#include "base/heap.hpp"
#include "base/allocator.hpp"
#include "base/beside.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace pensum;

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;

}  // namespace

#if !defined(PENSUM_SANITIZED) && !defined(PENSUM_WATCHES_THREADS)  // whose memory is their own

namespace {

/// Whether the system has been asked for large pages where a block of so many bytes is.
bool are_in_large_pages(std::size_t bytes) {
  const std::string block(bytes, 'x');
  const auto middle = reinterpret_cast<std::uintptr_t>(block.data() + block.size() / 2);
  std::ifstream maps("/proc/self/smaps");
  bool here = false;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t first = 0;
    std::uintptr_t last = 0;
    char dash = 0;
    if (std::istringstream range(line); range >> std::hex >> first >> dash >> last && dash == '-')
      here = first <= middle && middle < last;
    if (here && line.starts_with("VmFlags:")) return (line + ' ').contains(" hg ");
  }
  return false;
}

bool grow_in_large_pages() { return are_in_large_pages(8 * megabyte); }

/// Whether the page of this byte is in memory.
bool is_in_memory(const char* byte) {
  constexpr std::uintptr_t page = 4096;
  unsigned char state = 0;
  void* const begin = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(byte) / page * page);
  return ::mincore(begin, 1, &state) == 0 && (state & 1U) != 0;
}

/// Whether the system takes such requests, and tells of them, and none are left out since memory is limited.
bool has_large_pages() {
  for (const auto what : {RLIMIT_AS, RLIMIT_DATA}) {
    rlimit limit{};
    if (::getrlimit(what, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY) return false;
  }
  constexpr std::size_t size = 4 * megabyte;
  void* const place = ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const bool taken = place != MAP_FAILED && ::madvise(place, size, MADV_HUGEPAGE) == 0;
  if (place != MAP_FAILED) ::munmap(place, size);
  return taken && std::filesystem::exists("/proc/self/smaps");
}

/// Whether the system gets memory ready that nobody has used.
bool can_get_ready() {
  if (!has_large_pages()) return false;
  constexpr std::size_t size = 4096;
  void* const place = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const bool ready = place != MAP_FAILED && ::madvise(place, size, MADV_POPULATE_WRITE) == 0;
  if (place != MAP_FAILED) ::munmap(place, size);
  return ready;
}

}  // namespace

// Before the others, which have large pages for this thread.
TEST_CASE("a program begins with memory that is ready, and has a large page once it needs more") {
  const pid_t child = ::fork();
  if (child == 0) {
    keep_memory();
    begin_small_heap();
    const bool ready = memory_ahead.begin != UINTPTR_MAX;
    const bool small = are_in_large_pages(megabyte / 2);
    begin_heap();
    const bool large = are_in_large_pages(megabyte / 2);
    const std::uintptr_t ahead = memory_ahead.begin;
    begin_heap();  // it has one
    const bool fine =
        (ready || !has_large_pages()) && !small && large == has_large_pages() && memory_ahead.begin == ahead;
    ::_exit(fine ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("a thread's heap begins with a large page, and has more where memory is expected") {
  keep_memory();
  // The next thread goes on with the heap of the one before.
  for (int thread = 0; thread < 3; ++thread) {
    const auto [few, many] = Beside<std::pair<bool, bool>>([] {
                               begin_heap();
                               return std::pair(are_in_large_pages(megabyte / 2), grow_in_large_pages());
                             }).get();
    CHECK(few == has_large_pages());
    CHECK_FALSE(many);
  }
  const bool expecting = Beside<bool>([] {
                           expect_memory(2000 * megabyte);
                           return grow_in_large_pages();
                         }).get();
  CHECK(expecting == has_large_pages());
  expect_memory(megabyte);  // too little
  CHECK_FALSE(grow_in_large_pages());
  expect_memory(16 * megabyte);
  CHECK(grow_in_large_pages() == has_large_pages());
}

TEST_CASE("behind a thread's large page, memory is ready before it is used") {
  keep_memory();
  std::vector<bool> found;
  // A new thread has a heap of its own.
  std::thread([&] {
    begin_heap();
    if (memory_ahead.begin == UINTPTR_MAX) return;
    constexpr std::size_t size = 1000;
    std::vector<void*> blocks;
    blocks.reserve(10'000);
    do blocks.push_back(PENSUM_ALLOCATOR(malloc)(size));
    while (reinterpret_cast<std::uintptr_t>(blocks.back()) < memory_ahead.begin);
    const auto* const block = static_cast<const char*>(blocks.back());
    const auto look = [&] {
      for (const std::size_t further : {std::size_t{8} << 10, std::size_t{48} << 10, std::size_t{1} << 20})
        found.push_back(is_in_memory(block + further));
    };
    look();
    ready_block(block, size);
    look();
    // A large one may never be full.
    const auto* const large = static_cast<const char*>(PENSUM_ALLOCATOR(malloc)(4 * megabyte));
    ready_block(large, 4 * megabyte);
    found.push_back(is_in_memory(large + (std::size_t{32} << 10)));
    found.push_back(is_in_memory(large + megabyte));
    std::free(const_cast<char*>(large));
    for (void* const each : blocks) std::free(each);
  }).join();
  const std::vector<bool> expected =
      can_get_ready() ? std::vector<bool>{false, false, false, true, true, false, true, false}
                      : std::vector<bool>{};
  CHECK(found == expected);
}

TEST_CASE("where memory is expected, a large page is ready at once, not some pages at a time") {
  const pid_t child = ::fork();
  if (child == 0) {
    keep_memory();
    begin_small_heap();
    expect_memory(16 * megabyte);
    std::vector<std::uintptr_t> steps;
    while (memory_ahead.begin != UINTPTR_MAX && steps.size() < 4) {
      constexpr std::size_t size = 1000;
      const std::uintptr_t before = memory_ahead.begin;
      const void* const block = PENSUM_ALLOCATOR(malloc)(size);  // the child's end frees it
      ready_block(block, size);
      if (memory_ahead.begin != before) steps.push_back(memory_ahead.begin);
    }
    bool fine = steps.size() == 4 || !can_get_ready();
    for (std::size_t i = 1; i < steps.size(); ++i) fine = fine && steps[i] == steps[i - 1] + 2 * megabyte;
    ::_exit(fine ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

#endif

TEST_CASE("whoever owns the memory, it can be used when much of it is expected") {
  begin_heap();
  expect_memory(100 * megabyte);
  std::vector<std::string> blocks;
  for (std::size_t size = 1; size <= 4 * megabyte; size *= 2) blocks.emplace_back(size, 'x');
  for (const std::string& block : blocks) CHECK(block.find_first_not_of('x') == std::string::npos);
}
