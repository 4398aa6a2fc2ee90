// Packed rows, unpacked by zlib.
#include "image/row_deflate.hpp"

#include <zlib.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <vector>

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

std::string all_of(const std::vector<std::string_view>& rows) {
  std::string all;
  for (const std::string_view row : rows) all += row;
  return all;
}

/// Whether zlib gives the rows back; it checks the checksum, too.
void check(const std::vector<std::string_view>& rows) {
  const std::string all = all_of(rows);
  CHECK(unpacked(deflate_rows(rows), all.size()) == all);
}

}  // namespace

TEST_CASE("rows come back as they were, whatever of them is the same") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int round = 0; round < 400; ++round) {
    const std::size_t width = round % 50 == 0 ? 32'000 + below(1'000) : 2 + below(700);
    const std::size_t colors = 1 + below(round % 3 == 0 ? 256 : 4);
    std::deque<std::string> kept;
    std::vector<std::string_view> rows;
    const std::size_t height = 1 + below(60);
    while (rows.size() < height) {
      const std::size_t kind = kept.empty() ? 0 : below(6);
      if (kind < 4) {
        std::string row = kind == 0 ? std::string(width, '\0') : kept.back();
        const std::size_t changes = kind == 0 ? width : kind == 1 ? below(8) : below(width);
        for (std::size_t i = 0; i < changes; ++i) {
          const std::size_t at = below(width);
          const std::size_t length = std::min(1 + below(round % 2 == 0 ? 2 : 40), width - at);
          std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(at), length,
                      static_cast<char>(below(colors)));
        }
        rows.emplace_back(kept.emplace_back(std::move(row)));
      } else if (kind == 4) {
        rows.emplace_back(kept.emplace_back(kept.back()));  // the same bytes, elsewhere
      } else {
        rows.resize(rows.size() + below(900), rows.back());
      }
    }
    CAPTURE(round, width, colors, rows.size());
    check(rows);
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
  std::vector<std::string_view> rows;
  constexpr std::size_t width = 97;
  for (std::size_t at = 0; at + width <= bytes.size(); at += width)
    rows.push_back(std::string_view(bytes).substr(at, width));
  check(rows);
}

TEST_CASE("flat rows and repeated ones take next to nothing") {
  const std::string flat(301, '\xFF');
  const std::string bar = std::string(100, '\0') + std::string(50, '\x55') + std::string(151, '\0');
  std::vector<std::string_view> rows(800, flat);
  rows.resize(1600, bar);
  check(rows);
  CHECK(deflate_rows(rows).size() < all_of(rows).size() / 200);
}
