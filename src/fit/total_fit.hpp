// Total fit: breaks a row of items into slots so that all slots together cost least.
//
// Purpose   What a typesetter does with words and lines, over (item, slot) states, so that slots may
//           differ in size. (One best state per item is not enough then: tests/fit holds an instance.)
// Input     A Problem: items 0 … n-1, slots 0 … d-1, whether a half-open range of items fits a slot,
//           what the range costs there, and a lower bound on what comes before. Every slot is paid
//           for, empty ones too.
// Output    Where each slot ends, and the least cost. Ties go to the earlier slot: among the best, the
//           first slot holds as many items as it can, then the second, and so on.
// Method    Dynamic programming from the last slot to the first, V(j, i) = the least cost of items
//           [i, n) in slots [j, d), over as few states as exactness allows:
//           1. Only boundaries that can be part of a whole solution: at least what the slots behind
//              cannot hold, at most what the slots before can (both by filling greedily).
//           2. In large tables a first pass keeps only the `beam_width` most promising states of
//              each slot, or more where these come to nothing. Its result is a solution, of cost U. Where a
//              solution is known beforehand, U is its cost.
//           3. The exact pass drops a state only if V(j, i) + bound(i, j) > U. The bound never
//              exceeds the true cost of the first i items in the first j slots, so no state of any
//              best solution is dropped, ties included.
//           4. Where a problem bounds what comes behind as well, ranges are tried from the one of the least
//              bound outwards, until the bound is more than the best range costs, or U. Where it knows the
//              likeliest states, the first pass looks only at those near them, the second one only at those
//              whose bounds come to no more than U.
// Costs     O(states looked at × items in a slot) time, with 4. rather × a few; a 4-byte choice for each
//           state kept.
// Source    Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11
//           (1981), carried over to slots of their own sizes; the pruning is branch and bound.
// Oracle    tests/fit/oracle.hpp enumerates every break sequence.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace pensum::fit {

/// What the engine asks of a problem.
///
/// - `Cost` is added and compared; a default-constructed one is zero.
/// - `fits(first, last, slot)`: whether the items [first, last) fit the slot. An empty range always
///   fits; a range that fits still fits without its first or its last item.
/// - `cost(first, last, slot)`: what such a range costs there; asked only for ranges that fit.
/// - `bound(items, slots)`: at most the cost of the first `items` items in the first `slots` slots,
///   however they are broken; component by component where the cost is a tuple.
/// - `allowed(first, last, slot)`, where the problem has it: whether a range that fits may stand there
///   at all. Any rule goes, an empty range may be forbidden too.
template <class P>
concept Problem = requires(const P& problem, std::size_t n) {
  typename P::Cost;
  { problem.items() } -> std::convertible_to<std::size_t>;
  { problem.slots() } -> std::convertible_to<std::size_t>;
  { problem.fits(n, n, n) } -> std::convertible_to<bool>;
  { problem.cost(n, n, n) } -> std::convertible_to<typename P::Cost>;
  { problem.bound(n, n) } -> std::convertible_to<typename P::Cost>;
};

/// A problem that forbids ranges which would fit.
template <class P>
concept Choosy = requires(const P& problem, std::size_t n) {
  { problem.allowed(n, n, n) } -> std::convertible_to<bool>;
};

/// A problem that forbids little behind some ends: a beam keeps some states of these.
///
/// - `is_free(items)`: whether `allowed` lets any range begin there, an empty one too.
template <class P>
concept Freeing = requires(const P& problem, std::size_t n) {
  { problem.is_free(n) } -> std::convertible_to<bool>;
};

/// A problem that knows where the best end of a range must be near.
///
/// - `rest(items, slots)`: at most the cost of the items from `items` on in the slots from `slots` on; as
/// `bound`
///   from the other side. What breaks ties may be left out of it.
/// - `centre(first, low, high, slot)`: an end in [low, high] from which on down to `low`, and behind which up
/// to
///   `high`, `cost(first, end, slot) + rest(end, slot + 1)` never falls, but for what breaks ties.
/// - `at_least(cost)`: `cost` with so little of what breaks ties that no range further out, nor any sum with
///   it, comes below the same sum with this.
template <class P>
concept Centred = requires(const P& problem, std::size_t n, const typename P::Cost& cost) {
  { problem.rest(n, n) } -> std::convertible_to<typename P::Cost>;
  { problem.centre(n, n, n, n) } -> std::convertible_to<std::size_t>;
  { problem.at_least(cost) } -> std::convertible_to<typename P::Cost>;
};

/// A problem that knows which states are worth a look.
///
/// - `likeliest(low, high, slots)`: the number of items in [low, high] from which on, down to `low` and up to
///   `high`, `bound(items, slots) + rest(items, slots)` never falls.
template <class P>
concept Guided = Centred<P> && requires(const P& problem, std::size_t n) {
  { problem.likeliest(n, n, n) } -> std::convertible_to<std::size_t>;
};

