#include "plan/reviews.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <tuple>
#include <vector>

using namespace pensum;

namespace {

/// Left out, days' unevenness, delay, moved: the less the better, from the first on.
using Rank = std::tuple<std::size_t, std::int64_t, std::int64_t, std::size_t>;

constexpr std::size_t left_out = 1'000;

/// The best placement by trying all that keep the rules, on the words of reviews.hpp.
class Oracle {
 public:
  struct Due {
    std::size_t lesson = 0;
    std::size_t round = 0;
    Date own;
    Date until;
    std::int64_t minutes = 0;
    std::optional<Date> before{};
  };

  Oracle(const std::vector<ReviewSlot>& slots, const std::vector<Done>& done, const ReviewOffsets& offsets,
         const std::vector<ReviewBefore>& before = {})
      : slots_(slots) {
    for (const Done& lesson : done) {
      std::optional<Date> own;  // of the round before
      for (std::size_t round = 0; round < offsets.size(); ++round) {
        if ((lesson.over & (1U << round)) != 0) continue;
        const Date due = lesson.date + days{offsets[round]};
        const auto is_own = [&](const ReviewSlot& s) { return s.date >= due && (!own || s.date > *own); };
        const auto is_free = [&](const ReviewSlot& s) {
          return is_own(s) && s.load + review_minutes(lesson.minutes) <= s.budget;
        };
        auto slot = std::ranges::find_if(slots, is_own);
        if (const auto free = std::ranges::find_if(slots, is_free);
            lesson.missed == round && free != slots.end())
          slot = free;
        if (slot == slots.end() || due > slots.back().date) break;
        own = slot->date;
        const std::int64_t grace = std::max<std::int64_t>(1, offsets[round] / 4);
        due_.push_back(
            {lesson.lesson, round, *own, *own + days{grace}, review_minutes(lesson.minutes).count});
        for (const ReviewBefore& each : before) {
          if (each.lesson == lesson.lesson && each.round == round) due_.back().before = each.date;
        }
      }
    }
    for (const ReviewSlot& slot : slots) totals_.push_back(slot.load.count);
    places_.assign(due_.size(), left_out);
  }

  Rank solve() {
    place(0);
    return *best_;
  }
  const std::vector<Due>& due() const { return due_; }

  /// The rank of a placement; nothing where it breaks a rule.
  std::optional<Rank> rank(const std::vector<std::size_t>& places) const {
    std::vector<std::int64_t> totals;
    for (const ReviewSlot& slot : slots_) totals.push_back(slot.load.count);
    Rank rank{};
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] == left_out) {
        ++std::get<0>(rank);
        continue;
      }
      const Date date = slots_[places[i]].date;
      if (date < due_[i].own || date > due_[i].until) return std::nullopt;
      for (std::size_t j = 0; j < i; ++j) {
        const bool earlier_round = due_[j].lesson == due_[i].lesson && places[j] != left_out;
        if (earlier_round && places[j] >= places[i]) return std::nullopt;
      }
      totals[places[i]] += due_[i].minutes;
      std::get<2>(rank) += (date - due_[i].own).count();
      if (due_[i].before && *due_[i].before != date) ++std::get<3>(rank);
    }
    for (std::size_t day = 0; day < totals.size(); ++day) {
      if (totals[day] > slots_[day].budget.count) return std::nullopt;
      std::get<1>(rank) += squares(totals[day], day) - squares(slots_[day].load.count, day);
    }
    return rank;
  }

 private:
  std::int64_t squares(std::int64_t total, std::size_t day) const {
    return total * total * (1 << 20) / slots_[day].budget.count;
  }

  void place(std::size_t i) {
    if (i == due_.size()) {
      const std::optional<Rank> found = rank(places_);
      if (found && (!best_ || *found < *best_)) best_ = found;
      return;
    }
    for (std::size_t day = 0; day < slots_.size(); ++day) {
      if (slots_[day].date < due_[i].own || slots_[day].date > due_[i].until) continue;
      places_[i] = day;
      place(i + 1);
    }
    places_[i] = left_out;
    place(i + 1);
  }

  const std::vector<ReviewSlot>& slots_;
  std::vector<Due> due_;
  std::vector<std::int64_t> totals_;
  std::vector<std::size_t> places_;
  std::optional<Rank> best_;
};

