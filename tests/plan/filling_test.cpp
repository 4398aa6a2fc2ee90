#include "plan/filling.hpp"

#include "plan/instances.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

using namespace pensum;
using instances::Enumeration;

namespace {

/// The best places of one lesson, from `from` on, by trying all of them.
struct Places {
  std::optional<Frontier> end;
  std::vector<std::vector<LessonPiece>> all;

  Places(const std::vector<Slot>& slots, Frontier from, const std::vector<Work>& work) {
    Enumeration every(slots, work, [&](const std::vector<LessonPiece>& pieces) {
      const LessonPiece& last = pieces.back();
      const Frontier ends{last.slot, last.minutes + (last.slot == from.slot ? from.used : Minutes{})};
      if (!end || ends < *end) end = ends;
      all.push_back(pieces);
      return true;
    });
    every.take(from.slot, from.used);
    every.run(from.slot);
  }
};

std::vector<std::int64_t> minutes_of(const std::vector<LessonPiece>& pieces) {
  std::vector<std::int64_t> minutes;
  for (const LessonPiece& piece : pieces) minutes.push_back(piece.minutes.count);
  return minutes;
}

}  // namespace

TEST_CASE("a lesson ends as early as any of its places does", "[oracle]") {
  std::mt19937 random(81);
  for (int round = 0; round < 8000; ++round) {
    const auto made = instances::random_instance(random, 1, 6, 24);
    if (made.lessons.empty()) continue;
    Frontier from{random() % made.slots.size(), {}};
    const std::int64_t budget = made.slots[from.slot].budget.count;
    from.used = {static_cast<std::int64_t>(random() % static_cast<unsigned>(budget + 1))};
    const Work work = made.lessons.front();
    const Places places(made.slots, from, made.lessons);
    CAPTURE(round, from.slot, from.used.count, work.minutes.count, work.smallest_piece.count);
    REQUIRE(earliest_end(made.slots, from, work) == places.end);
    std::vector<LessonPiece> pieces;
    REQUIRE(place_earliest(made.slots, from, work, 0, pieces) == places.end);
    if (!places.end) continue;
    REQUIRE(std::ranges::find(places.all, pieces) != places.all.end());
    REQUIRE(pieces.back().slot == places.end->slot);
    // Of the places on the same days that end as early, the earlier pieces are as large as they can be.
    for (const std::vector<LessonPiece>& other : places.all) {
      if (other.size() == pieces.size() && other.back() == pieces.back()) {
        REQUIRE(minutes_of(other) <= minutes_of(pieces));
      }
    }
  }
}

TEST_CASE("filling gets as far as any schedule, from either side", "[oracle]") {
  std::mt19937 random(82);
  for (int round = 0; round < 3000; ++round) {
    const auto made = instances::random_instance(random, 4, 5, 12);
    CAPTURE(round);
    const Filled filled = fill(made.slots, made.lessons);
    // As many lessons as fit, and their earliest end.
    std::size_t most = 0;
    std::optional<Frontier> end;
    for (std::size_t count = made.lessons.size(); count > 0 && !end; --count) {
      const std::vector<Work> first(made.lessons.begin(),
                                    made.lessons.begin() + static_cast<std::ptrdiff_t>(count));
      Enumeration(made.slots, first, [&](const std::vector<LessonPiece>& pieces) {
        Frontier ends{pieces.back().slot, {}};
        for (const LessonPiece& piece : pieces) {
          if (piece.slot == ends.slot) ends.used += piece.minutes;
        }
        if (!end || ends < *end) end = ends;
        most = count;
        return true;
      }).run();
    }
    REQUIRE(filled.placed == most);
    if (end) REQUIRE(filled.end == *end);
    const std::vector<Slot> slots(made.slots.rbegin(), made.slots.rend());
    const std::vector<Work> lessons(made.lessons.rbegin(), made.lessons.rend());
    REQUIRE((fill(slots, lessons).placed == lessons.size()) == (most == made.lessons.size()));
  }
}

TEST_CASE("days with less room than a piece part the pieces of a lesson") {
  const auto split = instances::instance({20}, {12, 4, 12}, 5);
  CHECK(fill(split.slots, split.lessons).placed == 0);
  const auto joined = instances::instance({20}, {4, 12, 12}, 5);
  CHECK(fill(joined.slots, joined.lessons).end == Frontier{2, {8}});
}
