#include "fit/total_fit.hpp"

#include "fit/oracle.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

using pensum::fit::TotalFit;

namespace {

/// Items of given sizes, slots of given capacities, squared distance from each slot's wish.
struct Squares {
  using Cost = std::int64_t;

  std::vector<std::int64_t> sizes;
  std::vector<std::int64_t> capacities;
  std::vector<std::int64_t> wishes;
  bool bounded = true;

  std::vector<std::int64_t> before = prefix(sizes);
  std::vector<std::int64_t> wished_before = prefix(wishes);

  static std::vector<std::int64_t> prefix(const std::vector<std::int64_t>& values) {
    std::vector<std::int64_t> sums(1, 0);
    for (const std::int64_t value : values) sums.push_back(sums.back() + value);
    return sums;
  }
  std::size_t items() const { return sizes.size(); }
  std::size_t slots() const { return capacities.size(); }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return before[last] - before[first] <= capacities[slot];
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const std::int64_t off = before[last] - before[first] - wishes[slot];
    return off * off;
  }
  Cost bound(std::size_t items, std::size_t slots) const {
    if (!bounded || slots == 0) return 0;
    const std::int64_t off = before[items] - wished_before[slots];
    return off * off / static_cast<std::int64_t>(slots);
  }
};

/// The same, saying where costs are least.
struct CentredSquares : Squares {
  Cost rest(std::size_t items, std::size_t slots) const {
    if (!bounded || slots == this->slots()) return 0;
    const std::int64_t off = before.back() - before[items] - wished_before.back() + wished_before[slots];
    return off * off / static_cast<std::int64_t>(this->slots() - slots);
  }
  std::size_t centre(std::size_t first, std::size_t low, std::size_t high, std::size_t slot) const {
    const auto sum = [&](std::size_t end) { return cost(first, end, slot) + rest(end, slot + 1); };
    std::size_t end = low;
    while (end < high && sum(end + 1) <= sum(end)) ++end;
    return end;
  }
  static Cost at_least(Cost cost) { return cost; }
};

/// The same with ranges that are forbidden at random.
template <class Base>
struct ChoosySquares : Base {
  std::vector<bool> forbidden;  // by first, last and slot

  ChoosySquares(Base squares, std::mt19937& random, unsigned percent)
      : Base(std::move(squares)), forbidden((this->items() + 1) * (this->items() + 1) * this->slots()) {
    std::generate(forbidden.begin(), forbidden.end(), [&] { return random() % 100 < percent; });
  }
  bool allowed(std::size_t first, std::size_t last, std::size_t slot) const {
    return !forbidden[(first * (this->items() + 1) + last) * this->slots() + slot];
  }
};

template <class P>
void check_against_oracle(const P& problem, TotalFit<std::int64_t>& engine) {
  const auto expected = oracle::Enumeration(problem).solve();
  REQUIRE(engine.solve(problem) == expected.has_value());
  if (!expected) return;
  REQUIRE(engine.cost() == expected->cost);
  REQUIRE(std::vector(engine.ends().begin(), engine.ends().end()) == expected->ends);
}

std::vector<std::int64_t> random_values(std::mt19937& random, std::size_t count, std::int64_t least,
                                        std::int64_t most) {
  std::uniform_int_distribution<std::int64_t> value(least, most);
  std::vector<std::int64_t> values(count);
  for (std::int64_t& v : values) v = value(random);
  return values;
}

}  // namespace

TEST_CASE("no items and no slots are a solution, items without slots are none") {
  TotalFit<std::int64_t> engine;
  CHECK(engine.solve(Squares{{}, {}, {}}));
  CHECK(engine.solve(Squares{{}, {5, 0}, {3, 0}}));
  CHECK(engine.cost() == 9);
  CHECK_FALSE(engine.solve(Squares{{1}, {}, {}}));
  CHECK_FALSE(engine.solve(Squares{{4, 4}, {7, 3}, {1, 1}}));
}

