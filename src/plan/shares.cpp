#include "plan/shares.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace pensum {
namespace {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

/// Division of numbers from 0 to 2^63 − 1 by the same divisor, at least 2: a multiplication takes less time.
///
/// With 2^(n−1) < divisor ≤ 2^n the factor is ⌈2^(63+n) / divisor⌉. Source: Granlund and Montgomery,
/// "Division by Invariant Integers using Multiplication", PLDI (1994), theorem 4.2.
class Division {
 public:
  explicit Division(std::uint64_t divisor)
      : shift_(static_cast<int>(std::bit_width(divisor - 1)) - 1),
        factor_(static_cast<std::uint64_t>(((Uint128{1} << (64 + shift_)) - 1) / divisor + 1)) {}

  std::int64_t operator()(std::int64_t number) const {
    const Uint128 product = Uint128{static_cast<std::uint64_t>(number)} * factor_;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(product >> 64) >> shift_);
  }

 private:
  int shift_;
  std::uint64_t factor_;
};

class Course {
 public:
  explicit Course(const ShareProblem& problem)
      : problem_(problem),
        goal_(problem.lessons.count * share_unit),
        over_lessons_(static_cast<std::uint64_t>(std::max<std::int64_t>(problem.lessons.count, 2))) {
    const std::size_t days = problem.slots.size();
    const std::size_t rounds = problem.offsets.size();
    before_.assign(days + 1, 0);
    ends_.resize(days * rounds);
    for (std::size_t round = 0; round < rounds; ++round) {
      std::size_t end = 0;
      for (std::size_t d = 0; d < days; ++d) {
        const Date date = problem.slots[d].date;
        while (problem.slots[end].date + pensum::days{problem.offsets[round]} <= date) ++end;
        ends_[d * rounds + round] = end;
      }
    }
    Int128 all = 0;
    Int128 widest = 0;
    budgets_.reserve(days);
    for (const Slot& slot : problem.slots) {
      budgets_.push_back(slot.budget.count * share_unit);
      all += budgets_.back();
      widest = std::max<Int128>(widest, budgets_.back());
    }
    const Int128 reviewed = all * static_cast<std::int64_t>(rounds);
    narrow_ = problem.lessons.count > 1 &&
              std::max(reviewed * problem.round.count, widest * most) < (Int128{1} << 62);
  }

  Shares solve() {
    if (goal_ == 0 || problem_.learning == 0) {
      return {std::vector<std::int64_t>(problem_.slots.size(), 0), {}};
    }
    std::int64_t low = 0;
    std::int64_t high = Fullness::scale;
    while (high < most && sum_at(high) < goal_) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      (sum_at(middle) < goal_ ? low : high) = middle;
    }
    const std::int64_t fullness = sum_at(high) > goal_ ? low : high;
    const std::int64_t missing = goal_ - sum_at(fullness);
    Shares shares{.units = std::vector<std::int64_t>(problem_.slots.size(), 0), .fullness = {fullness}};
    for (std::size_t d = 0; d < problem_.learning; ++d) shares.units[d] = before_[d + 1] - before_[d];
    give(missing, shares.units);
    return shares;
  }

 private:
  /// No day asks for more: each share is at its budget long before.
  static constexpr std::int64_t most = Fullness::scale << 16;

  /// Fills before_ up to the last day that takes lessons; returns the sum of all shares.
  std::int64_t sum_at(std::int64_t fullness) {
    const std::size_t rounds = problem_.offsets.size();
    std::int64_t* const before = before_.data();
    const std::size_t* ends = ends_.data();
    std::int64_t sum = 0;
    std::int64_t reviewed_before = 0;  // the shares whose reviews fall on the days before, for each round
    for (std::size_t d = 0; d < problem_.learning; ++d) {
      std::int64_t reviewed = 0;
      for (const std::size_t* const last = ends + rounds; ends != last; ++ends) reviewed += before[*ends];
      sum += share(d, fullness, reviewed - reviewed_before);
      before[d + 1] = sum;
      reviewed_before = reviewed;
    }
    return sum;
  }

  std::int64_t share(std::size_t d, std::int64_t fullness, std::int64_t reviewed) const {
    const std::int64_t budget = budgets_[d];
    const std::int64_t round = problem_.round.count;
    std::int64_t wanted = 0;
    std::int64_t reviews = 0;
    if (narrow_) {
      wanted = fullness * budget / Fullness::scale;
      reviews = over_lessons_(reviewed * round);
    } else {
      wanted = static_cast<std::int64_t>(Int128{fullness} * budget / Fullness::scale);
      reviews = static_cast<std::int64_t>(Int128{reviewed} * round / problem_.lessons.count);
    }
    if (!problem_.due_before.empty()) reviews += problem_.due_before[d].count * share_unit;
    return std::clamp<std::int64_t>(wanted - reviews, 0, budget);
  }

  /// As much for each day, as far as it has room.
  void give(std::int64_t missing, std::vector<std::int64_t>& units) const {
    for (bool has_room = true; missing > 0 && has_room;) {
      const auto each = std::max<std::int64_t>(1, missing / static_cast<std::int64_t>(problem_.learning));
      has_room = false;
      for (std::size_t d = 0; d < problem_.learning && missing > 0; ++d) {
        const std::int64_t room = budgets_[d] - units[d];
        const std::int64_t more = std::min({each, room, missing});
        units[d] += more;
        missing -= more;
        has_room = has_room || more > 0;
      }
    }
  }

  const ShareProblem& problem_;
  std::int64_t goal_;
  Division over_lessons_;
  std::vector<std::int64_t> budgets_;  ///< in units
  std::vector<std::size_t> ends_;      ///< by slot, then by round: whose reviews fall on it or before
  std::vector<std::int64_t> before_;   ///< the shares of the days before each
  bool narrow_ = false;                ///< whether products have room in 64 bits
};

}  // namespace

std::vector<std::int64_t> Shares::course() const {
  std::vector<std::int64_t> sums(units.size());
  std::partial_sum(units.begin(), units.end(), sums.begin());
  return sums;
}

Shares even_shares(const ShareProblem& problem) { return Course(problem).solve(); }

}  // namespace pensum
