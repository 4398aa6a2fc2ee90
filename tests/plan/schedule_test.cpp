#include "plan/schedule.hpp"

#include "plan/shares.hpp"

#include "plan/instances.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <tuple>
#include <vector>

using namespace pensum;
using instances::Enumeration;
using instances::Instance;
using instances::instance;
using instances::random_values;

namespace {

__extension__ using Int128 = __int128;

/// The minutes done by the end of each day.
std::vector<std::int64_t> done_by_day(const std::vector<LessonPiece>& pieces, std::size_t days) {
  std::vector<std::int64_t> done(days, 0);
  for (const LessonPiece& piece : pieces) {
    for (std::size_t day = piece.slot; day < days; ++day) done[day] += piece.minutes.count;
  }
  return done;
}

std::size_t split_lessons(const std::vector<LessonPiece>& pieces) {
  std::set<std::size_t> split;
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    if (pieces[i].lesson == pieces[i - 1].lesson) split.insert(pieces[i].lesson);
  }
  return split.size();
}

/// The evenest schedule by trying all of them, on the words of the definition: the sum of (minutes done by
/// the day's end − course)², then lessons done on another day than before, then split lessons, then days that
/// end where a path ends, then earlier days.
class Oracle {
 public:
  explicit Oracle(const Instance& instance) : instance_(instance) {}

  Schedule solve() {
    Enumeration(instance_.slots, instance_.lessons, [this](const std::vector<LessonPiece>& pieces) {
      compare(pieces);
      return true;
    }).run();
    if (!best_) return std::nullopt;
    return schedule_;
  }

 private:
  /// The better one is less.
  using Rank = std::tuple<Int128, std::size_t, std::size_t, std::size_t, std::vector<std::int64_t>>;

  void compare(const std::vector<LessonPiece>& pieces) {
    const std::size_t days = instance_.slots.size();
    const std::vector<std::int64_t> done = done_by_day(pieces, days);
    std::vector<std::int64_t> last(days, -1);
    std::vector<std::int64_t> left;
    for (const Work& lesson : instance_.lessons) left.push_back(lesson.minutes.count);
    for (const LessonPiece& piece : pieces) {
      left[piece.lesson] -= piece.minutes.count;
      last[piece.slot] = left[piece.lesson] == 0 ? static_cast<std::int64_t>(piece.lesson) : -1;
    }
    Int128 squares = 0;
    std::size_t other_ends = 0;
    for (std::size_t day = 0; day < days; ++day) {
      const Int128 off = Int128{done[day]} * share_unit - instance_.course[day];
      squares += off * off;
      const bool ends_path = last[day] >= 0 && !instance_.path_ends.empty() &&
                             instance_.path_ends[static_cast<std::size_t>(last[day])] != 0;
      if (!ends_path) ++other_ends;
    }
    if (best_ && squares > std::get<0>(*best_)) return;
    std::vector<std::int64_t> undone = done;
    for (std::int64_t& minutes : undone) minutes = -minutes;
    Rank rank{squares, moved(pieces), split_lessons(pieces), other_ends, std::move(undone)};
    if (best_ && *best_ <= rank) return;
    best_ = std::move(rank);
    schedule_ = pieces;
  }

  std::size_t moved(const std::vector<LessonPiece>& pieces) const {
    if (instance_.before.empty()) return 0;
    std::vector<std::size_t> done_on(instance_.lessons.size());
    for (const LessonPiece& piece : pieces) done_on[piece.lesson] = piece.slot;
    std::size_t count = 0;
    for (std::size_t i = 0; i < done_on.size(); ++i)
      count += done_on[i] != instance_.before[i] ? std::size_t{1} : std::size_t{0};
    return count;
  }

  const Instance& instance_;
  std::optional<Rank> best_;
  std::vector<LessonPiece> schedule_;
};

void check_against_oracle(const Instance& made) {
  const Schedule expected = Oracle(made).solve();
  REQUIRE(schedule_evenly(made.workload()) == expected);
  REQUIRE(schedule_evenly(made.workload(), nullptr, {.small_table = 0, .beam_width = 1}) == expected);
  REQUIRE(schedule_evenly(made.workload(), nullptr, {.small_table = 0, .beam_width = 5}) == expected);
  const Schedule early = schedule_early(made.workload());
  REQUIRE(early.has_value() == expected.has_value());
  // Whatever is known beforehand, it is the same.
  for (const Schedule& known : {early, expected}) {
    if (!known) continue;
    Workload workload = made.workload();
    workload.known = *known;
    REQUIRE(schedule_evenly(workload, nullptr, {.small_table = 0}) == expected);
  }
}

}  // namespace

