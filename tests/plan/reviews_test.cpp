#include "plan/reviews.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

using namespace pensum;

namespace {

constexpr std::size_t left_out = 1'000;  // later than any day

/// The best placement by trying all that keep the rules, on the words of reviews.hpp.
class Oracle {
 public:
  Oracle(const std::vector<ReviewSlot>& slots, const std::vector<Done>& done, const ReviewOffsets& offsets)
      : slots_(slots) {
    // The own day of a review: the first from its due date on behind the own day of the round before.
    std::vector<std::size_t> own(done.size(), 0);
    for (std::size_t round = 0; round < offsets.size(); ++round) {
      for (std::size_t i = 0; i < done.size(); ++i) {
        const Date due = slots[done[i].slot].date + days{offsets[round]};
        std::size_t day = own[i];
        while (day < slots.size() && slots[day].date < due) ++day;
        if (day == slots.size()) {
          own[i] = day;
          continue;
        }
        own[i] = day + 1;
        reviews_.push_back({i, round, 0, due, review_minutes(done[i].minutes)});
      }
    }
    for (const ReviewSlot& slot : slots) room_.push_back(slot.left.count);
    days_.assign(reviews_.size(), left_out);
  }

  /// The days of all reviews that are due, in the order of precedence.
  std::vector<std::size_t> solve() {
    place(0);
    return best_;
  }
  const std::vector<PlacedReview>& due() const { return reviews_; }

 private:
  /// Reviews from the last to the first, so that nothing leans on the order in which they are placed.
  void place(std::size_t count) {
    if (count == reviews_.size()) {
      if (best_.empty() || days_ < best_) best_ = days_;
      return;
    }
    const std::size_t i = reviews_.size() - 1 - count;
    days_[i] = left_out;
    place(count + 1);
    for (std::size_t day = 0; day < slots_.size(); ++day) {
      if (slots_[day].date < reviews_[i].due || room_[day] < reviews_[i].minutes.count) continue;
      bool behind = false;  // every later review of the lesson is behind this one
      for (std::size_t j = i + 1; j < reviews_.size(); ++j) {
        behind = behind || (reviews_[j].lesson == reviews_[i].lesson && days_[j] <= day);
      }
      if (behind) continue;
      days_[i] = day;
      room_[day] -= reviews_[i].minutes.count;
      place(count + 1);
      room_[day] += reviews_[i].minutes.count;
    }
    days_[i] = left_out;
  }

  const std::vector<ReviewSlot>& slots_;
  std::vector<PlacedReview> reviews_;
  std::vector<std::int64_t> room_;
  std::vector<std::size_t> days_, best_;
};

}  // namespace

TEST_CASE("a review takes a quarter of its lesson, rounded up, at least 2 minutes") {
  const std::vector<std::pair<int, int>> expected{{1, 2},  {4, 2},  {8, 2},     {9, 3},
                                                  {12, 3}, {13, 4}, {1440, 360}};
  for (const auto& [lesson, review] : expected) CHECK(review_minutes({lesson}).count == review);
}

TEST_CASE("no placement of reviews comes before the one that is chosen", "[oracle]") {
  std::mt19937 random(31);
  std::size_t missing = 0;
  for (int round = 0; round < 1200; ++round) {
    std::vector<ReviewSlot> slots;
    Date date = first_date;
    const std::size_t count = 1 + random() % 6;
    for (std::size_t i = 0; i < count; ++i) {
      date += days{1 + random() % (round % 3 == 0 ? 4 : 1)};
      slots.push_back({date, {static_cast<std::int64_t>(random() % 9)}});
    }
    ReviewOffsets offsets;
    for (std::size_t i = random() % 4; i > 0; --i) {
      offsets.push_back((offsets.empty() ? 0 : offsets.back()) + 1 + static_cast<std::int64_t>(random() % 3));
    }
    std::vector<Done> done;
    for (std::size_t i = random() % (offsets.size() == 3 ? 3 : 4); i > 0; --i) {
      done.push_back({10 + done.size(), random() % count, {static_cast<std::int64_t>(1 + random() % 24)}});
    }
    std::ranges::sort(done, {}, &Done::slot);
    for (std::size_t i = 0; i < done.size(); ++i) done[i].lesson = 10 + i;
    Oracle oracle(slots, done, offsets);
    std::vector<PlacedReview> expected;
    std::vector<std::size_t> lacking(offsets.size(), 0);
    const std::vector<std::size_t> days = oracle.solve();
    for (std::size_t i = 0; i < oracle.due().size(); ++i) {
      PlacedReview review = oracle.due()[i];
      review.lesson += 10;
      review.slot = days[i];
      if (days[i] == left_out) {
        ++lacking[review.round];
        ++missing;
      } else {
        expected.push_back(review);
      }
    }
    CAPTURE(round);
    const Reviews reviews = place_reviews(slots, done, offsets);
    REQUIRE((reviews.placed == expected));
    REQUIRE(reviews.missing == lacking);
    REQUIRE(reviews.complete() == (std::ranges::count(days, left_out) == 0));
  }
  CHECK(missing > 200);
}

TEST_CASE("a review that has no day before the deadline is not due, one without room is missing") {
  const std::vector<ReviewSlot> slots{{first_date, {0}}, {first_date + days{2}, {3}}};
  const std::vector<Done> done{{0, 0, {12}}};
  const Reviews reviews = place_reviews(slots, done, {1, 2, 9});
  REQUIRE(reviews.placed.size() == 1);
  CHECK(reviews.placed[0].due == first_date + days{1});
  CHECK(reviews.missing == std::vector<std::size_t>{0, 0, 0});  // the second has no day of its own
  CHECK(place_reviews(slots, std::vector<Done>{{0, 0, {13}}}, {1}).missing == std::vector<std::size_t>{1});
}
