#include "plan/shares.hpp"

#include "plan/reviews.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

using namespace pensum;

namespace {

/// What a share problem is made from, with the memory behind it.
struct Course {
  std::vector<Slot> slots;
  std::size_t learning = 0;
  std::vector<int> lessons;
  ReviewOffsets offsets;
  std::vector<Minutes> due_before;

  Minutes sum() const { return {std::accumulate(lessons.begin(), lessons.end(), std::int64_t{0})}; }
  Minutes round() const {
    Minutes minutes;
    for (const int lesson : lessons) minutes += review_minutes({lesson});
    return minutes;
  }
  Shares shares() const {
    return even_shares({.slots = slots,
                        .learning = learning,
                        .lessons = sum(),
                        .round = round(),
                        .offsets = offsets,
                        .due_before = due_before});
  }
};

Course course(std::vector<int> lessons, const std::vector<int>& budgets, ReviewOffsets offsets) {
  Course made{.slots = {},
              .learning = 0,
              .lessons = std::move(lessons),
              .offsets = std::move(offsets),
              .due_before = {}};
  Date date = first_date;
  for (const int budget : budgets) {
    if (budget > 0) made.slots.push_back({date, {budget}});
    date += days{1};
  }
  made.learning = made.slots.size();
  return made;
}

/// The shares that the definition gives for `c`, in fractions, each from the exact ones before it.
std::vector<double> defined(const Course& made, double c, const std::vector<std::int64_t>& exact) {
  const double rho = static_cast<double>(made.round().count) / static_cast<double>(made.sum().count);
  std::vector<double> shares;
  for (std::size_t d = 0; d < made.slots.size(); ++d) {
    const auto budget = static_cast<double>(made.slots[d].budget.count * share_unit);
    double share = c * budget;
    if (!made.due_before.empty()) share -= static_cast<double>(made.due_before[d].count * share_unit);
    for (const std::int64_t offset : made.offsets) {
      for (std::size_t e = 0; e < d; ++e) {
        const Date due = made.slots[e].date + days{offset};
        const bool falls_here = due <= made.slots[d].date && (d == 0 || due > made.slots[d - 1].date);
        if (falls_here) share -= rho * static_cast<double>(exact[e]);
      }
    }
    shares.push_back(d < made.learning ? std::clamp(share, 0.0, budget) : 0.0);
  }
  return shares;
}

std::int64_t sum_of(const Shares& shares) {
  return std::accumulate(shares.units.begin(), shares.units.end(), std::int64_t{0});
}

}  // namespace

TEST_CASE("shares follow their definition and sum up to the lessons, to the unit", "[oracle]") {
  std::mt19937 random(17);
  for (int round = 0; round < 3000; ++round) {
    std::vector<int> lessons(1 + random() % 30);
    for (int& minutes : lessons) minutes = 4 + static_cast<int>(random() % 40);
    std::vector<int> budgets(1 + random() % 60);
    const int widest = 20 + static_cast<int>(random() % 90);
    for (std::size_t d = 0; d < budgets.size(); ++d) {
      budgets[d] = round % 3 == 0 ? widest
                   : d % 7 >= 5   ? 0
                                  : 1 + static_cast<int>(random() % static_cast<unsigned>(widest));
    }
    ReviewOffsets offsets;
    for (std::size_t i = random() % 4; i > 0; --i) {
      offsets.push_back((offsets.empty() ? 0 : offsets.back()) + 1 + static_cast<std::int64_t>(random() % 5));
    }
    Course made = course(lessons, budgets, offsets);
    if (made.slots.empty()) continue;
    made.learning -= random() % std::min<std::size_t>(made.slots.size(), 4);
    if (round % 5 == 0) {
      for (std::size_t d = 0; d < made.slots.size(); ++d)
        made.due_before.push_back({static_cast<std::int64_t>(random() % 9)});
    }
    std::int64_t room = 0;
    for (std::size_t d = 0; d < made.learning; ++d) room += made.slots[d].budget.count;
    if (room < made.sum().count) continue;
    CAPTURE(round, lessons, budgets, offsets);
    const Shares shares = made.shares();
    REQUIRE(shares.units.size() == made.slots.size());
    REQUIRE(sum_of(shares) == made.sum().count * share_unit);
    const std::vector<double> expected = defined(made, shares.fullness.value(), shares.units);
    std::size_t off = 0;
    for (std::size_t d = 0; d < made.slots.size(); ++d) {
      REQUIRE(shares.units[d] >= 0);
      REQUIRE(shares.units[d] <= made.slots[d].budget.count * share_unit);
      // Rounding, and the unit that makes the sum right.
      if (std::abs(static_cast<double>(shares.units[d]) - expected[d]) > 3) ++off;
    }
    REQUIRE(off == 0);
  }
}

TEST_CASE("without reviews, shares are proportional to budgets") {
  const Course made = course({30, 20, 40}, {20, 40, 60, 60}, {});
  CHECK(made.shares().units == std::vector<std::int64_t>{10'000, 20'000, 30'000, 30'000});
  CHECK(made.shares().fullness.value() == Approx(0.5));
}

TEST_CASE("reviews are foreseen: the first days get more, and every day comes to the same") {
  const Course made = course(std::vector<int>(40, 8), std::vector<int>(20, 60), {1});
  const Shares shares = made.shares();
  const double rho = 0.25;
  double before = 0;
  for (const std::int64_t units : shares.units) {
    const double total = (static_cast<double>(units) + rho * before) / static_cast<double>(share_unit);
    CHECK(total == Approx(60 * shares.fullness.value()).margin(0.01));
    before = static_cast<double>(units);
  }
}

TEST_CASE("where the budgets are just enough every share is its budget; without lessons there are none") {
  const Course full = course({30, 60}, {20, 30, 40}, {1, 3});
  CHECK(full.shares().units == std::vector<std::int64_t>{20'000, 30'000, 40'000});
  CHECK(course({}, {20, 30}, {1}).shares().units == std::vector<std::int64_t>{0, 0});
  CHECK(course({10}, {}, {1}).shares().units.empty());
}

TEST_CASE("a week later or with a day off instead of no minutes, shares are the same; minutes scale them") {
  const std::vector<int> budgets{20, 25, 0, 30, 45, 0, 0, 20, 25, 40};
  Course made = course({9, 12, 20, 8, 13}, budgets, {1, 3});
  const std::vector<std::int64_t> units = made.shares().units;
  for (Slot& slot : made.slots) slot.date += days{7};
  CHECK(made.shares().units == units);
  std::vector<int> lessons = made.lessons;
  std::vector<int> larger = budgets;
  for (int& minutes : lessons) minutes *= 8;
  for (int& minutes : larger) minutes *= 8;
  // Reviews are rounded up lesson by lesson, so shares scale exactly only without them.
  const Shares plain = course(made.lessons, budgets, {}).shares();
  const Shares scaled = course(lessons, larger, {}).shares();
  for (std::size_t d = 0; d < plain.units.size(); ++d) {
    CHECK(std::abs(scaled.units[d] - 8 * plain.units[d]) <= 8);
  }
}

TEST_CASE("shares stay exact where reviews outweigh lessons, and over a century") {
  // A minute's lesson takes two minutes to review: what one day is spared the next one gets, back and forth.
  const Course tiny = course(std::vector<int>(50, 1), std::vector<int>(60, 9), {1, 2, 3, 4, 5});
  CHECK(sum_of(tiny.shares()) == 50 * share_unit);
  const Course century = course(std::vector<int>(400, 10), std::vector<int>(36'525, 1440), {1, 3, 7});
  CHECK(sum_of(century.shares()) == 4'000 * share_unit);
}
