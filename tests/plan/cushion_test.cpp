#include "plan/cushion.hpp"

#include "plan/instances.hpp"
#include "plan/schedule.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <random>
#include <vector>

using namespace pensum;
using instances::Enumeration;
using instances::instance;

namespace {

/// How many days can be missed, by trying every set of them.
std::size_t missable(const std::vector<Slot>& slots, const std::vector<Work>& lessons) {
  std::size_t least_too_many = slots.size() + 1;
  for (unsigned missed = 0; missed < 1U << slots.size(); ++missed) {
    const auto count = static_cast<std::size_t>(std::popcount(missed));
    if (count >= least_too_many) continue;
    std::vector<Slot> left;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if ((missed >> i & 1U) == 0) left.push_back(slots[i]);
    }
    if (!instances::fit(left, lessons)) least_too_many = count;
  }
  return least_too_many - 1;
}

/// For each piece, the latest day by whose end as much of its lesson is done, over all schedules.
std::vector<std::size_t> latest(const instances::Instance& made, const std::vector<Piece>& pieces) {
  std::vector<std::size_t> result(pieces.size(), 0);
  Enumeration(made.slots, made.lessons, [&](const std::vector<Piece>& other) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Minutes wanted;
      for (std::size_t j = 0; j <= i; ++j) wanted += pieces[j].minutes;
      Minutes done;
      for (at = 0; done < wanted; ++at) done += other[at].minutes;
      result[i] = std::max(result[i], other[at - 1].slot);
    }
    return true;
  }).run();
  return result;
}

}  // namespace

TEST_CASE("days that can be missed, and latest days: every set of days tried", "[oracle]") {
  std::mt19937 random(71);
  std::size_t planned = 0;
  for (int round = 0; round < 2500; ++round) {
    auto made = instances::random_instance(random, 4, round % 2 == 0 ? 7 : 5, 9);
    if (round % 2 == 0) {
      for (Work& work : made.lessons) work.smallest_piece = {};
    }
    const Schedule schedule = schedule_evenly(made.workload());
    if (!schedule) continue;
    ++planned;
    CAPTURE(round);
    REQUIRE(missable_slots(made.slots, made.lessons) == missable(made.slots, made.lessons));
    REQUIRE(latest_slots(made.slots, made.lessons, *schedule) == latest(made, *schedule));
    std::vector<Piece> whole;
    for (std::size_t i = 0; i < made.lessons.size(); ++i) whole.push_back({i, 0, made.lessons[i].minutes});
    REQUIRE(latest_slots(made.slots, made.lessons) == latest(made, whole));
  }
  CHECK(planned > 1000);
}

TEST_CASE("the first part of a lesson cannot wait as long as its end") {
  const auto made = instance({20}, {10, 10, 10}, 10);
  const std::vector<Piece> parts{{0, 0, {10}}, {0, 1, {10}}};
  CHECK(latest_slots(made.slots, made.lessons, parts) == std::vector<std::size_t>{1, 2});
}

TEST_CASE("a hundred years for one lesson, and years of split lessons, are measured at once") {
  CHECK(missable_slots(instance({10}, std::vector<int>(36'525, 10)).slots, instance({10}, {}).lessons) ==
        36'524);
  const auto split = instance(std::vector<int>(300, 8), std::vector<int>(365, 10), 4);
  CHECK(missable_slots(split.slots, split.lessons) >= 65);  // kept whole, the lessons take 300 days
}
