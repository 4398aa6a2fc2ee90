// Measures the scheduler from 100 to 100,000 lessons over up to ten years: how many states it visits
// and keeps, beside the full table of (lesson, study day), computed whole where that is feasible.
//
//   bench_fit
//
// Instances   Lessons of 5 to 10 minutes, seven days for eleven lessons (two weeks for 22) up to ten
//             years, budgets by weekday: 2 parts from Monday to Thursday, 1 on Friday, 4 on Saturday,
//             none on Sunday. `spare` says by how much all budgets together are larger than the work:
//             the least at which every lesson finds its place (in steps of 5 %), and 50 % more.
// Method      Both ways in turns, five times; processor time; medians, and the median of the ratios.
// Checks      Where both ran, that both found the same schedule.
#include "plan/schedule.hpp"
#include "plan/shares.hpp"
#include "synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <limits>
#include <vector>

namespace {

using pensum::Date;
using pensum::days;
using pensum::Minutes;
using pensum::Slot;

constexpr Date start = std::chrono::year{2026} / 11 / 24;
constexpr std::int64_t ten_years = 3652;
constexpr std::array<std::int64_t, 7> weekday_parts{2, 2, 2, 2, 1, 4, 0};

/// A larger table takes longer to compute whole than anyone wants to wait.
constexpr std::size_t feasible_table = 30'000'000;

struct Instance {
  std::vector<pensum::Work> lessons;
  std::vector<Slot> slots;
  std::vector<std::int64_t> course{};
  pensum::Workload workload() const {
    return {.lessons = lessons, .path_ends = {}, .slots = slots, .course = course};
  }
};

Instance make_instance(std::size_t lesson_count, std::int64_t spare_percent) {
  Instance instance;
  std::int64_t work = 0;
  for (const std::int64_t minutes : bench::lesson_minutes(lesson_count)) {
    instance.lessons.push_back({.minutes = {minutes}});
    work += minutes;
  }
  const std::int64_t day_count = std::min(ten_years, static_cast<std::int64_t>(lesson_count) * 7 / 11);
  const auto parts = [](Date date) { return weekday_parts[pensum::weekday_index(date)]; };
  std::int64_t all_parts = 0;
  for (std::int64_t d = 0; d < day_count; ++d) all_parts += parts(start + days{d});
  const std::int64_t budget = work * (100 + spare_percent) / 100;
  for (std::int64_t d = 0; d < day_count; ++d) {
    const Date date = start + days{d};
    // A day shorter than the longest lesson would be empty too often.
    const std::int64_t minutes = std::max<std::int64_t>(budget * parts(date) / all_parts, 10);
    if (parts(date) > 0) instance.slots.push_back({date, {minutes}});
  }
  instance.course = pensum::even_shares({.slots = instance.slots,
                                         .learning = instance.slots.size(),
                                         .lessons = {work},
                                         .round = {},
                                         .offsets = {},
                                         .due_before = {}})
                        .course();
  return instance;
}

/// How many (lesson, study day) pairs lie between filling the days from the front and from the back: what a
/// search has to look at if it knows nothing but what fits. 0: the lessons do not fit.
std::size_t table_size(const Instance& instance) {
  std::size_t most = 0;
  std::vector<std::size_t> most_before{0};
  for (const Slot& slot : instance.slots) {
    Minutes left = slot.budget;
    while (most < instance.lessons.size() && instance.lessons[most].minutes <= left)
      left -= instance.lessons[most++].minutes;
    most_before.push_back(most);
  }
  if (most < instance.lessons.size()) return 0;
  std::size_t least = most;
  std::size_t states = 1;
  for (std::size_t d = instance.slots.size(); d-- > 0;) {
    Minutes left = instance.slots[d].budget;
    while (least > 0 && instance.lessons[least - 1].minutes <= left)
      left -= instance.lessons[--least].minutes;
    states += most_before[d] - least + 1;
  }
  return states;
}

/// The least multiple of 5 % by which budgets have to be larger than the work.
std::int64_t least_spare(std::size_t lesson_count) {
  std::int64_t percent = 0;
  while (table_size(make_instance(lesson_count, percent)) == 0) percent += 5;
  return percent;
}

/// The processor's time, which other programs disturb less than the clock on the wall.
double milliseconds_used() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// One way to search, and what came of it.
struct Search {
  pensum::fit::Tuning tuning;
  pensum::Schedule schedule{};
  pensum::fit::Statistics statistics{};
  std::vector<double> milliseconds{};

  void run(const Instance& instance) {
    const double begin = milliseconds_used();
    schedule = pensum::schedule_evenly(instance.workload(), &statistics, tuning);
    milliseconds.push_back(milliseconds_used() - begin);
  }
};

constexpr std::size_t rounds = 5;

}  // namespace

int main() {
  fmt::print("| {:>7} | {:>5} | {:>5} | {:>11} | {:>10} | {:>9} | {:>9} | {:>9} | {:>11} | {:>8} |\n",
             "lessons", "days", "spare", "full table", "visited", "stored", "of table", "ms", "ms whole",
             "whole");
  fmt::print("|{:->8}:|{:->6}:|{:->6}:|{:->12}:|{:->11}:|{:->10}:|{:->10}:|{:->10}:|{:->12}:|{:->9}:|\n", "",
             "", "", "", "", "", "", "", "", "");
  for (const std::int64_t more : {0, 50}) {
    for (const std::size_t lessons :
         std::array<std::size_t, 7>{100, 300, 1'000, 3'000, 10'000, 30'000, 100'000}) {
      const std::int64_t spare = least_spare(lessons) + more;
      const Instance instance = make_instance(lessons, spare);
      const std::size_t table = table_size(instance);
      Search pruned{.tuning = {}};
      Search whole{.tuning = {.small_table = std::numeric_limits<std::size_t>::max()}};
      const bool both = table <= feasible_table;
      for (std::size_t round = 0; round < rounds; ++round) {
        pruned.run(instance);
        if (both) whole.run(instance);
      }
      if (both && whole.schedule != pruned.schedule) {
        fmt::print(stderr, "bench_fit: pruning changed the schedule of {} lessons\n", lessons);
        return 70;
      }
      std::vector<double> ratios;
      for (std::size_t round = 0; both && round < rounds; ++round) {
        ratios.push_back(whole.milliseconds[round] / pruned.milliseconds[round]);
      }
      const pensum::fit::Statistics& s = pruned.statistics;
      fmt::print(
          "| {:>7} | {:>5} | {:>3} % | {:>11} | {:>10} | {:>9} | {:>7.1f} % | {:>9.2f} | {:>11} | {:>8} |\n",
          lessons, instance.slots.size(), spare, table, s.visited, s.stored,
          100.0 * static_cast<double>(s.visited) / static_cast<double>(table), median(pruned.milliseconds),
          both ? fmt::format("{:.2f}", median(whole.milliseconds)) : "–",
          both ? fmt::format("× {:.1f}", median(ratios)) : "–");
      std::fflush(stdout);
    }
  }
  return 0;
}