TEST_CASE("ties go to the earlier slot") {
  TotalFit<std::int64_t> engine;
  REQUIRE(engine.solve(Squares{{5}, {5, 5, 5}, {1, 1, 1}}));
  CHECK(std::vector(engine.ends().begin(), engine.ends().end()) == std::vector<std::size_t>{1, 1, 1});
}

TEST_CASE("one best state an item is not enough when slots differ") {
  // Two items for slots of 1, 2 and 9: after the first item the cheapest state has used slot 0,
  // yet only the dearer state that has used slot 1 leaves the right slot for the second item.
  const Squares problem{{1, 2}, {1, 2, 9}, {1, 0, 3}};
  TotalFit<std::int64_t> engine;
  check_against_oracle(problem, engine);
}

TEST_CASE("every small instance agrees with enumeration", "[oracle]") {
  TotalFit<std::int64_t> whole;
  TotalFit<std::int64_t> pruned({.small_table = 0, .beam_width = 1});
  const std::vector<std::int64_t> sizes = {1, 2, 5};
  const std::vector<std::int64_t> capacities = {0, 3, 11};
  for (std::size_t n = 0; n <= 4; ++n) {
    for (std::size_t d = 1; d <= 3; ++d) {
      const auto combinations = static_cast<std::size_t>(std::pow(3, n + d));
      for (std::size_t code = 0; code < combinations; ++code) {
        std::size_t rest = code;
        const auto digit = [&] {
          const std::size_t value = rest % 3;
          rest /= 3;
          return value;
        };
        std::vector<std::int64_t> s(n);
        std::vector<std::int64_t> c(d);
        for (auto& value : s) value = sizes[digit()];
        for (auto& value : c) value = capacities[digit()];
        const std::int64_t total = std::accumulate(s.begin(), s.end(), std::int64_t{0});
        std::vector<std::int64_t> wishes(d, total / static_cast<std::int64_t>(d));
        const Squares problem{s, c, wishes};
        check_against_oracle(problem, whole);
        check_against_oracle(problem, pruned);
        const CentredSquares centred{problem};
        check_against_oracle(centred, whole);
        check_against_oracle(centred, pruned);
      }
    }
  }
}

TEST_CASE("seeded random instances agree with enumeration, whatever the beam", "[oracle]") {
  std::mt19937 random(20261124);
  for (int round = 0; round < 4000; ++round) {
    const std::size_t n = random() % 9;
    const std::size_t d = 1 + random() % 5;
    const std::int64_t most = round % 3 == 0 ? 4 : 40;
    Squares problem{random_values(random, n, 1, most), random_values(random, d, 0, most * 4),
                    random_values(random, d, 0, most * 2)};
    problem.bounded = round % 2 == 0;
    TotalFit<std::int64_t> engine(
        {.small_table = static_cast<std::size_t>(random() % 2) * 10'000, .beam_width = 1 + random() % 4});
    check_against_oracle(problem, engine);
    check_against_oracle(CentredSquares{problem}, engine);
  }
}

TEST_CASE("forbidden ranges: random instances agree with enumeration, solvable or not", "[oracle]") {
  std::mt19937 random(20261125);
  std::size_t solvable = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::size_t n = random() % 8;
    const std::size_t d = 1 + random() % 5;
    Squares squares{random_values(random, n, 1, 20), random_values(random, d, 0, 90),
                    random_values(random, d, 0, 40)};
    squares.bounded = round % 2 == 0;
    const auto percent = 10 + 20 * static_cast<unsigned>(round % 4);
    const ChoosySquares<Squares> problem(squares, random, percent);
    const ChoosySquares<CentredSquares> centred(CentredSquares{std::move(squares)}, random, percent);
    TotalFit<std::int64_t> whole;
    TotalFit<std::int64_t> narrow({.small_table = 0, .beam_width = 1 + random() % 3});
    CAPTURE(round);
    check_against_oracle(problem, whole);
    check_against_oracle(problem, narrow);
    check_against_oracle(centred, whole);
    check_against_oracle(centred, narrow);
    if (whole.solve(problem)) ++solvable;
  }
  CHECK(solvable > 1000);
  CHECK(solvable < 3000);
}

TEST_CASE("with a solution that is known, random instances agree with enumeration", "[oracle]") {
  std::mt19937 random(20261128);
  std::size_t better = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::size_t d = 1 + random() % 5;
    Squares squares{random_values(random, random() % 8, 1, 20), random_values(random, d, 0, 90),
                    random_values(random, d, 0, 40)};
    squares.bounded = round % 2 == 0;
    const ChoosySquares<CentredSquares> problem(CentredSquares{squares}, random, round % 3 == 0 ? 0 : 20);
    // Known is the best of a problem with other wishes.
    ChoosySquares<CentredSquares> other = problem;
    other.wishes = random_values(random, d, 0, 40);
    other.wished_before = Squares::prefix(other.wishes);
    const auto known = oracle::Enumeration(other).solve();
    if (!known) continue;
    const auto expected = oracle::Enumeration(problem).solve();
    REQUIRE(expected.has_value());
    TotalFit<std::int64_t> engine({.small_table = static_cast<std::size_t>(random() % 4) * 8});
    CAPTURE(round);
    REQUIRE(engine.solve(problem, known->ends));
    REQUIRE(engine.cost() == expected->cost);
    REQUIRE(std::vector(engine.ends().begin(), engine.ends().end()) == expected->ends);
    if (known->ends != expected->ends) ++better;
  }
  CHECK(better > 500);
}