/// Where each review that is due is in `reviews`.
std::vector<std::size_t> places_of(const Reviews& reviews, const std::vector<Oracle::Due>& due) {
  std::vector<std::size_t> places(due.size(), left_out);
  for (const PlacedReview& review : reviews.placed) {
    const auto found = std::ranges::find_if(due, [&](const Oracle::Due& one) {
      return one.lesson == review.lesson && one.round == review.round;
    });
    REQUIRE(found != due.end());
    places[static_cast<std::size_t>(found - due.begin())] = review.slot;
  }
  return places;
}

struct Instance {
  std::vector<ReviewSlot> slots;
  std::vector<Done> done;
  ReviewOffsets offsets;
  std::vector<ReviewBefore> before;
};

Instance random_instance(std::mt19937& random, int round) {
  Instance made;
  Date date = first_date + days{100};
  const std::size_t count = 1 + random() % 7;
  for (std::size_t i = 0; i < count; ++i) {
    date += days{1 + random() % (round % 3 == 0 ? 4 : 1)};
    const auto load = static_cast<std::int64_t>(random() % 7);
    made.slots.push_back({date, {load + 1 + static_cast<std::int64_t>(random() % 8)}, {load}});
  }
  for (std::size_t i = random() % 4; i > 0; --i) {
    made.offsets.push_back((made.offsets.empty() ? 0 : made.offsets.back()) + 1 +
                           static_cast<std::int64_t>(random() % (round % 4 == 0 ? 9 : 3)));
  }
  for (std::size_t i = random() % (made.offsets.size() == 3 ? 4 : 5); i > 0; --i) {
    Date on = made.slots[random() % count].date;
    if (random() % 5 == 0) on = made.slots.front().date - days{1 + random() % 6};  // before the plan
    made.done.push_back({0, on, {static_cast<std::int64_t>(1 + random() % 24)}, 0});
    if (random() % 2 == 0) made.done.back().over = static_cast<std::uint32_t>(random() % 8);
    const std::size_t missed = random() % 3;
    if (random() % 4 == 0 && (made.done.back().over >> missed) % 2 == 0) made.done.back().missed = missed;
  }
  std::ranges::sort(made.done, {}, &Done::date);
  for (std::size_t i = 0; i < made.done.size(); ++i) made.done[i].lesson = 10 + i;
  for (const Done& done : made.done) {
    for (std::size_t r = 0; r < made.offsets.size(); ++r) {
      if (random() % 2 == 0) made.before.push_back({done.lesson, r, made.slots[random() % count].date});
    }
  }
  return made;
}

}  // namespace

TEST_CASE("a review takes a quarter of its lesson, rounded up, at least 2 minutes") {
  const std::vector<std::pair<int, int>> expected{{1, 2},  {4, 2},  {8, 2},     {9, 3},
                                                  {12, 3}, {13, 4}, {1440, 360}};
  for (const auto& [lesson, review] : expected) CHECK(review_minutes({lesson}).count == review);
}

TEST_CASE("a review may wait for a quarter of its offset, at least a day") {
  const std::vector<std::pair<int, int>> expected{{1, 1}, {3, 1}, {7, 1}, {8, 2}, {30, 7}, {365, 91}};
  for (const auto& [offset, grace] : expected) CHECK(review_grace(offset) == grace);
}

