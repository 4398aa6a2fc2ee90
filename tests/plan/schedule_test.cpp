#include "plan/schedule.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

using namespace pensum;

namespace {

/// An instance that owns what a Workload points to.
struct Instance {
  std::vector<Minutes> lessons;
  std::vector<std::uint8_t> path_ends;
  std::vector<Slot> slots;

  Workload workload() const { return {lessons, path_ends, slots}; }
};

Instance instance(const std::vector<int>& lessons, const std::vector<int>& budgets) {
  Instance result;
  for (const int minutes : lessons) result.lessons.push_back({minutes});
  Date date = first_date;
  for (const int budget : budgets) result.slots.push_back({date += days{1}, {budget}});
  return result;
}

/// The evenest schedule by trying all of them, on the words of the definition: the sum of
/// (load − M·b/B)² in fractions over B², then days that end where a path ends, then earlier days.
class Oracle {
 public:
  explicit Oracle(const Instance& instance) : instance_(instance) {
    for (const Minutes lesson : instance.lessons) work_ += lesson.count;
    for (const Slot& slot : instance.slots) budget_ += slot.budget.count;
  }

  Schedule solve() {
    place(0, 0, 0, 0);
    if (!found_) return std::nullopt;
    return best_ends_;
  }

 private:
  void place(std::size_t day, std::size_t first, std::int64_t squares, int path_ends) {
    if (day == instance_.slots.size()) {
      if (first != instance_.lessons.size()) return;
      const bool better = !found_ || squares < best_squares_ ||
                          (squares == best_squares_ && path_ends > best_path_ends_) ||
                          (squares == best_squares_ && path_ends == best_path_ends_ && ends_ > best_ends_);
      if (!better) return;
      found_ = true;
      best_squares_ = squares;
      best_path_ends_ = path_ends;
      best_ends_ = ends_;
      return;
    }
    std::int64_t load = 0;
    for (std::size_t last = first; last <= instance_.lessons.size(); ++last) {
      if (last > first) load += instance_.lessons[last - 1].count;
      if (load > instance_.slots[day].budget.count) break;
      const std::int64_t off = budget_ * load - work_ * instance_.slots[day].budget.count;
      const bool ends_path =
          last > first && !instance_.path_ends.empty() && instance_.path_ends[last - 1] != 0;
      ends_.push_back(last);
      place(day + 1, last, squares + off * off, path_ends + (ends_path ? 1 : 0));
      ends_.pop_back();
    }
  }

  const Instance& instance_;
  std::int64_t work_ = 0;
  std::int64_t budget_ = 0;
  std::vector<std::size_t> ends_, best_ends_;
  std::int64_t best_squares_ = 0;
  int best_path_ends_ = 0;
  bool found_ = false;
};

std::vector<int> random_values(std::mt19937& random, std::size_t count, int least, int most) {
  std::uniform_int_distribution<int> value(least, most);
  std::vector<int> values(count);
  for (int& v : values) v = value(random);
  return values;
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
    const Schedule expected = Oracle(made).solve();
    CAPTURE(round, lessons, budgets);
    REQUIRE(schedule_evenly(made.workload()) == expected);
    REQUIRE(schedule_evenly(made.workload(), nullptr, {.small_table = 0, .beam_width = 1}) == expected);
    const Schedule early = schedule_early(made.workload());
    REQUIRE(early.has_value() == expected.has_value());
  }
}

TEST_CASE("long schedules: the pruned table and the whole one agree", "[oracle]") {
  std::mt19937 random(3);
  for (int round = 0; round < 4; ++round) {
    const auto lessons = random_values(random, 700, 4, 15);
    std::vector<int> budgets;
    for (int d = 0; d < 280; ++d) budgets.push_back(d % 7 >= 5 ? 90 : 25 + round * 10);
    const Instance made = instance(lessons, budgets);
    fit::Statistics pruned;
    fit::Statistics whole;
    const Schedule fast = schedule_evenly(made.workload(), &pruned, {.small_table = 0});
    const Schedule slow = schedule_evenly(made.workload(), &whole, {.small_table = 1'000'000'000});
    REQUIRE(fast.has_value());
    CHECK(fast == slow);
    CHECK(pruned.stored < whole.stored);
  }
}

TEST_CASE("numbers beyond 64 bits change nothing") {
  // 20,000 days of coprime budgets push the squares past 64 bits; the lessons are one a day.
  std::vector<int> lessons(40, 60);
  std::vector<int> budgets;
  for (int d = 0; d < 20'000; ++d) budgets.push_back(d % 2 == 0 ? 1439 : 1433);
  const Instance made = instance(lessons, budgets);
  const Schedule ends = schedule_evenly(made.workload());
  REQUIRE(ends.has_value());
  CHECK(ends->back() == 40);
  std::size_t before = 0;
  for (const std::size_t end : *ends) {
    CHECK(end - before <= 1);
    before = end;
  }
}

TEST_CASE("early fills each day from the front") {
  const Instance made = instance({5, 5, 5, 5}, {9, 11, 20});
  CHECK(schedule_early(made.workload()) == std::vector<std::size_t>{1, 3, 4});
  CHECK_FALSE(schedule_early(instance({5, 5}, {9}).workload()).has_value());
}
