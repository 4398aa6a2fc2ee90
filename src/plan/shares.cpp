#include "plan/shares.hpp"

#include <algorithm>
#include <numeric>

namespace pensum {
namespace {

__extension__ using Int128 = __int128;

class Course {
 public:
  explicit Course(const ShareProblem& problem)
      : problem_(problem), goal_(problem.lessons.count * share_unit) {
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
    narrow_ = std::max(reviewed * problem.round.count, widest * most) < (Int128{1} << 62);
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
    const std::int64_t wanted = product_over(fullness, budget, Fullness::scale);
    std::int64_t reviews = product_over(reviewed, problem_.round.count, problem_.lessons.count);
    if (!problem_.due_before.empty()) reviews += problem_.due_before[d].count * share_unit;
    return std::clamp<std::int64_t>(wanted - reviews, 0, budget);
  }

  std::int64_t product_over(std::int64_t a, std::int64_t b, std::int64_t divisor) const {
    if (narrow_) return a * b / divisor;
    return static_cast<std::int64_t>(Int128{a} * b / divisor);
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