TEST_CASE("no placement of reviews is better than the one that is chosen", "[oracle]") {
  std::mt19937 random(31);
  std::size_t missing = 0;
  std::size_t placed = 0;
  std::size_t proven = 0;
  std::size_t not_proven = 0;
  for (int round = 0; round < 4000; ++round) {
    const Instance made = random_instance(random, round);
    Oracle oracle(made.slots, made.done, made.offsets, made.before);
    if (oracle.due().size() > 8) continue;
    CAPTURE(round);
    const Rank best = oracle.solve();
    const Reviews reviews = place_reviews(made.slots, made.done, made.offsets, Wanted::some, {}, made.before);
    REQUIRE(reviews.proven);
    const std::vector<std::size_t> places = places_of(reviews, oracle.due());
    REQUIRE(oracle.rank(places) == best);
    std::size_t lacking = 0;
    for (const std::size_t count : reviews.missing) lacking += count;
    REQUIRE(lacking == std::get<0>(best));
    REQUIRE(reviews.complete() == (lacking == 0));
    const Reviews all = place_reviews(made.slots, made.done, made.offsets, Wanted::all, {}, made.before);
    REQUIRE(all.complete() == reviews.complete());
    if (reviews.complete()) REQUIRE((all.placed == reviews.placed));
    // However few states are kept, what is said to be proven is.
    for (std::size_t states = 1; states <= 8; ++states) {
      const Reviews narrow =
          place_reviews(made.slots, made.done, made.offsets, Wanted::some, {.states = states}, made.before);
      const auto rank = oracle.rank(places_of(narrow, oracle.due()));
      REQUIRE(rank.has_value());
      if (narrow.proven) REQUIRE(rank == best);
      ++(narrow.proven ? proven : not_proven);
    }
    missing += lacking;
    placed += reviews.placed.size();
  }
  CHECK(missing > 500);
  CHECK(placed > 1500);
  CHECK(proven > 1500);
  CHECK(not_proven > 1000);
}

TEST_CASE("with a single state kept, every review takes the emptiest day of its grace", "[oracle]") {
  std::mt19937 random(32);
  for (int round = 0; round < 1000; ++round) {
    const Instance made = random_instance(random, round);
    const Oracle oracle(made.slots, made.done, made.offsets);
    const Reviews reviews = place_reviews(made.slots, made.done, made.offsets, Wanted::some, {.states = 1});
    CAPTURE(round);
    REQUIRE(oracle.rank(places_of(reviews, oracle.due())).has_value());
  }
  const std::vector<ReviewSlot> slots{
      {first_date, {20}, {5}}, {first_date + days{1}, {20}, {9}}, {first_date + days{2}, {20}, {4}}};
  const std::vector<Done> done{{0, first_date, {8}}};
  const Reviews reviews = place_reviews(slots, done, {1}, Wanted::some, {.states = 1});
  REQUIRE(reviews.placed.size() == 1);
  CHECK(reviews.placed.front().slot == 2);
}

TEST_CASE("thousands of reviews keep all rules, few states or not", "[oracle]") {
  std::mt19937 random(33);
  std::vector<ReviewSlot> slots;
  std::vector<Done> done;
  for (int d = 0; d < 120; ++d) {
    if (d % 7 == 6) continue;
    const Date date = first_date + days{d};
    const auto load = static_cast<std::int64_t>(40 + random() % 20);
    slots.push_back({date, {load + 340}, {load}});
    for (int i = 0; i < 10; ++i)
      done.push_back({done.size(), date, {static_cast<std::int64_t>(4 + random() % 20)}});
  }
  const ReviewOffsets offsets{1, 3, 7, 30};
  const Oracle oracle(slots, done, offsets);
  const Reviews reviews = place_reviews(slots, done, offsets);
  const std::optional<Rank> rank = oracle.rank(places_of(reviews, oracle.due()));
  REQUIRE(rank.has_value());
  CHECK(std::get<0>(*rank) == 0);
}