/// How a solution was found, or that there is none.
struct Statistics {
  std::size_t visited = 0;   ///< states whose cost was computed, all passes
  std::size_t compared = 0;  ///< ranges that were looked at for it
  std::size_t stored = 0;    ///< states kept by the exact pass
  bool gave_up = false;      ///< more than Tuning::most_compared would have been looked at for the best
};

/// When the first pass runs, and how wide it is. The defaults serve; tests vary them.
struct Tuning {
  std::size_t small_table = 20'000;  ///< states up to which the table is computed whole
  std::size_t beam_width = 96;
  std::size_t most_compared = static_cast<std::size_t>(-1);  ///< ranges, then `solve` gives up
};

/// The engine, with the memory it works in, so that many small problems share it.
template <class Cost>
class TotalFit {
 public:
  explicit TotalFit(Tuning tuning = {}) : tuning_(tuning) {}

  /// Solves `problem`. False if no break sequence fits, or it takes too long to find one. Where it takes too
  /// long to find the best, Statistics::gave_up says that what was found may not be it.
  ///
  /// `known`: the ends of the slots in a solution, if one is known: it takes the place of the first pass.
  template <Problem P>
    requires std::same_as<typename P::Cost, Cost>
  bool solve(const P& problem, std::span<const std::size_t> known = {}) {
    statistics_ = {};
    if (!find_band(problem)) return false;
    std::size_t table = 0;
    for (std::size_t j = 0; j <= problem.slots(); ++j) table += most_[j] - least_[j] + 1;
    const bool pruned = table > tuning_.small_table;
    if (!pruned) {
      if (!run<P, Pass::whole>(problem)) return false;
      trace_breaks(problem);
      return true;
    }
    if (known.empty()) {
      if (!find_limit(problem)) return false;
      trace_breaks(problem);
    } else {
      begin_with(problem, known);
    }
    if (run<P, Pass::exact>(problem)) trace_breaks(problem);
    return true;
  }

  /// The end of each slot's range of items; it begins where the one before ends, the first at 0.
  std::span<const std::size_t> ends() const { return ends_; }
  const Cost& cost() const { return cost_; }
  const Statistics& statistics() const { return statistics_; }

 private:
  enum class Pass { whole, beam, exact };
  static constexpr std::uint32_t dead = std::numeric_limits<std::uint32_t>::max();

  /// The states of a boundary: items [first, first + choices), where their choices are stored.
  struct Layer {
    std::size_t first = 0;
    std::size_t offset = 0;
    std::size_t count = 0;
  };

  /// least_[j], most_[j]: how many items can stand in the first j slots of a whole solution.
  template <class P>
  bool find_band(const P& problem) {
    const std::size_t n = problem.items();
    const std::size_t d = problem.slots();
    most_.assign(d + 1, 0);
    least_.assign(d + 1, n);
    for (std::size_t j = 0; j < d; ++j) {
      std::size_t last = most_[j];
      while (last < n && problem.fits(most_[j], last + 1, j)) ++last;
      most_[j + 1] = last;
    }
    if (most_[d] < n) return false;
    for (std::size_t j = d; j-- > 0;) {
      std::size_t first = least_[j + 1];
      while (first > 0 && problem.fits(first - 1, least_[j + 1], j)) --first;
      least_[j] = first;
    }
    return true;
  }

  /// Finds some solution's cost. A narrow beam may lose every solution of a choosy problem; it is made wider
  /// until it loses none, or has dropped nothing and there is no solution.
  template <class P>
  bool find_limit(const P& problem) {
    for (beam_width_ = tuning_.beam_width;; beam_width_ *= 8) {
      narrowed_ = false;
      if (run<P, Pass::beam>(problem)) return true;
      if (!narrowed_ || statistics_.gave_up) return false;
    }
  }

  /// What is known is the limit, and the solution until a better one is found.
  template <class P>
  void begin_with(const P& problem, std::span<const std::size_t> known) {
    ends_.assign(known.begin(), known.end());
    cost_ = {};
    std::size_t first = 0;
    for (std::size_t slot = 0; slot < known.size(); first = known[slot++])
      cost_ = cost_ + problem.cost(first, known[slot], slot);
    limit_ = cost_;
  }

