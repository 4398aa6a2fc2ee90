#include "page/paginate.hpp"

#include "fit/oracle.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

using namespace pensum;
using namespace pensum::page;

namespace {

std::vector<Block> blocks(const std::vector<int>& heights) {
  std::vector<Block> list;
  for (const int height : heights) list.push_back({.height = Points::whole(height)});
  return list;
}

/// How many blocks are on each page.
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

TEST_CASE("a head keeps three rows, in a short list all of them") {
  // A head of 50 and rows of 100: the page would be full behind the head's first row.
  std::vector<Block> list = blocks({100, 100, 100, 100, 100, 50, 100, 100, 100, 100, 100});
  list[5].head = true;
  CHECK(counts(list, 0, 750) == Counts{0, 5, 6});
  list[8].head = true;  // after two rows another one begins
  CHECK(counts(list, 0, 750) == Counts{0, 5, 6});
  // Without heads pages fill evenly.
  list[5].head = list[8].head = false;
  CHECK(counts(list, 0, 600) == Counts{0, 6, 5});
}

TEST_CASE("a head keeps three rows of a text, and three texts where that takes no page more") {
  std::vector<Block> list = blocks({300, 50, 200, 200, 200});
  list[1].head = true;
  for (std::size_t i = 2; i < 5; ++i) list[i].rows = 10;
  CHECK(counts(list, 0, 600) == Counts{0, 3, 2});
  list[2].rows = list[3].rows = list[4].rows = 1;
  CHECK(counts(list, 0, 650) == Counts{0, 1, 4});
  // Never more than a page has room for.
  CHECK(counts(list, 0, 600) == Counts{0, 1, 3, 1});
  list = blocks({400, 50, 80, 80, 80, 300});
  list[1].head = true;
  list[2].rows = list[3].rows = list[4].rows = 10;
  CHECK(counts(list, 0, 700) == Counts{0, 1, 5});
  // Not where that takes a page more.
  list[0].height = list[5].height = Points::whole(500);
  CHECK(counts(list, 0, 700) == Counts{0, 3, 3});
}

TEST_CASE("columns begin with heads, where they are hardly less even then") {
  // Two paths; the second one's head keeps three rows, so that a column ends before it or behind these.
  std::vector<Block> list(16, Block{.height = Points::whole(20)});
  list[0].head = list[6].head = true;
  list[15].height = Points::whole(24);
  const Points page = Points::whole(240);
  const auto second_of = [&](const std::vector<Block>& blocks, std::size_t columns) {
    const auto ranges = paginate(blocks, page, page, true, columns);
    REQUIRE(ranges.size() == 2);
    return ranges[1].first;
  };
  CHECK(second_of(list, 2) == 6);
  // Pages below each other are not columns.
  CHECK(second_of(list, 1) == 10);
  list[15].height = Points::whole(60);
  CHECK(second_of(list, 2) == 10);
}

TEST_CASE("no page is nearly empty where moving blocks avoids it") {
  CHECK(counts(blocks({40, 40, 20, 20}), 0, 100) == Counts{0, 2, 2});
  CHECK(nearly_empty(Points::whole(76), Points::whole(100)));
  CHECK_FALSE(nearly_empty(Points::whole(75), Points::whole(100)));
}

TEST_CASE("what is white below a block takes no room at a page's foot") {
  std::vector<Block> list = blocks({100, 100, 110});
  CHECK(counts(list, 0, 300) == Counts{0, 2, 1});
  list[2].below = Points::whole(10);
  CHECK(counts(list, 0, 300) == Counts{0, 3});
  const auto pages = paginate(list, {}, Points::whole(300));
  CHECK(pages[1].unused == Points{});
}

namespace {

/// How good pages are: fewer that are nearly empty, then less squared unused height.
struct Emptiness {
  std::int64_t nearly_empty = 0;
  std::int64_t unused = 0;
  friend auto operator<=>(const Emptiness&, const Emptiness&) = default;
  friend Emptiness operator+(const Emptiness& a, const Emptiness& b) {
    return {a.nearly_empty + b.nearly_empty, a.unused + b.unused};
  }
};

/// Blocks on a given number of pages, as the header of paginate defines it: no heading last on a page, unused
/// heights squared. Groups of blocks that stay together are the items.
class Sheets {
 public:
  using Cost = Emptiness;

