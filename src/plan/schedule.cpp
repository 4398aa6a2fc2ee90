#include "plan/schedule.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace pensum {
namespace {

__extension__ using Int128 = __int128;

/// The cost of a schedule, compared from the first component on.
template <class Int>
struct Evenness {
  Int squares{};                ///< of distances to the fair share, in scaled minutes
  std::int64_t torn_paths = 0;  ///< minus the days that end where a path ends

  friend Evenness operator+(const Evenness& a, const Evenness& b) {
    return {a.squares + b.squares, a.torn_paths + b.torn_paths};
  }
  friend bool operator<(const Evenness& a, const Evenness& b) {
    return a.squares != b.squares ? a.squares < b.squares : a.torn_paths < b.torn_paths;
  }
};

/// Sums over the lessons and days before each, and the common scale that keeps distances small.
struct Sums {
  std::vector<std::int64_t> minutes;  ///< of the lessons before
  std::vector<std::int64_t> budgets;  ///< of the days before
  std::int64_t unit = 1;              ///< what all budgets have in common
  std::int64_t load_factor = 1;       ///< a day is load·load_factor − budget/unit·budget_factor off
  std::int64_t budget_factor = 1;

  explicit Sums(const Workload& workload) : minutes(1, 0), budgets(1, 0) {
    for (const Minutes lesson : workload.lessons) minutes.push_back(minutes.back() + lesson.count);
    for (const Slot& slot : workload.slots) budgets.push_back(budgets.back() + slot.budget.count);
    // B·load − M·b, divided by what B and every M·b have in common.
    const std::int64_t all = budgets.back();
    const std::int64_t work = minutes.back();
    std::int64_t common_budget = 0;
    for (const Slot& slot : workload.slots) common_budget = std::gcd(common_budget, slot.budget.count);
    if (all == 0 || work == 0) return;
    // B·load − M·b with budgets in units of what they have in common, then divided by what the sum of
    // those units and M have in common.
    const std::int64_t units = all / common_budget;
    const std::int64_t divisor = std::gcd(units, work);
    unit = common_budget;
    load_factor = units / divisor;
    budget_factor = work / divisor;
  }

  /// How far `load` minutes are off the fair share of `budget` minutes, scaled.
  std::int64_t off(std::int64_t load, std::int64_t budget) const {
    return load * load_factor - budget / unit * budget_factor;
  }

  /// The furthest that a prefix can be off.
  Int128 furthest() const {
    return Int128{minutes.back()} * load_factor + Int128{budgets.back() / unit} * budget_factor;
  }
};

template <class Int>
class EvenLoad {
 public:
  using Cost = Evenness<Int>;

  EvenLoad(const Workload& workload, const Sums& sums)
      : workload_(workload), sums_(sums), ends_before_(1, 0) {
    for (std::size_t i = 0; i < workload.lessons.size(); ++i) {
      const bool ends = i < workload.path_ends.size() && workload.path_ends[i] != 0;
      ends_before_.push_back(ends_before_.back() + (ends ? 1 : 0));
    }
  }

  std::size_t items() const { return workload_.lessons.size(); }
  std::size_t slots() const { return workload_.slots.size(); }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return sums_.minutes[last] - sums_.minutes[first] <= workload_.slots[slot].budget.count;
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const Int off = sums_.off(sums_.minutes[last] - sums_.minutes[first], workload_.slots[slot].budget.count);
    const bool ends_path = last > first && ends_before_[last] > ends_before_[last - 1];
    return {off * off, ends_path ? -1 : 0};
  }
  Cost bound(std::size_t items, std::size_t slots) const {
    if (slots == 0) return {};
    const Int off = sums_.off(sums_.minutes[items], sums_.budgets[slots]);
    return {off * off / static_cast<Int>(slots), -ends_before_[items]};
  }

 private:
  const Workload& workload_;
  const Sums& sums_;
  std::vector<std::int64_t> ends_before_;
};

template <class Int>
Schedule solve(const Workload& workload, const Sums& sums, fit::Statistics* statistics, fit::Tuning tuning) {
  fit::TotalFit<Evenness<Int>> engine(tuning);
  if (!engine.solve(EvenLoad<Int>(workload, sums))) return std::nullopt;
  if (statistics != nullptr) *statistics = engine.statistics();
  return std::vector(engine.ends().begin(), engine.ends().end());
}

}  // namespace

Schedule schedule_evenly(const Workload& workload, fit::Statistics* statistics, fit::Tuning tuning) {
  const Sums sums(workload);
  // Squares of the furthest distance, summed over all days, decide how wide the integers must be.
  const Int128 furthest = sums.furthest();
  const auto day_count = static_cast<Int128>(workload.slots.size() + 1);
  const bool narrow = furthest < (Int128{1} << 31) && furthest * furthest * day_count < (Int128{1} << 62);
  return narrow ? solve<std::int64_t>(workload, sums, statistics, tuning)
                : solve<Int128>(workload, sums, statistics, tuning);
}

Schedule schedule_early(const Workload& workload) {
  std::vector<std::size_t> ends;
  std::size_t lesson = 0;
  for (const Slot& slot : workload.slots) {
    Minutes left = slot.budget;
    while (lesson < workload.lessons.size() && workload.lessons[lesson] <= left)
      left -= workload.lessons[lesson++];
    ends.push_back(lesson);
  }
  if (lesson < workload.lessons.size()) return std::nullopt;
  return ends;
}

}  // namespace pensum
