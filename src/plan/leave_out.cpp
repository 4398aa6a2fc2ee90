#include "plan/leave_out.hpp"

#include "plan/filling.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

namespace pensum {
namespace {

/// Minutes left out, of the highest priority first.
using Cost = std::array<std::int64_t, 3>;

std::size_t rank(Priority priority) { return static_cast<std::size_t>(priority); }

/// Lessons left out that later ones still require, rising.
using Wanted = std::vector<std::uint32_t>;

struct State {
  Frontier end;
  Cost cost{};
  Wanted wanted;
  std::uint32_t step = 0;  // in the record of choices
};

class Search {
 public:
  Search(std::span<const Slot> slots, std::span<const Candidate> candidates)
      : slots_(slots),
        candidates_(candidates),
        last_user_(candidates.size(), 0),
        room_after_(slots.size() + 1, 0) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      for (const std::size_t required : candidates[i].requires_) last_user_[required] = i;
    }
    for (std::size_t slot = slots.size(); slot-- > 0;) {
      room_after_[slot] = room_after_[slot + 1] + slots[slot].budget.count;
    }
    rest_.resize(candidates.size() + 1);
    for (std::size_t i = candidates.size(); i-- > 0;) {
      rest_[i] = rest_[i + 1];
      rest_[i][rank(candidates[i].priority)] += candidates[i].work.minutes.count;
    }
  }

