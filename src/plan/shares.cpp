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
    before_.assign(days + 1, 0);
    // The slots whose reviews of a round fall on slot d are those from the end of the slot before.
    for (const std::int64_t offset : problem.offsets) {
      std::size_t end = 0;
      std::vector<std::size_t>& ends = ends_.emplace_back();
      ends.reserve(days);
      for (const Slot& slot : problem.slots) {
        while (problem.slots[end].date + pensum::days{offset} <= slot.date) ++end;
        ends.push_back(end);
      }
    }
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

  /// Fills before_; returns the sum of all shares.
  std::int64_t sum_at(std::int64_t fullness) {
    for (std::size_t d = 0; d < problem_.slots.size(); ++d) {
      before_[d + 1] = before_[d] + (d < problem_.learning ? share(d, fullness) : 0);
    }
    return before_.back();
  }

  std::int64_t share(std::size_t d, std::int64_t fullness) const {
    const std::int64_t budget = problem_.slots[d].budget.count * share_unit;
    std::int64_t reviewed = 0;
    for (const std::vector<std::size_t>& ends : ends_) {
      reviewed += before_[ends[d]] - before_[d > 0 ? ends[d - 1] : 0];
    }
    const auto wanted = static_cast<std::int64_t>(Int128{fullness} * budget / Fullness::scale);
    auto reviews =
        static_cast<std::int64_t>(Int128{reviewed} * problem_.round.count / problem_.lessons.count);
    if (!problem_.due_before.empty()) reviews += problem_.due_before[d].count * share_unit;
    return std::clamp<std::int64_t>(wanted - reviews, 0, budget);
  }

  /// As much for each day, as far as it has room.
  void give(std::int64_t missing, std::vector<std::int64_t>& units) const {
    for (bool has_room = true; missing > 0 && has_room;) {
      const auto each = std::max<std::int64_t>(1, missing / static_cast<std::int64_t>(problem_.learning));
      has_room = false;
      for (std::size_t d = 0; d < problem_.learning && missing > 0; ++d) {
        const std::int64_t room = problem_.slots[d].budget.count * share_unit - units[d];
        const std::int64_t more = std::min({each, room, missing});
        units[d] += more;
        missing -= more;
        has_room = has_room || more > 0;
      }
    }
  }

  const ShareProblem& problem_;
  std::int64_t goal_;
  std::vector<std::vector<std::size_t>> ends_;  ///< by round and slot
  std::vector<std::int64_t> before_;            ///< the shares of the days before each
};

}  // namespace

std::vector<std::int64_t> Shares::course() const {
  std::vector<std::int64_t> sums(units.size());
  std::partial_sum(units.begin(), units.end(), sums.begin());
  return sums;
}

Shares even_shares(const ShareProblem& problem) { return Course(problem).solve(); }

}  // namespace pensum
