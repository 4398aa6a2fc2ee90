#include "plan/reviews.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace pensum {
namespace {

/// How good a placement is so far; the better one is less.
struct Cost {
  std::size_t missing = 0;
  std::int64_t unevenness = 0;  ///< the sum of total²/budget over all days, in 1/2²⁰ minutes
  std::int64_t delay = 0;       ///< in days
  std::size_t moved = 0;        ///< on another date than before

  friend auto operator<=>(const Cost&, const Cost&) = default;
};

/// total²/budget by total, for each of the budgets that there are: worked out once, since divisions take
/// long.
class Unevenness {
 public:
  explicit Unevenness(std::span<const ReviewSlot> slots) {
    starts_.reserve(slots.size());
    std::map<std::int64_t, std::size_t> known;
    std::int64_t before = -1;
    for (const ReviewSlot& slot : slots) {
      const std::int64_t budget = slot.budget.count;
      if (budget == before) {
        starts_.push_back(starts_.back());
        continue;
      }
      before = budget;
      const auto [found, is_new] = known.try_emplace(budget, values_.size());
      starts_.push_back(found->second);
      for (std::int64_t total = 0; is_new && budget > 0 && total <= budget; ++total)
        values_.push_back(total * total * (std::int64_t{1} << 20) / budget);
    }
  }

  /// How much more it is on a slot where `minutes` are put on `total`; within the budget.
  std::int64_t more(std::size_t slot, std::int64_t total, std::int64_t minutes) const {
    const std::int64_t* const values = values_.data() + starts_[slot];
    return values[total + minutes] - values[total];
  }

 private:
  std::vector<std::size_t> starts_;   ///< by slot, in values_
  std::vector<std::int64_t> values_;  ///< in 1/2²⁰ minutes
};

/// Tells slots apart in a sum that represents all totals of a state.
std::uint64_t weight_of(std::size_t slot) {
  std::uint64_t x = (slot + 1) * 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9U;
  return x ^ (x >> 32);
}

/// Reviews that are placed one after the other: the rounds of one lesson whose graces overlap.
struct Chain {
  std::size_t first = 0;  ///< of the due reviews
  std::size_t last = 0;
  std::size_t last_slot = 0;
  std::size_t base = 0;  ///< neither this chain nor a later one uses a slot before
  std::size_t rank = 0;  ///< by its last slot, then the later its first one is
};

class Placement {
 public:
  Placement(std::span<const ReviewSlot> slots, std::span<const DueReview> due, Wanted wanted,
            ReviewLimits limits)
      : slots_(slots), due_(due.begin(), due.end()), wanted_(wanted), unevenness_(slots) {
    if (wanted == Wanted::all) leave_room_for_next_rounds();
    for (std::size_t i = 0; i < due_.size(); ++i) {
      if (i == 0 || due_[i].lesson != due_[i - 1].lesson || due_[i].first_slot > chains_.back().last_slot) {
        chains_.push_back({.first = i, .last = i});
      }
      chains_.back().last = i + 1;
      chains_.back().last_slot = std::max(chains_.back().last_slot, due_[i].last_slot);
    }
    // What can wait shortest first: the others then know what room is left.
    for (Chain& chain : chains_)
      chain.rank = (chain.last_slot + 1) * (slots.size() + 1) - due_[chain.first].first_slot;
    std::ranges::stable_sort(chains_, {}, &Chain::rank);
    std::size_t choices = 0;
    std::size_t base = slots.size();
    for (auto chain = chains_.rbegin(); chain != chains_.rend(); ++chain) {
      base = std::min(base, due_[chain->first].first_slot);
      chain->base = base;
      width_ = std::max(width_, chain->last_slot - base + 1);
      for (std::size_t i = chain->first; i < chain->last; ++i) {
        choices += due_[i].last_slot - due_[i].first_slot + 2;
      }
    }
    for (std::size_t slot = 0; slot < slots.size() + width_; ++slot) weights_.push_back(weight_of(slot));
    // Wide states take longer.
    most_states_ =
        std::clamp<std::size_t>(limits.effort / (choices * (1 + width_ / 32) + 1), 1, limits.states);
  }

  /// The slot of each due review, `none` for those left out; nothing where not all that are wanted find room.
  std::optional<std::vector<std::size_t>> solve() {
    start();
    for (const Chain& chain : chains_) {
      move_to(chain.base);
      for (std::size_t i = chain.first; i < chain.last; ++i) {
        if (!place(i)) return std::nullopt;
      }
      for (State& state : states_) state.after = 0;  // the next chain is of another lesson, or later
    }
    return trace();
  }