TEST_CASE("parts of a plan that share no days are placed as if each were a plan of its own", "[oracle]") {
  std::mt19937 random(34);
  const ReviewOffsets offsets{1, 3, 8};
  Instance whole;
  Rank expected{};
  for (int part = 0; part < 150; ++part) {
    Instance own;
    const Date begin = first_date + days{30 * part};
    for (int d = 0; d < 30; ++d) {
      const auto load = static_cast<std::int64_t>(random() % 7);
      own.slots.push_back({begin + days{d}, {load + static_cast<std::int64_t>(1 + random() % 9)}, {load}});
    }
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t lesson = whole.done.size() + i;
      own.done.push_back({lesson, begin + days{2 * i}, {static_cast<std::int64_t>(1 + random() % 24)}});
      for (std::size_t round = 0; round < offsets.size(); ++round)
        own.before.push_back({lesson, round, begin + days{random() % 30}});
    }
    const Reviews reviews = place_reviews(own.slots, own.done, offsets, Wanted::some, {}, own.before);
    REQUIRE(reviews.proven);
    const Oracle oracle(own.slots, own.done, offsets, own.before);
    const std::optional<Rank> rank = oracle.rank(places_of(reviews, oracle.due()));
    REQUIRE(rank.has_value());
    std::apply([&](auto&... all) { std::apply([&](auto... one) { ((all += one), ...); }, *rank); }, expected);
    std::ranges::copy(own.slots, std::back_inserter(whole.slots));
    std::ranges::copy(own.done, std::back_inserter(whole.done));
    std::ranges::copy(own.before, std::back_inserter(whole.before));
  }
  // So much room behind them that a cost needs more than 64 bits.
  const Date end = first_date + days{30 * 150};
  for (int d = 0; d < 12'000; ++d) whole.slots.push_back({end + days{d}, {1440}, {}});
  const ReviewLimits limits{.effort = 1'000'000'000};
  const Reviews reviews = place_reviews(whole.slots, whole.done, offsets, Wanted::some, limits, whole.before);
  REQUIRE(reviews.proven);
  const Oracle oracle(whole.slots, whole.done, offsets, whole.before);
  CHECK(oracle.rank(places_of(reviews, oracle.due())) == expected);
  CHECK(std::get<0>(expected) > 0);
}

TEST_CASE("a review that has no day before the deadline is not due, one without room is missing") {
  const std::vector<ReviewSlot> slots{{first_date, {12}, {12}}, {first_date + days{2}, {3}, {}}};
  const std::vector<Done> done{{0, first_date, {12}}};
  const Reviews reviews = place_reviews(slots, done, {1, 2, 9});
  REQUIRE(reviews.placed.size() == 1);
  CHECK(reviews.placed[0].due == first_date + days{1});
  CHECK(reviews.placed[0].until == first_date + days{3});
  CHECK(reviews.missing == std::vector<std::size_t>{0, 0, 0});  // the second has no day of its own
  CHECK(place_reviews(slots, std::vector<Done>{{0, first_date, {13}}}, {1}).missing ==
        std::vector<std::size_t>{1});
}

TEST_CASE("reviews of lessons done before go on, from the round that is next") {
  std::vector<ReviewSlot> slots;
  for (int d = 0; d < 10; ++d) slots.push_back({first_date + days{100 + d}, {10}, {}});
  const std::vector<Done> done{{0, first_date + days{98}, {8}, 0b1}};
  const Reviews reviews = place_reviews(slots, done, {1, 3, 7});
  REQUIRE(reviews.placed.size() == 2);
  CHECK(reviews.placed[0].round == 1);
  CHECK(reviews.placed[0].due == first_date + days{101});
  CHECK(reviews.placed[1].due == first_date + days{105});
}

TEST_CASE("a review that was missed has its day on the first study day with room, later rounds follow") {
  std::vector<ReviewSlot> slots;
  for (int d = 0; d < 10; ++d) slots.push_back({first_date + days{100 + d}, {10}, {d < 2 ? 9 : 0}});
  // Done a week before: its rounds after 1 and 3 days were missed and are one now; that after 7 days is due.
  const std::vector<Done> done{{0, first_date + days{93}, {8}, 0b001, 1}};
  const Reviews reviews = place_reviews(slots, done, {1, 3, 7});
  REQUIRE(reviews.placed.size() == 2);
  CHECK(reviews.placed[0].round == 1);
  CHECK(reviews.placed[0].due == first_date + days{96});
  CHECK(reviews.placed[0].slot == 2);
  CHECK(reviews.placed[0].until == first_date + days{103});
  CHECK(reviews.placed[1].round == 2);
  CHECK(reviews.placed[1].slot == 3);
}
