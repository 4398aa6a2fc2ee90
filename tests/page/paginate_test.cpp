#include "page/paginate.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace pensum;
using namespace pensum::page;

namespace {

std::vector<Block> blocks(const std::vector<int>& heights) {
  std::vector<Block> list;
  for (const int height : heights) list.push_back({.height = Points::whole(height)});
  return list;
}

/// How many blocks each page holds.
std::vector<std::size_t> counts(const std::vector<Block>& list, int first_page, int page) {
  std::vector<std::size_t> result;
  for (const PageRange& range : paginate(list, Points::whole(first_page), Points::whole(page))) {
    result.push_back(range.last - range.first);
  }
  return result;
}

using Counts = std::vector<std::size_t>;

}  // namespace

TEST_CASE("pages fill evenly and the last one is not nearly empty") {
  CHECK(counts(blocks(std::vector<int>(14, 100)), 0, 800) == Counts{0, 7, 7});
  CHECK(counts(blocks(std::vector<int>(9, 100)), 0, 800) == Counts{0, 5, 4});
  CHECK(counts(blocks(std::vector<int>(17, 100)), 0, 800) == Counts{0, 6, 6, 5});
}

TEST_CASE("the page already begun is used where that saves a page, and left alone where it is full") {
  CHECK(counts(blocks({100, 100}), 250, 800) == Counts{2});
  CHECK(counts(blocks({300, 100}), 250, 800) == Counts{0, 2});
  CHECK(counts({}, 250, 800) == Counts{0});
}

TEST_CASE("a heading stays with what it heads") {
  std::vector<Block> list = blocks({300, 300, 50, 300, 50, 300});
  list[2].keep_with_next = list[4].keep_with_next = true;
  CHECK(counts(list, 0, 700) == Counts{0, 2, 4});
  list[5].keep_with_next = true;  // nothing follows: nothing to stay with
  CHECK(counts(list, 0, 700) == Counts{0, 2, 4});
}

TEST_CASE("what is repeated above a continued block takes room") {
  std::vector<Block> list = blocks({400, 400, 400});
  CHECK(counts(list, 0, 800) == Counts{0, 2, 1});
  list[1].repeated = list[2].repeated = Points::whole(10);
  list[2].repeated = Points::whole(500);
  CHECK(counts(list, 0, 850) == Counts{0, 1, 2});
}

TEST_CASE("a block higher than a page gets one of its own, and nothing is lost") {
  CHECK(counts(blocks({100, 900, 100}), 0, 800) == Counts{0, 1, 1, 1});
  const auto pages = paginate(blocks({100, 900, 100}), {}, Points::whole(800));
  CHECK(pages[2].unused == Points{});
}
