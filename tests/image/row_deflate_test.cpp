// Packed rows, unpacked by zlib.
#include "image/row_deflate.hpp"

#include <zlib.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <utility>

using namespace pensum;

namespace {

std::string unpacked(const std::string& packed, std::size_t size) {
  std::string out(size + 1, '\0');
  uLongf length = out.size();
  REQUIRE(uncompress(reinterpret_cast<Bytef*>(out.data()), &length,
                     reinterpret_cast<const Bytef*>(packed.data()), packed.size()) == Z_OK);
  out.resize(length);
  return out;
}

/// Whether zlib gives the rows back; it checks the checksum, too.
void check(const std::string& rows, std::size_t width) {
  CHECK(unpacked(deflate_rows(rows, width), rows.size()) == rows);
}

}  // namespace

TEST_CASE("rows come back as they were, whatever of them is the same") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int round = 0; round < 400; ++round) {
    const std::size_t width = round % 50 == 0 ? 32'000 + below(1'000) : 2 + below(700);
    const std::size_t colors = 1 + below(round % 3 == 0 ? 256 : 4);
    std::string rows;
    std::string row(width, '\0');
    for (std::size_t y = 1 + below(60); y > 0; --y) {
      const std::size_t kind = rows.empty() ? 0 : below(6);
      if (kind == 5) {  // the same a few times, or many
        for (std::size_t times = below(width < 1'000 ? 900 : 4); times > 0; --times) rows += row;
        continue;
      }
      if (kind == 0) row.assign(width, '\0');
      const std::size_t changes = kind == 0 ? width : kind == 1 ? below(8) : below(width);
      for (std::size_t i = 0; i < changes; ++i) {
        const std::size_t at = below(width);
        const std::size_t length = std::min(1 + below(round % 2 == 0 ? 2 : 40), width - at);
        std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(at), length, static_cast<char>(below(colors)));
      }
      rows += row;
    }
    CAPTURE(round, width, colors, rows.size());
    check(rows, width);
  }
}

TEST_CASE("rows whose bytes come so unevenly that Huffman's codes grow too long are packed all the same") {
  // Byte n comes as often as the n-th number of Fibonacci, the last of them 75,000 times.
  std::string bytes;
  std::size_t count = 1;
  std::size_t next = 1;
  for (int byte = 0; byte < 25; ++byte) {
    bytes += std::string(count, static_cast<char>(byte * 3));
    next += std::exchange(count, next);
  }
  std::ranges::shuffle(bytes, std::mt19937(3));
  constexpr std::size_t width = 97;
  bytes.resize(bytes.size() / width * width);
  check(bytes, width);
}

TEST_CASE("flat rows and repeated ones take next to nothing") {
  const std::string flat(301, '\xFF');
  const std::string bar = std::string(100, '\0') + std::string(50, '\x55') + std::string(151, '\0');
  std::string rows;
  for (int i = 0; i < 800; ++i) rows += flat;
  for (int i = 0; i < 800; ++i) rows += bar;
  check(rows, flat.size());
  CHECK(deflate_rows(rows, flat.size()).size() < rows.size() / 200);
}