  bool proven() const { return proven_; }
  std::size_t looked_at() const { return looked_at_; }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

 private:
  static constexpr std::uint32_t not_seen = static_cast<std::uint32_t>(-1);

  struct State {
    Cost cost;
    std::uint64_t sum = 0;   ///< of the totals times the weights of their slots
    std::size_t after = 0;   ///< the next round of the chain is on this slot or a later one
    std::uint32_t node = 0;  ///< how it came to be
  };
  /// A slot that a review may be on.
  struct Choice {
    std::size_t slot;
    std::int64_t most;     ///< total that leaves room for it
    std::uint64_t weight;  ///< of its minutes there
    std::int64_t delay;    ///< in days
    std::size_t moved;     ///< 1 if it was on another date before
  };
  struct Candidate {
    Cost cost;
    std::uint64_t sum = 0;
    std::size_t after = 0;
    std::size_t slot = none;
    std::uint32_t parent = 0;  ///< in states_
  };
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t slot = 0;  ///< 0 for none, else one more
  };

  /// If every review must be placed, a round is before the last day of the next one.
  void leave_room_for_next_rounds() {
    for (std::size_t i = due_.size(); i-- > 1;) {
      if (due_[i].lesson == due_[i - 1].lesson) {
        due_[i - 1].last_slot = std::min(due_[i - 1].last_slot, due_[i].last_slot - 1);
      }
    }
  }

  void start() {
    base_ = 0;
    states_.assign(1, State{});
    totals_.assign(width_, 0);
    nodes_.assign(1, Node{});
    for (std::size_t offset = 0; offset < width_; ++offset) open(offset);
  }

  /// The slot enters the states with what its lessons take.
  void open(std::size_t offset) {
    const std::size_t slot = base_ + offset;
    const std::int64_t load = slot < slots_.size() ? slots_[slot].load.count : 0;
    const std::uint64_t weight = weights_[slot];
    for (std::size_t s = 0; s < states_.size(); ++s) {
      totals_[s * width_ + offset] = static_cast<std::uint16_t>(load);
      states_[s].sum += weight * static_cast<std::uint64_t>(load);
    }
  }

  /// The slots before `slot` are left: no later review can use them.
  void move_to(std::size_t slot) {
    const std::size_t steps = slot - base_;
    const std::size_t leaving = std::min(steps, width_);
    for (std::size_t s = 0; s < states_.size(); ++s) {
      std::uint16_t* totals = &totals_[s * width_];
      for (std::size_t i = 0; i < leaving; ++i) states_[s].sum -= weights_[base_ + i] * totals[i];
      std::copy(totals + leaving, totals + width_, totals);
    }
    base_ = slot;
    for (std::size_t offset = width_ - leaving; offset < width_; ++offset) open(offset);
  }

  bool place(std::size_t index) {
    const DueReview& review = due_[index];
    find_choices(review);
    candidates_.clear();
    candidates_.reserve(states_.size() * (choices_.size() + 1));
    for (std::size_t s = 0; s < states_.size(); ++s) {
      const State& state = states_[s];
      const std::uint16_t* const totals = &totals_[s * width_];
      for (const Choice& choice : choices_) {
        const std::int64_t total = totals[choice.slot - base_];
        if (total > choice.most || choice.slot < state.after) continue;
        Candidate& candidate =
            candidates_.emplace_back(state.cost, state.sum + choice.weight, choice.slot + 1, choice.slot,
                                     static_cast<std::uint32_t>(s));
        candidate.cost.unevenness += unevenness_.more(choice.slot, total, review.minutes.count);
        candidate.cost.delay += choice.delay;
        candidate.cost.moved += choice.moved;
      }
      if (wanted_ == Wanted::some) {
        Candidate& candidate =
            candidates_.emplace_back(state.cost, state.sum, state.after, none, static_cast<std::uint32_t>(s));
        ++candidate.cost.missing;
      }
    }
    looked_at_ += candidates_.size();
    keep_the_best(review.minutes);
    return !states_.empty();
  }

  /// What is the same for all states.
  void find_choices(const DueReview& review) {
    choices_.clear();
    for (std::size_t slot = review.first_slot; slot <= review.last_slot; ++slot) {
      const std::int64_t most = slots_[slot].budget.count - review.minutes.count;
      if (most < 0) continue;
      choices_.push_back({.slot = slot,
                          .most = most,
                          .weight = weights_[slot] * static_cast<std::uint64_t>(review.minutes.count),
                          .delay = (slots_[slot].date - slots_[review.first_slot].date).count(),
                          .moved = review.before && *review.before != slots_[slot].date ? 1U : 0U});
    }
  }