TEST_CASE("seeded random schedules are the evenest of all, with the right ties", "[oracle]") {
  std::mt19937 random(14);
  for (int round = 0; round < 6000; ++round) {
    // Small and large lessons, uniform and wildly different budgets: ties and tight fits alike.
    const int longest = round % 3 == 0 ? 3 : 30;
    const auto lessons = random_values(random, random() % 8, 1, longest);
    const auto budgets =
        round % 2 == 0
            ? random_values(random, 1 + random() % 5, 1, longest * 4)
            : std::vector<int>(1 + random() % 5,
                               static_cast<int>(1 + random() % static_cast<unsigned>(longest * 3)));
    Instance made = instance(lessons, budgets);
    for (std::size_t i = 0; i < lessons.size(); ++i) made.path_ends.push_back(random() % 3 == 0 ? 1 : 0);
    if (round % 4 > 1) made.course = instances::random_course(random, made);
    CAPTURE(round, lessons, budgets, made.course);
    check_against_oracle(made);
  }
}

TEST_CASE("the same where lessons may be split", "[oracle]") {
  std::mt19937 random(15);
  std::size_t with_split = 0;
  for (int round = 0; round < 2500; ++round) {
    Instance made = instances::random_instance(random, 4, 4, round % 3 == 0 ? 5 : 11);
    if (round % 2 == 0) made.course = instances::random_course(random, made);
    CAPTURE(round, made.course);
    check_against_oracle(made);
    const Schedule schedule = schedule_evenly(made.workload());
    if (schedule && split_lessons(*schedule) > 0) ++with_split;
  }
  CHECK(with_split > 300);
}

TEST_CASE("of the schedules that are equally even, the one that moves the fewest lessons is chosen",
          "[oracle]") {
  std::mt19937 random(41);
  std::size_t decided = 0;
  for (int round = 0; round < 5000; ++round) {
    Instance made = instances::random_instance(random, 4, 4, 6);
    if (round % 4 != 0) {
      const std::vector<int> lessons = random_values(random, 1 + random() % 6, 1, round % 3 == 0 ? 2 : 8);
      made = instance(lessons, random_values(random, 1 + random() % 5, 5, 24));
    }
    // Courses in half minutes: many schedules are equally close.
    if (round % 2 == 0) made.course = instances::random_course(random, made);
    const Schedule free = schedule_evenly(made.workload());
    for (std::size_t i = 0; i < made.lessons.size(); ++i) {
      made.before.push_back(random() % 5 == 0 ? no_slot
                                              : static_cast<std::size_t>(random() % made.slots.size()));
    }
    if (random() % 4 != 0) std::ranges::sort(made.before);
    CAPTURE(round, made.course, made.before);
    check_against_oracle(made);
    if (schedule_evenly(made.workload()) != free) ++decided;
  }
  CHECK(decided > 50);
}

TEST_CASE("a lesson is not split where the same evenness is reached without") {
  // 10 and 10 minutes can be had by splitting the lesson of 10 at its middle, too.
  const Instance made = instance({5, 10, 5}, {15, 15}, 5);
  const Schedule schedule = schedule_evenly(made.workload());
  REQUIRE(schedule.has_value());
  CHECK(split_lessons(*schedule) == 1);  // 5 + 5 and 5 + 5
  const Schedule whole = schedule_evenly(instance({10, 5, 5}, {15, 15}, 5).workload());
  REQUIRE(whole.has_value());
  CHECK(*whole == std::vector<LessonPiece>{{0, 0, {10}}, {1, 1, {5}}, {2, 1, {5}}});
}

