// The slow, obvious engine that the fast one is held against: tries every break sequence.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace oracle {

/// A best break sequence by enumeration, or nothing if none fits. Written without a look at the
/// engine: depth first, later slots inside, earlier slots filled as far as they go first, so that
/// the first best one found is the one that ties go to.
template <class P>
class Enumeration {
 public:
  explicit Enumeration(const P& problem) : problem_(problem) {}

  struct Solution {
    typename P::Cost cost{};
    std::vector<std::size_t> ends;
  };

  std::optional<Solution> solve() {
    place(0, 0, {});
    return best_;
  }

 private:
  void place(std::size_t slot, std::size_t first, typename P::Cost cost) {
    if (slot == problem_.slots()) {
      if (first == problem_.items() && (!best_ || cost < best_->cost)) best_ = Solution{cost, ends_};
      return;
    }
    for (std::size_t last = problem_.items() + 1; last-- > first;) {
      if (!problem_.fits(first, last, slot)) continue;
      if constexpr (requires { problem_.allowed(first, last, slot); }) {
        if (!problem_.allowed(first, last, slot)) continue;
      }
      ends_.push_back(last);
      place(slot + 1, last, cost + problem_.cost(first, last, slot));
      ends_.pop_back();
    }
  }

  const P& problem_;
  std::vector<std::size_t> ends_;
  std::optional<Solution> best_;
};

}  // namespace oracle
