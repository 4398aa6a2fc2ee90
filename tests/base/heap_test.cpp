// Where the objects of a large course are.
#include "base/heap.hpp"
#include "base/allocator.hpp"
#include "base/beside.hpp"

#include <sys/mman.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace pensum;

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;

}  // namespace

TEST_CASE("whoever owns the memory, it can be used when much of it is expected") {
  begin_heap();
  expect_memory(100 * megabyte);
  std::vector<std::string> blocks;
  for (std::size_t size = 1; size <= 4 * megabyte; size *= 2) blocks.emplace_back(size, 'x');
  for (const std::string& block : blocks) CHECK(block.find_first_not_of('x') == std::string::npos);
}

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

}  // namespace

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

#endif