  std::int64_t total_of(std::size_t state, std::size_t slot) const {
    return totals_[state * width_ + (slot - base_)];
  }

  /// Whether two candidates come to the same totals.
  bool alike(const Candidate& a, const Candidate& b, Minutes minutes) const {
    if (a.sum != b.sum || a.after != b.after) return false;
    for (std::size_t offset = 0; offset < width_; ++offset) {
      const std::size_t slot = base_ + offset;
      const std::int64_t in_a = total_of(a.parent, slot) + (a.slot == slot ? minutes.count : 0);
      const std::int64_t in_b = total_of(b.parent, slot) + (b.slot == slot ? minutes.count : 0);
      if (in_a != in_b) return false;
    }
    return true;
  }

  /// The best candidates become the states: of those alike one, and no more than may be kept.
  void keep_the_best(Minutes minutes) {
    order_.resize(candidates_.size());
    std::iota(order_.begin(), order_.end(), std::uint32_t{0});
    // Candidates are ordered by parent, then by slot: of those that cost the same the first is better.
    std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
      const auto cost = candidates_[a].cost <=> candidates_[b].cost;
      return cost < 0 || (cost == 0 && a < b);
    });
    const std::size_t most = std::min(most_states_, candidates_.size());
    seen_.assign(std::bit_ceil(2 * most), not_seen);
    next_states_.clear();
    next_totals_.resize(most * width_);
    for (const std::uint32_t index : order_) {
      std::uint32_t& seen = place_of(candidates_[index], minutes);
      if (seen != not_seen) continue;
      if (next_states_.size() == most) {
        proven_ = false;
        break;
      }
      seen = index;
      keep(candidates_[index], minutes);
    }
    next_totals_.resize(next_states_.size() * width_);
    std::swap(states_, next_states_);
    std::swap(totals_, next_totals_);
  }

  /// Where in seen_ one that comes to the same totals is, or could be.
  std::uint32_t& place_of(const Candidate& candidate, Minutes minutes) {
    for (std::uint64_t at = candidate.sum ^ (candidate.sum >> 32U);; ++at) {
      std::uint32_t& seen = seen_[at & (seen_.size() - 1)];
      if (seen == not_seen || alike(candidates_[seen], candidate, minutes)) return seen;
    }
  }

  void keep(const Candidate& candidate, Minutes minutes) {
    std::uint16_t* const totals = &next_totals_[next_states_.size() * width_];
    std::copy_n(&totals_[candidate.parent * width_], width_, totals);
    std::uint32_t slot = 0;
    if (candidate.slot != none) {
      slot = static_cast<std::uint32_t>(candidate.slot) + 1;
      std::uint16_t& total = totals[candidate.slot - base_];
      total = static_cast<std::uint16_t>(total + minutes.count);
    }
    next_states_.push_back(
        {candidate.cost, candidate.sum, candidate.after, static_cast<std::uint32_t>(nodes_.size())});
    nodes_.push_back({states_[candidate.parent].node, slot});
  }

  std::vector<std::size_t> trace() const {
    std::vector<std::size_t> slots(due_.size(), none);
    std::uint32_t node = states_.front().node;  // they are sorted
    for (auto chain = chains_.rbegin(); chain != chains_.rend(); ++chain) {
      for (std::size_t i = chain->last; i-- > chain->first; node = nodes_[node].parent) {
        if (nodes_[node].slot > 0) slots[i] = nodes_[node].slot - 1;
      }
    }
    return slots;
  }

  std::span<const ReviewSlot> slots_;
  std::vector<DueReview> due_;
  Wanted wanted_;
  Unevenness unevenness_;
  std::vector<std::uint64_t> weights_;  ///< by slot, also behind the last
  std::vector<Chain> chains_;
  std::size_t width_ = 1;  ///< of the longest chain, in slots
  std::size_t most_states_ = 1;
  bool proven_ = true;
  std::size_t looked_at_ = 0;
  std::size_t base_ = 0;
  std::vector<State> states_, next_states_;
  std::vector<std::uint16_t> totals_, next_totals_;  ///< by state, of the slots from base_ on
  std::vector<Choice> choices_;                      ///< of the review that is placed
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> order_;  ///< of the candidates
  std::vector<std::uint32_t> seen_;   ///< a table of those that are kept, by their sums
  std::vector<Node> nodes_;
};

std::size_t first_slot_from(std::span<const ReviewSlot> slots, Date date) {
  return static_cast<std::size_t>(std::ranges::lower_bound(slots, date, {}, &ReviewSlot::date) -
                                  slots.begin());
}

