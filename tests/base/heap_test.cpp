// Where the objects of a large course are.
#include "base/heap.hpp"
#include "base/allocator.hpp"
#include "base/beside.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

using namespace pensum;

#if !defined(PENSUM_SANITIZED) && !defined(PENSUM_WATCHES_THREADS)  // whose memory is their own

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;

/// Whether the system has been asked for large pages where a heap of several megabytes grows to.
bool grows_in_large_pages() {
  const std::string block(8 * megabyte, 'x');
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

bool has_large_pages() { return std::filesystem::exists("/sys/kernel/mm/transparent_hugepage"); }

}  // namespace

TEST_CASE("memory that is expected is in large pages, of each thread that expects some") {
  keep_memory();
  expect_memory(megabyte);  // too little
  CHECK_FALSE(grows_in_large_pages());
  expect_memory(64 * megabyte);
  CHECK(grows_in_large_pages() == has_large_pages());
  CHECK_FALSE(Beside<bool>([] { return grows_in_large_pages(); }).get());
  const bool other = Beside<bool>([] {
                       expect_memory(1024 * megabyte);
                       return grows_in_large_pages();
                     }).get();
  CHECK(other == has_large_pages());
}

#endif
