#include "plan/schedule.hpp"

#include "plan/filling.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace pensum {
namespace {

__extension__ using Int128 = __int128;

/// The cost of a schedule, compared from the first component on.
template <class Int>
struct Evenness {
  Int squares{};          ///< of distances to the fair share, in scaled minutes
  std::int64_t ties = 0;  ///< split lessons, then minus the days that end where a path ends

  /// A split lesson outweighs all days together: a plan has at most `most_days`.
  static constexpr std::int64_t split_lesson = std::int64_t{1} << 20;
  static constexpr std::int64_t path_end = -1;
  /// Less than all days together can have.
  static constexpr std::int64_t fewest_ties = -(std::int64_t{1} << 40);

  friend Evenness operator+(const Evenness& a, const Evenness& b) {
    return {a.squares + b.squares, a.ties + b.ties};
  }
  friend bool operator<(const Evenness& a, const Evenness& b) {
    return a.squares != b.squares ? a.squares < b.squares : a.ties < b.ties;
  }
};

/// Where a day may end: behind whole lessons, or inside one that may be split.
class Places {
 public:
  explicit Places(const Workload& workload) : minutes_(1, 0), inside_(1, none) {
    for (std::size_t i = 0; i < workload.lessons.size(); ++i) {
      const Work& work = workload.lessons[i];
      const std::int64_t start = minutes_.back();
      if (work.splittable()) {
        const std::int64_t least = work.smallest_piece.count;
        for (std::int64_t at = least; at <= work.minutes.count - least; ++at) add(start + at, i);
        splits_ = true;
      }
      add(start + work.minutes.count, none);
      lesson_ends_.push_back(minutes_.size() - 1);
    }
  }

  std::size_t count() const { return minutes_.size(); }
  bool splits() const { return splits_; }
  /// Of all lessons before.
  std::int64_t minutes(std::size_t place) const { return minutes_[place]; }
  /// The last place of [low, high] with at most so many minutes before it; `low` if there is none.
  std::size_t last_until(std::int64_t minutes, std::size_t low, std::size_t high) const {
    const auto begin = minutes_.begin() + static_cast<std::ptrdiff_t>(low) + 1;
    const auto end = minutes_.begin() + static_cast<std::ptrdiff_t>(high) + 1;
    return static_cast<std::size_t>(std::upper_bound(begin, end, minutes) - minutes_.begin()) - 1;
  }
  bool is_inside(std::size_t place) const { return inside_[place] != none; }
  /// The lesson that the place is inside of.
  std::size_t lesson(std::size_t place) const { return inside_[place]; }
  /// The place behind a lesson.
  std::size_t end_of(std::size_t lesson) const { return lesson_ends_[lesson]; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  void add(std::int64_t minutes, std::size_t inside) {
    minutes_.push_back(minutes);
    inside_.push_back(inside);
  }

  std::vector<std::int64_t> minutes_;
  std::vector<std::size_t> inside_;
  std::vector<std::size_t> lesson_ends_;
  bool splits_ = false;
};

/// Budgets of the days before each, and the common scale that keeps distances small.
struct Sums {
  std::int64_t work = 0;              ///< minutes of all lessons
  std::vector<std::int64_t> budgets;  ///< of the days before
  std::int64_t unit = 1;              ///< what all budgets have in common
  std::int64_t load_factor = 1;       ///< a day is load·load_factor − budget/unit·budget_factor off
  std::int64_t budget_factor = 1;

  explicit Sums(const Workload& workload) : budgets(1, 0) {
    for (const Work& lesson : workload.lessons) work += lesson.minutes.count;
    std::int64_t common_budget = 0;
    for (const Slot& slot : workload.slots) {
      budgets.push_back(budgets.back() + slot.budget.count);
      common_budget = std::gcd(common_budget, slot.budget.count);
    }
    if (common_budget == 0 || work == 0) return;
    // B·load − M·b with budgets in units of what they have in common, then divided by what the sum of
    // those units and M have in common.
    const std::int64_t units = budgets.back() / common_budget;
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
    return Int128{work} * load_factor + Int128{budgets.back() / unit} * budget_factor;
  }
};

template <class Int>
class EvenLoad {
 public:
  using Cost = Evenness<Int>;

  EvenLoad(const Workload& workload, const Places& places, const Sums& sums)
      : workload_(workload), places_(places), sums_(sums), path_ends_before_(places.count(), 0) {
    for (std::size_t i = 0; i < workload.path_ends.size(); ++i) {
      if (workload.path_ends[i] != 0) path_ends_before_[places.end_of(i)] = 1;
    }
    std::partial_sum(path_ends_before_.begin(), path_ends_before_.end(), path_ends_before_.begin());
  }