TEST_CASE("long schedules: the pruned table and the whole one agree", "[oracle]") {
  std::mt19937 random(3);
  for (int round = 0; round < 4; ++round) {
    const auto lessons = random_values(random, 500, 4, 15);
    std::vector<int> budgets;
    for (int d = 0; d < 200; ++d) budgets.push_back(d % 7 >= 5 ? 90 : 25 + round * 10);
    Instance made = instance(lessons, budgets);
    if (round == 3) {
      made.lessons.resize(150);
      made.slots.resize(60);
      for (Work& work : made.lessons) work.smallest_piece = {5};
      made.follow_even_course();
    }
    fit::Statistics pruned;
    fit::Statistics whole;
    const Schedule fast = schedule_evenly(made.workload(), &pruned, {.small_table = 0});
    const Schedule slow = schedule_evenly(made.workload(), &whole, {.small_table = 1'000'000'000});
    REQUIRE(fast.has_value());
    CHECK((fast == slow));
    CHECK(pruned.stored < whole.stored);
  }
}

TEST_CASE("a schedule that takes too long to find is given up, or a good one is taken and reported as such") {
  const Instance made = instance({9, 5, 9, 8, 9, 9, 3, 9}, {20, 20, 9, 20, 20});
  fit::Statistics statistics;
  const Schedule best = schedule_evenly(made.workload(), &statistics);
  REQUIRE(best.has_value());
  CHECK_FALSE(statistics.gave_up);
  const std::size_t enough = statistics.compared;
  CHECK(schedule_evenly(made.workload(), &statistics, {.most_compared = enough}).has_value());
  for (const std::size_t small_table : {std::size_t{0}, std::size_t{1000}}) {
    const fit::Tuning tuning{.small_table = small_table, .most_compared = enough / 4};
    CHECK_FALSE(schedule_evenly(made.workload(), &statistics, tuning).has_value());
    CHECK(statistics.gave_up);
  }
  // Enough for the first, narrow pass but not for the second one.
  schedule_evenly(made.workload(), &statistics, {.small_table = 0, .beam_width = 2});
  const std::size_t both = statistics.compared;
  const fit::Tuning for_one{.small_table = 0, .beam_width = 2, .most_compared = both - 1};
  const Schedule good = schedule_evenly(made.workload(), &statistics, for_one);
  REQUIRE(good.has_value());
  CHECK(statistics.gave_up);
  CHECK(good->size() == made.lessons.size());
}

TEST_CASE("more days than lessons: lessons are spread over the whole time") {
  std::vector<int> lessons(20, 8);
  const Schedule schedule = schedule_evenly(instance(lessons, std::vector<int>(80, 30)).workload());
  REQUIRE(schedule.has_value());
  for (std::size_t i = 0; i < schedule->size(); ++i) {
    // The one that is done on the day nearest to its middle: 4 days a lesson.
    CHECK((*schedule)[i].slot >= 4 * i);
    CHECK((*schedule)[i].slot < 4 * i + 4);
  }
}

TEST_CASE("lessons in pieces that cannot go on behind a day: a beam keeps places between lessons",
          "[oracle]") {
  // Days 2, 5 and 8 have no piece, so no lesson may be begun and left before them; without those places a
  // narrow beam would come to nothing there, again and again.
  std::vector<int> budgets;
  for (int d = 0; d < 12; ++d) budgets.push_back(d % 3 == 2 ? 1 : 200);
  Instance made = instance({150, 90, 170, 120}, budgets);
  for (Work& work : made.lessons) work.smallest_piece = {5};
  fit::Statistics narrow;
  fit::Statistics whole;
  const Schedule fast = schedule_evenly(made.workload(), &narrow, {.small_table = 0, .beam_width = 4});
  const Schedule slow = schedule_evenly(made.workload(), &whole, {.small_table = 1'000'000'000});
  REQUIRE(fast.has_value());
  CHECK((fast == slow));
}

TEST_CASE("numbers beyond 64 bits change nothing", "[oracle]") {
  // 3,000 days of coprime budgets push the squares past 64 bits; the lessons are one a day.
  std::vector<int> lessons(40, 60);
  std::vector<int> budgets;
  for (int d = 0; d < 3'000; ++d) budgets.push_back(d % 2 == 0 ? 1439 : 1433);
  const Instance made = instance(lessons, budgets);
  const Schedule schedule = schedule_evenly(made.workload());
  REQUIRE(schedule.has_value());
  REQUIRE(schedule->size() == 40);
  for (std::size_t i = 1; i < schedule->size(); ++i) CHECK((*schedule)[i].slot > (*schedule)[i - 1].slot);
  // Large numbers with few days, against enumeration.
  std::mt19937 random(16);
  for (int round = 0; round < 300; ++round) {
    Instance large = instance(random_values(random, 1 + random() % 6, 1, 100'000),
                              random_values(random, 1 + random() % 4, 1, 400'000));
    if (round % 2 == 0) large.course = instances::random_course(random, large);
    if (round % 3 == 0) large.lessons.front().smallest_piece = {large.lessons.front().minutes.count / 2};
    CAPTURE(round);
    check_against_oracle(large);
  }
}

TEST_CASE("early fills each day from the front") {
  const Instance made = instance({5, 5, 5, 5}, {9, 11, 20});
  CHECK(schedule_early(made.workload()) ==
        std::vector<LessonPiece>{{0, 0, {5}}, {1, 1, {5}}, {2, 1, {5}}, {3, 2, {5}}});
  CHECK_FALSE(schedule_early(instance({5, 5}, {9}).workload()).has_value());
}