TEST_CASE("where the best takes too long to find, it is the solution that was known") {
  const CentredSquares problem{Squares{{1, 1, 1, 1}, {3, 3, 3}, {1, 2, 1}}};
  const std::vector<std::size_t> known{3, 3, 4};
  TotalFit<std::int64_t> engine({.small_table = 0, .most_compared = 1});
  REQUIRE(engine.solve(problem, known));
  CHECK(engine.statistics().gave_up);
  CHECK(engine.cost() == 4 + 4 + 0);
  CHECK(std::vector(engine.ends().begin(), engine.ends().end()) == known);
}

TEST_CASE("a solution that a narrow beam loses is found all the same") {
  // Filling each slot as wished looks best until slot 0, which takes two items or nothing.
  struct Pairs : Squares {
    bool allowed(std::size_t first, std::size_t last, std::size_t slot) const {
      return slot > 0 || last - first == 2;
    }
  };
  Pairs problem;
  static_cast<Squares&>(problem) = Squares{{1, 1, 1}, {3, 3}, {1, 2}};
  TotalFit<std::int64_t> engine({.small_table = 0, .beam_width = 1});
  check_against_oracle(problem, engine);
  REQUIRE(std::vector(engine.ends().begin(), engine.ends().end()) == std::vector<std::size_t>{2, 3});
}

TEST_CASE("large instances: pruning finds the whole table's optimum with a fraction of its states",
          "[oracle]") {
  std::mt19937 random(7);
  for (int round = 0; round < 6; ++round) {
    const auto sizes = random_values(random, 600, 3, 12);
    auto capacities = random_values(random, 120, 20, 160);
    const std::int64_t total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    const std::int64_t room = std::accumulate(capacities.begin(), capacities.end(), std::int64_t{0});
    std::vector<std::int64_t> wishes;
    for (const std::int64_t c : capacities) wishes.push_back(total * c / room);
    const Squares problem{sizes, capacities, wishes};
    TotalFit<std::int64_t> whole({.small_table = 100'000'000});
    TotalFit<std::int64_t> pruned({.small_table = 0, .beam_width = 32});
    REQUIRE(whole.solve(problem));
    REQUIRE(pruned.solve(problem));
    CHECK(pruned.cost() == whole.cost());
    CHECK(std::equal(pruned.ends().begin(), pruned.ends().end(), whole.ends().begin()));
    CHECK(pruned.statistics().stored * 2 < whole.statistics().stored);
    TotalFit<std::int64_t> centred({.small_table = 0, .beam_width = 32});
    REQUIRE(centred.solve(CentredSquares{problem}));
    CHECK(centred.cost() == whole.cost());
    CHECK(std::equal(centred.ends().begin(), centred.ends().end(), whole.ends().begin()));
  }
}