  std::size_t items() const { return places_.count() - 1; }
  std::size_t slots() const { return workload_.slots.size(); }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return places_.minutes(last) - places_.minutes(first) <= workload_.slots[slot].budget.count;
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const Int off =
        sums_.off(places_.minutes(last) - places_.minutes(first), workload_.slots[slot].budget.count);
    Cost cost{off * off, 0};
    if (last > first && path_ends_before_[last] > path_ends_before_[last - 1]) cost.ties += Cost::path_end;
    return cost;
  }
  Cost rest(std::size_t items, std::size_t slots) const {
    if (slots == this->slots()) return {};
    const Int off =
        sums_.off(sums_.work - places_.minutes(items), sums_.budgets.back() - sums_.budgets[slots]);
    return {off * off / static_cast<Int>(this->slots() - slots), 0};
  }
  /// The day's share of its distance and of that of the m days behind it, x² + y²/m, is least where the load
  /// is the fair share of what is left for all of them.
  std::size_t centre(std::size_t first, std::size_t low, std::size_t high, std::size_t slot) const {
    const auto behind = static_cast<Int128>(slots() - slot - 1);
    const std::int64_t begun = places_.minutes(first);
    const std::int64_t budget = workload_.slots[slot].budget.count;
    const Int128 off_now = sums_.off(0, budget);
    const Int128 off_behind = sums_.off(sums_.work - begun, sums_.budgets.back() - sums_.budgets[slot + 1]);
    // Of x = off_now + load and y = off_behind - load, in scaled minutes: x·m = y.
    const Int128 load = (off_behind - off_now * behind) / ((behind + 1) * sums_.load_factor);
    return places_.last_until(begun + std::max<std::int64_t>(static_cast<std::int64_t>(load), 0), low, high);
  }
  static Cost at_least(const Cost& cost) { return {cost.squares, Cost::fewest_ties}; }
  Cost bound(std::size_t items, std::size_t slots) const {
    if (slots == 0) return {};
    const Int off = sums_.off(places_.minutes(items), sums_.budgets[slots]);
    return {off * off / static_cast<Int>(slots), Cost::path_end * path_ends_before_[items]};
  }

 protected:
  const Places& places() const { return places_; }
  const Workload& workload() const { return workload_; }

 private:
  const Workload& workload_;
  const Places& places_;
  const Sums& sums_;
  std::vector<std::int64_t> path_ends_before_;
};

/// The same where lessons may be split.
template <class Int>
class EvenLoadOfPieces : public EvenLoad<Int> {
 public:
  using Cost = Evenness<Int>;
  using EvenLoad<Int>::EvenLoad;

  /// No day without a piece inside a lesson, and no piece that is too small. (The first and the last
  /// of a lesson never are: there is no place so near to its ends.)
  bool allowed(std::size_t first, std::size_t last, std::size_t) const {
    const Places& places = this->places();
    if (!places.is_inside(first)) return true;
    if (!places.is_inside(last) || places.lesson(first) != places.lesson(last)) return last > first;
    return places.minutes(last) - places.minutes(first) >=
           this->workload().lessons[places.lesson(first)].smallest_piece.count;
  }
  bool is_free(std::size_t place) const { return !this->places().is_inside(place); }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const Places& places = this->places();
    Cost cost = EvenLoad<Int>::cost(first, last, slot);
    const bool splits =
        places.is_inside(last) && (!places.is_inside(first) || places.lesson(first) != places.lesson(last));
    if (splits) cost.ties += Cost::split_lesson;
    return cost;
  }
};

/// What stands between the places where the days end.
std::vector<Piece> pieces_between(std::span<const std::size_t> ends, const Places& places) {
  std::vector<Piece> pieces;
  std::size_t lesson = 0;
  std::int64_t begun = 0;  // minutes before the next piece
  for (std::size_t slot = 0; slot < ends.size(); ++slot) {
    const std::int64_t end = places.minutes(ends[slot]);
    while (begun < end) {
      const std::int64_t lesson_end = places.minutes(places.end_of(lesson));
      const std::int64_t until = std::min(end, lesson_end);
      pieces.push_back({lesson, slot, {until - begun}});
      begun = until;
      if (until == lesson_end) ++lesson;
    }
  }
  return pieces;
}

template <class Int, template <class> class Load>
Schedule solve(const Workload& workload, const Places& places, const Sums& sums, fit::Statistics* statistics,
               fit::Tuning tuning) {
  fit::TotalFit<Evenness<Int>> engine(tuning);
  const bool solved = engine.solve(Load<Int>(workload, places, sums));
  if (statistics != nullptr) *statistics = engine.statistics();
  if (!solved) return std::nullopt;
  return pieces_between(engine.ends(), places);
}

template <class Int>
Schedule solve(const Workload& workload, const Places& places, const Sums& sums, fit::Statistics* statistics,
               fit::Tuning tuning) {
  return places.splits() ? solve<Int, EvenLoadOfPieces>(workload, places, sums, statistics, tuning)
                         : solve<Int, EvenLoad>(workload, places, sums, statistics, tuning);
}

}  // namespace

Schedule schedule_evenly(const Workload& workload, fit::Statistics* statistics, fit::Tuning tuning) {
  const Places places(workload);
  const Sums sums(workload);
  // Squares of the furthest distance, summed over all days, decide how wide the integers must be.
  const Int128 furthest = sums.furthest();
  const auto day_count = static_cast<Int128>(workload.slots.size() + 1);
  const bool narrow = furthest < (Int128{1} << 31) && furthest * furthest * day_count < (Int128{1} << 62);
  return narrow ? solve<std::int64_t>(workload, places, sums, statistics, tuning)
                : solve<Int128>(workload, places, sums, statistics, tuning);
}

Schedule schedule_early(const Workload& workload) {
  std::vector<Piece> pieces;
  Frontier end;
  for (std::size_t lesson = 0; lesson < workload.lessons.size(); ++lesson) {
    const auto next = place_earliest(workload.slots, end, workload.lessons[lesson], lesson, pieces);
    if (!next) return std::nullopt;
    end = *next;
  }
  return pieces;
}

}  // namespace pensum