/// From `slot` on; `slot` itself if there is none.
std::size_t first_with_room(std::span<const ReviewSlot> slots, std::size_t slot, Minutes minutes) {
  for (std::size_t i = slot; i < slots.size(); ++i) {
    if (slots[i].load + minutes <= slots[i].budget) return i;
  }
  return slot;
}

/// Whether there are too few minutes for all of them in any case.
bool cannot_all_stand(std::span<const ReviewSlot> slots, std::span<const DueReview> due) {
  Minutes room;
  for (const ReviewSlot& slot : slots) room += slot.budget - slot.load;
  for (const DueReview& review : due) {
    room -= review.minutes;
    const auto grace = slots.subspan(review.first_slot, review.last_slot - review.first_slot + 1);
    if (std::ranges::none_of(
            grace, [&](const ReviewSlot& slot) { return slot.load + review.minutes <= slot.budget; })) {
      return true;
    }
  }
  return room.count < 0;
}

/// The dates of the plan before.
void remember(std::span<DueReview> due, std::span<const ReviewBefore> before) {
  const auto key = [](const ReviewBefore& review) { return std::pair(review.lesson, review.round); };
  for (DueReview& review : due) {
    const auto found = std::ranges::lower_bound(before, std::pair(review.lesson, review.round), {}, key);
    if (found == before.end() || key(*found) != std::pair(review.lesson, review.round)) continue;
    review.before = found->date;
  }
}

}  // namespace

Minutes review_minutes(Minutes lesson) { return {std::max<std::int64_t>(2, (lesson.count + 3) / 4)}; }

std::int64_t review_grace(std::int64_t offset) { return std::max<std::int64_t>(1, offset / 4); }

bool Reviews::complete() const {
  return std::ranges::all_of(missing, [](std::size_t count) { return count == 0; });
}

std::vector<DueReview> due_reviews(std::span<const ReviewSlot> slots, std::span<const Done> done,
                                   const ReviewOffsets& offsets) {
  std::vector<DueReview> due;
  if (slots.empty()) return due;
  for (const Done& lesson : done) {
    std::size_t behind = 0;  // the own day of the round before
    for (std::size_t round = 0; round < offsets.size(); ++round) {
      if (((lesson.over >> round) & 1U) != 0) continue;
      if (offsets[round] > (slots.back().date - lesson.date).count()) break;
      const Date date = lesson.date + days{offsets[round]};
      std::size_t own = std::max(first_slot_from(slots, date), behind);
      if (lesson.missed == round) own = first_with_room(slots, own, review_minutes(lesson.minutes));
      if (own >= slots.size()) break;
      const std::int64_t grace =
          std::min(review_grace(offsets[round]), (slots.back().date - slots[own].date).count());
      const std::size_t end = first_slot_from(slots, slots[own].date + days{grace + 1});
      due.push_back({lesson.lesson, round, date, own, end - 1, review_minutes(lesson.minutes)});
      behind = own + 1;
    }
  }
  return due;
}

Reviews place_reviews(std::span<const ReviewSlot> slots, std::span<const Done> done,
                      const ReviewOffsets& offsets, Wanted wanted, ReviewLimits limits,
                      std::span<const ReviewBefore> before) {
  Reviews reviews;
  reviews.missing.assign(offsets.size(), 0);
  std::vector<DueReview> due = due_reviews(slots, done, offsets);
  if (!before.empty()) remember(due, before);
  if (due.empty()) return reviews;
  std::optional<std::vector<std::size_t>> places;
  if (!cannot_all_stand(slots, due)) {
    Placement all(slots, due, Wanted::all, limits);
    places = all.solve();
    reviews.proven = all.proven();
    reviews.looked_at += all.looked_at();
  }
  if (!places && wanted == Wanted::some) {
    Placement some(slots, due, Wanted::some, limits);
    places = some.solve();
    reviews.proven = reviews.proven && some.proven();
    reviews.looked_at += some.looked_at();
  }
  for (std::size_t i = 0; i < due.size(); ++i) {
    const DueReview& review = due[i];
    if (!places || (*places)[i] == Placement::none) {
      ++reviews.missing[review.round];
      continue;
    }
    const Date until = slots[review.first_slot].date + days{review_grace(offsets[review.round])};
    reviews.placed.push_back({review.lesson, review.round, (*places)[i], review.due, until, review.minutes});
  }
  std::ranges::stable_sort(reviews.placed, {}, &PlacedReview::round);
  return reviews;
}

}  // namespace pensum