  Sheets(const std::vector<Block>& list, Points first_page, Points page, std::size_t pages)
      : list_(list), first_page_(first_page), page_(page), pages_(pages) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!list[i].keep_with_next || i + 1 == list.size()) starts_.push_back(i + 1);
    }
  }

  std::size_t items() const { return starts_.size() - 1; }
  std::size_t slots() const { return pages_; }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return first == last || (last <= items() && height(first, last) <= room(slot));
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    if (slot == 0 && first == last) return {};
    const std::int64_t unused = (room(slot) - height(first, last)).milli / 100;
    const std::int64_t page = page_.milli / 100;
    return {unused * 4 > page * 3 ? 1 : 0, unused * unused};
  }
  std::size_t start(std::size_t item) const { return starts_[item]; }

 private:
  Points room(std::size_t slot) const { return slot == 0 ? first_page_ : page_; }
  Points height(std::size_t first, std::size_t last) const {
    if (first == last) return {};
    Points sum = list_[starts_[first]].repeated;
    for (std::size_t i = starts_[first]; i < starts_[last]; ++i) sum += list_[i].height;
    return sum - list_[starts_[last] - 1].below;
  }

  const std::vector<Block>& list_;
  Points first_page_;
  Points page_;
  std::size_t pages_;
  std::vector<std::size_t> starts_;
};

}  // namespace

TEST_CASE("pages are the best there are: every way is tried, on random blocks", "[oracle]") {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Block> list(1 + random() % 9);
    for (Block& block : list) {
      block.height = Points::whole(5 + static_cast<int>(random() % 40));
      if (random() % 4 == 0) block.repeated = Points::whole(static_cast<int>(random() % 10));
      if (random() % 4 == 0) block.below = Points::whole(static_cast<int>(random() % 6));
      block.keep_with_next = random() % 4 == 0;
    }
    // Never so many that stay together that no page has room for them.
    for (std::size_t i = 1; i < list.size(); ++i) {
      if (list[i - 1].keep_with_next) list[i].keep_with_next = false;
    }
    const Points first_page = Points::whole(static_cast<int>(random() % 110));
    const Points page = Points::whole(110);
    const std::vector<PageRange> made = paginate(list, first_page, page);
    std::size_t pages = 0;
    std::optional<oracle::Enumeration<Sheets>::Solution> best;
    while (!best) {
      const Sheets tried(list, first_page, page, ++pages);
      best = oracle::Enumeration(tried).solve();
    }
    REQUIRE(made.size() == pages);
    const Sheets sheets(list, first_page, page, pages);
    for (std::size_t i = 0; i < pages; ++i) REQUIRE(made[i].last == sheets.start(best->ends[i]));
  }
}

TEST_CASE("heads keep their rows, on random blocks") {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Block> list(1 + random() % 40);
    for (Block& block : list) {
      block.height = Points::whole(4 + static_cast<int>(random() % 12));
      block.head = random() % 6 == 0;
    }
    const Points page = Points::whole(110);  // seven of the highest blocks
    const auto pages = paginate(list, Points::whole(static_cast<int>(random() % 110)), page);
    std::size_t next = 0;
    for (const PageRange& range : pages) {
      REQUIRE(range.first == next);
      next = range.last;
      for (std::size_t i = range.first; i < range.last; ++i) {
        if (!list[i].head) continue;
        std::size_t below = i + 1;
        while (below < list.size() && !list[below].head && below < i + 4) ++below;
        // A head may be right below another one, which then has no rows of its own.
        REQUIRE(range.last >= below);
      }
    }
    REQUIRE(next == list.size());
  }
}
