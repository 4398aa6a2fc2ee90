// Packed rows, unpacked by zlib.
#include "image/row_deflate.hpp"

#include <zlib.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
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

/// `bytes` as rows; some that are as the one above are one with it, if `some` says so.
template <class Some>
Rows rows_of(const std::string& bytes, std::size_t width, const Some& some) {
  Rows rows(width, bytes.size() / width);
  for (std::size_t y = 0; y < rows.count(); ++y) {
    const std::string_view row = std::string_view(bytes).substr(y * width, width);
    if (y > 0 && row == std::string_view(rows[y - 1], width) && some()) {
      rows.repeat(y - 1, y + 1);
    } else {
      std::ranges::copy(row, rows.write(y));
    }
  }
  return rows;
}

/// Whether zlib gives the rows back, which checks the checksum, too; and whether it makes no difference which
/// of the same rows are one. Returns them packed.
std::string check(const std::string& bytes, std::size_t width) {
  std::mt19937 random(11);
  const std::string packed = deflate_rows(rows_of(bytes, width, [] { return false; }));
  CHECK(unpacked(packed, bytes.size()) == bytes);
  CHECK(deflate_rows(rows_of(bytes, width, [] { return true; })) == packed);
  CHECK(deflate_rows(rows_of(bytes, width, [&] { return random() % 2 == 0; })) == packed);
  return packed;
}

}  // namespace

TEST_CASE("rows come back as they were, whatever of them is the same", "[long]") {
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
  CHECK(check(rows, flat.size()).size() < rows.size() / 200);
}

TEST_CASE("rows are as those of a picture without any that are one") {
  std::mt19937 random(23);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  constexpr std::size_t width = 9;
  constexpr std::size_t count = 40;
  Rows rows(width, count);
  std::string plain(width * count, '\0');
  for (int step = 0; step < 3'000; ++step) {
    const std::size_t y = below(count);
    switch (below(20)) {
      case 0:
        rows.clear();
        plain.assign(plain.size(), '\0');
        break;
      case 1: {
        const Rows copy = rows;  // which nothing changes
        rows.write(y)[0] = 'c';
        rows = copy;
        break;
      }
      case 2:
      case 3:
      case 4: {
        const std::size_t last = y + 1 + below(count - y);
        rows.repeat(y, last);
        for (std::size_t to = y; to < last; ++to) plain.replace(to * width, width, plain, y * width, width);
        break;
      }
      default: {
        const std::size_t x = below(width);
        rows.write(y)[x] = plain[y * width + x] = static_cast<char>('a' + below(26));
      }
    }
    std::string all;
    for (std::size_t each = 0; each < count; ++each) all.append(rows[each], width);
    REQUIRE(all == plain);
  }
}
