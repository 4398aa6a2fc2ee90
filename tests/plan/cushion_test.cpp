#include "plan/cushion.hpp"

#include "plan/instances.hpp"
#include "plan/schedule.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <optional>
#include <random>
#include <vector>

using namespace pensum;
using instances::instance;

namespace {

/// Follows a plan day by day, misses some days, and catches up in order with what the other days have.
/// Whether everything is done in the end.
bool makes_it(const std::vector<Slot>& slots, const std::vector<LessonPiece>& pieces, unsigned missed) {
  std::size_t done = 0;
  for (std::size_t day = 0; day < slots.size(); ++day) {
    if ((missed >> day & 1U) != 0) continue;
    std::int64_t left = slots[day].budget.count;
    while (done < pieces.size() && pieces[done].slot <= day && pieces[done].minutes.count <= left) {
      left -= pieces[done++].minutes.count;
    }
  }
  return done == pieces.size();
}

/// For k = 1, 2, …: the last day up to which any k days can be missed, by trying every set of days.
std::vector<std::size_t> missable(const std::vector<Slot>& slots, const std::vector<LessonPiece>& pieces) {
  std::vector<std::size_t> last;
  for (int missed = 1; missed <= static_cast<int>(slots.size()); ++missed) {
    std::optional<std::size_t> good;
    for (std::size_t day = static_cast<std::size_t>(missed) - 1; day < slots.size(); ++day) {
      bool all = true;
      for (unsigned set = 0; set < 1U << (day + 1); ++set) {
        if (std::popcount(set) == missed) all = all && makes_it(slots, pieces, set);
      }
      if (!all) break;
      good = day;
    }
    if (!good) break;
    last.push_back(*good);
  }
  return last;
}

/// For each piece: the last day on which a learner who has done all before it as printed can do it, doing
/// nothing meanwhile, and make it.
std::vector<std::size_t> latest(const std::vector<Slot>& slots, const std::vector<LessonPiece>& pieces) {
  std::vector<std::size_t> days;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::size_t last = pieces[i].slot;
    for (std::size_t day = pieces[i].slot; day < slots.size(); ++day) {
      // The piece is done on `day`, what follows it then and on the days behind.
      std::size_t done = i;
      for (std::size_t at = day; at < slots.size(); ++at) {
        std::int64_t left = slots[at].budget.count;
        while (done < pieces.size() && pieces[done].minutes.count <= left)
          left -= pieces[done++].minutes.count;
      }
      if (done == pieces.size()) last = day;
    }
    days.push_back(last);
  }
  return days;
}

}  // namespace

TEST_CASE("days that can be missed, and latest days: a learner is followed through every set of days",
          "[oracle]") {
  std::mt19937 random(71);
  std::size_t planned = 0;
  std::size_t with_cushion = 0;
  for (int round = 0; round < 2500; ++round) {
    auto made = instances::random_instance(random, 5, 7, 9);
    if (round % 3 == 0) made.course = instances::random_course(random, made);
    const Schedule schedule =
        round % 5 == 0 ? schedule_early(made.workload()) : schedule_evenly(made.workload());
    if (!schedule || schedule->empty()) continue;
    ++planned;
    CAPTURE(round);
    const std::vector<std::size_t> expected = missable(made.slots, *schedule);
    if (!expected.empty()) ++with_cushion;
    REQUIRE(missable_slots(made.slots, *schedule, 100) == expected);
    REQUIRE(latest_slots(made.slots, *schedule) == latest(made.slots, *schedule));
  }
  CHECK(planned > 1000);
  CHECK(with_cushion > 300);
}

TEST_CASE("a lesson on its last possible day leaves no day to miss up to it") {
  // The second lesson needs the last day: only the first day can be missed, and not together with another.
  const auto made = instance({5, 20}, {20, 5, 20});
  const std::vector<LessonPiece> pieces{{0, 0, {5}}, {1, 2, {20}}};
  CHECK(latest_slots(made.slots, pieces) == std::vector<std::size_t>{1, 2});
  CHECK(missable_slots(made.slots, pieces, 100) == std::vector<std::size_t>{1});
}

TEST_CASE("no more missed days are looked at than asked for; a century is measured at once") {
  const auto made = instance({10}, std::vector<int>(36'525, 10));
  const std::vector<LessonPiece> pieces{{0, 3, {10}}};
  const std::vector<std::size_t> last = missable_slots(made.slots, pieces, 100);
  CHECK(last == std::vector<std::size_t>(100, 36'524));
}