  /// False if no solution is left, or too much was looked at.
  template <class P, Pass pass>
  bool run(const P& problem) {
    const std::size_t d = problem.slots();
    layers_.resize(d + 1);
    choices_.clear();
    next_.assign(1, Cost{});
    choices_.push_back(0);
    layers_[d] = {problem.items(), 0, 1};
    for (std::size_t j = d; j-- > 0;) {
      compute_layer<P, pass>(problem, j);
      if constexpr (pass == Pass::beam) narrow(problem, j);
      trim(j);
      statistics_.gave_up = statistics_.compared > tuning_.most_compared;
      if (layers_[j].count == 0 || statistics_.gave_up) return false;
      std::swap(costs_, next_);
    }
    cost_ = next_.front();
    if constexpr (pass == Pass::beam) {
      limit_ = cost_;
    } else {
      statistics_.stored = choices_.size();
    }
    return true;
  }

  /// V(j, i) for every i that leads into layer j + 1.
  template <class P, Pass pass>
  void compute_layer(const P& problem, std::size_t j) {
    const Layer after = layers_[j + 1];
    const std::size_t after_last = after.first + after.count - 1;
    const std::size_t high = std::min(after_last, most_[j]);
    alive_.clear();
    rests_.clear();
    for (std::size_t k = after.first; k <= after_last; ++k) {
      if (choices_[after.offset + (k - after.first)] == dead) continue;
      alive_.push_back(k);
      if constexpr (Centred<P>) rests_.push_back(problem.rest(k, j + 1));
    }
    // As i falls, the furthest end that fits falls with it: two pointers. The lowest i is the last
    // from which layer j + 1 can still be reached.
    scratch_costs_.clear();
    scratch_choices_.clear();
    std::size_t furthest = after_last;
    begin_ = end_ = middle_ = alive_.size();
    const auto [lowest, highest] = range_of_states<P, pass>(problem, j, high);
    std::size_t i = highest + 1;
    while (i-- > lowest) {
      while (furthest > after.first && !problem.fits(i, furthest, j)) --furthest;
      if (!problem.fits(i, furthest, j)) break;
      const auto [best, found] = best_range<P, pass>(problem, i, std::max(i, after.first), furthest, j);
      std::uint32_t choice = found;
      ++statistics_.visited;
      if constexpr (pass == Pass::exact) {
        if (choice != dead && limit_ < best + problem.bound(i, j)) choice = dead;
      }
      scratch_costs_.push_back(best);
      scratch_choices_.push_back(choice);
    }
    // Stored from the lowest item up.
    layers_[j] = {highest + 1 - scratch_costs_.size(), choices_.size(), scratch_costs_.size()};
    costs_.assign(scratch_costs_.rbegin(), scratch_costs_.rend());
    choices_.insert(choices_.end(), scratch_choices_.rbegin(), scratch_choices_.rend());
  }

  /// The states [first, second] of boundary j that are looked at, of those up to `high`.
  template <class P, Pass pass>
  std::pair<std::size_t, std::size_t> range_of_states(const P& problem, std::size_t j, std::size_t high) {
    const std::size_t low = least_[j];
    if (low > high) return {high + 1, high};
    if constexpr (Guided<P> && pass != Pass::whole) {
      const std::size_t middle = problem.likeliest(low, high, j);
      if constexpr (pass == Pass::beam) {
        const std::size_t first = std::max(low, middle - std::min(middle, 2 * beam_width_));
        const std::size_t last = std::min(high, middle + 2 * beam_width_);
        narrowed_ = narrowed_ || first > low || last < high;
        return {first, last};
      } else {
        const auto may_be_best = [&](std::size_t i) {
          return !(limit_ < problem.at_least(problem.bound(i, j) + problem.rest(i, j)));
        };
        std::size_t first = middle;
        std::size_t last = middle;
        while (first > low && may_be_best(first - 1)) --first;
        while (last < high && may_be_best(last + 1)) ++last;
        return {first, last};
      }
    }
    return {low, high};
  }

  struct Choice {
    Cost cost{};
    std::uint32_t items = dead;
  };