  /// The best choice that keeps at most `width` states a lesson, none beyond `limit`. Nothing where
  /// none is left, which takes both, or where so much is wanted of states that it takes too long.
  std::optional<LeftOut> run(std::size_t width, const std::optional<Cost>& limit) {
    LeftOut result;
    steps_.clear();
    std::vector<State> states(1);
    states.front().step = none;
    std::size_t looked_at = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      std::vector<State> next;
      next.reserve(2 * states.size());
      for (const State& state : states) looked_at += state.wanted.size() + 1;
      if (looked_at > most_looked_at) return std::nullopt;
      for (State& state : states) branch(i, std::move(state), limit, next);
      keep_undominated(next);
      if (next.size() > width) {
        narrow(i + 1, width, next);
        result.proven = false;
      }
      states = std::move(next);
    }
    if (states.empty()) return std::nullopt;
    const auto best = std::ranges::min_element(states, [](const State& a, const State& b) {
      return std::tie(a.cost, a.end) < std::tie(b.cost, b.end);
    });
    cost_ = best->cost;
    for (std::uint32_t step = best->step; step != none; step = steps_[step].before) {
      if (steps_[step].left_out) result.lessons.push_back(steps_[step].lesson);
    }
    std::ranges::reverse(result.lessons);
    return result;
  }

  /// Of the last run that found something.
  const Cost& cost() const { return cost_; }
  /// At most the cost of any choice.
  Cost least_cost() const { return promise(0, {}); }

  /// What is kept one after another, as long as there is room: of the lessons of `priority` or a higher one
  /// and what they require.
  LeftOut one_by_one(Priority priority) {
    std::vector<bool> kept(candidates_.size(), false);
    for (std::size_t i = candidates_.size(); i-- > 0;) {
      if (rank(candidates_[i].priority) <= rank(priority)) kept[i] = true;
      if (!kept[i]) continue;
      for (const std::size_t required : candidates_[i].requires_) kept[required] = true;
    }
    LeftOut result{.lessons = {}, .proven = false};
    Frontier end;
    cost_ = {};
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& candidate = candidates_[i];
      kept[i] = kept[i] && std::ranges::all_of(candidate.requires_, [&](std::size_t r) { return kept[r]; });
      const auto next = kept[i] ? earliest_end(slots_, end, candidate.work) : std::nullopt;
      kept[i] = next.has_value();
      if (next) {
        end = *next;
      } else {
        cost_[rank(candidate.priority)] += candidate.work.minutes.count;
        result.lessons.push_back(i);
      }
    }
    return result;
  }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  /// States and what is wanted of them; a second or two.
  static constexpr std::size_t most_looked_at = 100'000'000;

  /// A choice, and the one before it; choices to keep are not recorded.
  struct Step {
    std::uint32_t before = none;
    std::uint32_t lesson = 0;
    bool left_out = false;
  };

  void branch(std::size_t i, State state, const std::optional<Cost>& limit, std::vector<State>& next) {
    const Candidate& candidate = candidates_[i];
    const bool lost = std::ranges::any_of(candidate.requires_, [&](std::size_t required) {
      return std::ranges::binary_search(state.wanted, static_cast<std::uint32_t>(required));
    });
    std::erase_if(state.wanted, [&](std::uint32_t lesson) { return last_user_[lesson] <= i; });
    if (!lost) {
      if (const auto end = earliest_end(slots_, state.end, candidate.work)) {
        State kept = state;
        kept.end = *end;
        if (!hopeless(i + 1, kept, limit)) next.push_back(std::move(kept));
      }
    }
    state.cost[rank(candidate.priority)] += candidate.work.minutes.count;
    if (last_user_[i] > i) state.wanted.push_back(static_cast<std::uint32_t>(i));
    if (hopeless(i + 1, state, limit)) return;
    steps_.push_back({state.step, static_cast<std::uint32_t>(i), true});
    state.step = static_cast<std::uint32_t>(steps_.size() - 1);
    next.push_back(std::move(state));
  }

  bool hopeless(std::size_t i, const State& state, const std::optional<Cost>& limit) const {
    return limit && promise(i, state) > *limit;
  }

  /// At most the cost of the best solution below `state`, when the lessons from `i` on are to come:
  /// what they have beyond the minutes that are left is left out, the least important first.
  Cost promise(std::size_t i, const State& state) const {
    const std::int64_t room =
        state.end.slot < slots_.size() ? room_after_[state.end.slot] - state.end.used.count : 0;
    std::int64_t beyond = rest_[i][0] + rest_[i][1] + rest_[i][2] - room;
    Cost cost = state.cost;
    for (std::size_t r = cost.size(); r-- > 0 && beyond > 0;) {
      const std::int64_t minutes = std::min(beyond, rest_[i][r]);
      cost[r] += minutes;
      beyond -= minutes;
    }
    return cost;
  }

  /// Of the states with the same wanted lessons, keeps those that no other one matches or betters in
  /// both respects.
  static void keep_undominated(std::vector<State>& states) {
    std::ranges::stable_sort(states, [](const State& a, const State& b) {
      return std::tie(a.wanted, a.cost, a.end) < std::tie(b.wanted, b.cost, b.end);
    });
    std::vector<State> kept;
    kept.reserve(states.size());
    for (State& state : states) {
      const bool same = !kept.empty() && kept.back().wanted == state.wanted;
      if (same && kept.back().end <= state.end) continue;  // it costs no more, either
      kept.push_back(std::move(state));
    }
    states = std::move(kept);
  }

  void narrow(std::size_t i, std::size_t width, std::vector<State>& states) const {
    std::ranges::stable_sort(states, [&](const State& a, const State& b) {
      const Cost first = promise(i, a);
      const Cost second = promise(i, b);
      return std::tie(first, a.end) < std::tie(second, b.end);
    });
    states.resize(width);
  }

  std::span<const Slot> slots_;
  std::span<const Candidate> candidates_;
  std::vector<std::size_t> last_user_;    // the last lesson that requires each; 0 where none does
  std::vector<std::int64_t> room_after_;  // minutes from each slot on
  std::vector<Cost> rest_;                // minutes of the lessons from each on
  std::vector<Step> steps_;
  Cost cost_{};
};

}  // namespace

LeftOut leave_out(std::span<const Slot> slots, std::span<const Candidate> candidates,
                  const LeaveOutLimits& limits) {
  if (candidates.empty()) return {};
  const std::size_t most = std::max<std::size_t>(limits.most_states, 1);
  const std::size_t narrow_pass = std::min<std::size_t>(64, most);
  Search search(slots, candidates);
  // Something simple to begin with: the search may lose its way among many lessons that require each other.
  LeftOut best;
  std::optional<Cost> least;
  const auto take = [&](LeftOut&& one) {
    if (least && !(search.cost() < *least)) return;
    best = std::move(one);
    least = search.cost();
  };
  const std::optional<LeftOut> first = search.run(narrow_pass, std::nullopt);
  if (first) take(LeftOut(*first));
  if (!first || !first->proven) {
    for (const Priority priority : {Priority::must, Priority::should, Priority::could}) {
      take(search.one_by_one(priority));
    }
  }
  if (*least == search.least_cost()) best.proven = true;
  if (best.proven || !first) return best;
  const std::size_t width = std::clamp(limits.all_states / candidates.size(), narrow_pass, most);
  return search.run(width, least).value_or(std::move(best));
}

}  // namespace pensum