  /// The best end in [low, high] for a range of slot j that begins at `first`, with what stands behind it.
  template <class P, Pass pass>
  Choice best_range(const P& problem, std::size_t first, std::size_t low, std::size_t high, std::size_t j) {
    const Layer& after = layers_[j + 1];
    Choice best;
    // A tie goes to the larger end: more in this slot.
    const auto look = [&](std::size_t k, const Cost& here) {
      if constexpr (Choosy<P>) {
        if (!problem.allowed(first, k, j)) return;
      }
      const Cost cost = here + next_[k - after.first];
      const auto items = static_cast<std::uint32_t>(k - first);
      if (best.items == dead || cost < best.cost || (!(best.cost < cost) && items > best.items)) {
        best = {cost, items};
      }
    };
    // [begin_, end_) of the states may be its end. From one state to the next these move little, only down.
    while (begin_ > 0 && alive_[begin_ - 1] >= low) --begin_;
    while (end_ > 0 && alive_[end_ - 1] > high) --end_;
    const std::size_t* const alive = alive_.data();
    if constexpr (Centred<P>) {
      Cost bound{};
      if constexpr (pass == Pass::exact) bound = problem.bound(first, j);
      // False where this range, and with it all that are further out, costs too much.
      const auto try_range = [&](std::size_t k) {
        ++statistics_.compared;
        const Cost here = problem.cost(first, alive[k], j);
        const Cost least = problem.at_least(here + rests_[k]);
        if (best.items != dead && best.cost < least) return false;
        if constexpr (pass == Pass::exact) {
          if (limit_ < least + bound) return false;
        }
        look(alive[k], here);
        return true;
      };
      // The centre, too, is near to that of the state before.
      const std::size_t centre = problem.centre(first, low, high, j);
      middle_ = std::clamp(middle_, begin_, end_);
      while (middle_ > begin_ && alive[middle_ - 1] > centre) --middle_;
      while (middle_ < end_ && alive[middle_] <= centre) ++middle_;
      for (std::size_t k = middle_; k < end_ && try_range(k); ++k) continue;
      for (std::size_t k = middle_; k > begin_ && try_range(k - 1); --k) continue;
    } else {
      statistics_.compared += end_ - begin_;
      for (std::size_t k = end_; k > begin_; --k) look(alive[k - 1], problem.cost(first, alive[k - 1], j));
    }
    return best;
  }

  /// Keeps the beam_width_ states of layer j that promise the least cost in all.
  template <class P>
  void narrow(const P& problem, std::size_t j) {
    const Layer layer = layers_[j];
    if (layer.count <= beam_width_) return;
    promises_.clear();
    for (std::size_t s = 0; s < layer.count; ++s) {
      if (choices_[layer.offset + s] == dead) continue;
      promises_.push_back({costs_[s] + problem.bound(layer.first + s, j), s});
    }
    if (promises_.size() <= beam_width_) return;
    narrowed_ = true;
    const auto more_promising = [](const Promise& a, const Promise& b) {
      return a.cost < b.cost || (!(b.cost < a.cost) && a.state < b.state);
    };
    const auto width = static_cast<std::ptrdiff_t>(beam_width_);
    auto dropped = promises_.begin() + width;
    std::nth_element(promises_.begin(), dropped, promises_.end(), more_promising);
    if constexpr (Freeing<P>) {
      // As many again of these: the others may all come to nothing, however much they promise.
      const auto first = dropped;
      const auto is_free = [&](const Promise& promise) {
        return problem.is_free(layer.first + promise.state);
      };
      dropped = std::partition(first, promises_.end(), is_free);
      if (dropped - first > width) {
        std::nth_element(first, first + width, dropped, more_promising);
        dropped = first + width;
      }
    }
    for (; dropped != promises_.end(); ++dropped) choices_[layer.offset + dropped->state] = dead;
  }

  /// Takes dead states off both ends of layer j, the last one in `choices_`. A best solution is never
  /// dead, so a layer comes out empty only where there is none.
  void trim(std::size_t j) {
    Layer& layer = layers_[j];
    while (layer.count > 0 && choices_.back() == dead) {
      choices_.pop_back();
      costs_.pop_back();
      --layer.count;
    }
    std::size_t dead_below = 0;
    while (dead_below < layer.count && choices_[layer.offset + dead_below] == dead) ++dead_below;
    if (dead_below == 0) return;
    const auto count = static_cast<std::ptrdiff_t>(dead_below);
    const auto begin = choices_.begin() + static_cast<std::ptrdiff_t>(layer.offset);
    choices_.erase(begin, begin + count);
    costs_.erase(costs_.begin(), costs_.begin() + count);
    layer.first += dead_below;
    layer.count -= dead_below;
  }

  template <class P>
  void trace_breaks(const P& problem) {
    ends_.clear();
    std::size_t item = 0;
    for (std::size_t j = 0; j < problem.slots(); ++j) {
      item += choices_[layers_[j].offset + (item - layers_[j].first)];
      ends_.push_back(item);
    }
  }

  struct Promise {
    Cost cost;
    std::size_t state;
  };

  Tuning tuning_;
  std::size_t beam_width_ = 0;
  bool narrowed_ = false;  ///< whether the beam has dropped a state
  Statistics statistics_;
  Cost cost_{};
  Cost limit_{};
  std::vector<std::size_t> least_, most_, ends_;
  std::vector<Layer> layers_;
  std::vector<std::uint32_t> choices_;
  std::vector<Cost> costs_, next_, scratch_costs_;
  std::vector<std::size_t> alive_;                ///< the states of the layer behind the one that is computed
  std::vector<Cost> rests_;                       ///< what each of them costs at least
  std::size_t begin_ = 0, end_ = 0, middle_ = 0;  ///< in alive_
  std::vector<std::uint32_t> scratch_choices_;
  std::vector<Promise> promises_;
};

}  // namespace pensum::fit
