#include "plan/reviews.hpp"

#include "base/date_ends.hpp"
#include "plan/plan.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace pensum {
namespace {

__extension__ using Wide = unsigned __int128;

/// The units of a cost: how good a placement is so far; the better one is less. It is a single number, since
/// costs are added and compared all the time: what counts more is further up in it. All but the largest plans
/// have room for it in 64 bits.
struct Units {
  int day = 0;      ///< bit of a day's delay; below it: how many are on another date than before
  int uneven = 0;   ///< bit of 1/2²⁰ minutes of unevenness, the sum of total²/budget over all days
  int missing = 0;  ///< bit of a review left out, where some may be
  int end = 0;

  Units(std::span<const ReviewSlot> slots, std::span<const DueReview> due, Wanted wanted) {
    std::uint64_t moved = 0;
    std::uint64_t delay = 0;
    for (const DueReview& review : due) {
      if (review.before) ++moved;
      const days grace = slots[review.last_slot].date - slots[review.first_slot].date;
      delay += static_cast<std::uint64_t>(grace.count());
    }
    Minutes budgets;
    for (const ReviewSlot& slot : slots) budgets += slot.budget;
    const auto bits = [](std::uint64_t most) { return 64 - std::countl_zero(most); };
    day = bits(moved);
    uneven = day + bits(delay);
    missing = uneven + bits(static_cast<std::uint64_t>(budgets.count) << 20U);
    end = missing + (wanted == Wanted::some ? bits(due.size()) : 0);
  }
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

  /// That of a slot by total, up to its budget.
  const std::int64_t* of(std::size_t slot) const { return values_.data() + starts_[slot]; }

 private:
  std::vector<std::size_t> starts_;   ///< by slot, in values_
  std::vector<std::int64_t> values_;  ///< in 1/2²⁰ minutes
};

/// In place of a slot.
constexpr std::size_t left_out = static_cast<std::size_t>(-1);

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
};

/// `Cost` has room for the units.
template <class Cost>
class Placement {
 public:
  Placement(std::span<const ReviewSlot> slots, std::span<const DueReview> due, Wanted wanted,
            ReviewLimits limits, const Units& units)
      : slots_(slots), due_(due), wanted_(wanted), units_(units), unevenness_(slots) {
    last_slots_.reserve(due.size());
    for (const DueReview& review : due) last_slots_.push_back(review.last_slot);
    if (wanted == Wanted::all) leave_room_for_next_rounds();
    for (std::size_t i = 0; i < due_.size(); ++i) {
      if (i == 0 || due_[i].lesson != due_[i - 1].lesson || due_[i].first_slot > chains_.back().last_slot) {
        chains_.push_back({.first = i, .last = i});
      }
      chains_.back().last = i + 1;
      chains_.back().last_slot = std::max(chains_.back().last_slot, last_slots_[i]);
    }
    sort_chains();
    std::size_t choices = 0;
    std::size_t width = 1;  // of the longest chain, in slots
    std::size_t base = slots.size();
    for (auto chain = chains_.rbegin(); chain != chains_.rend(); ++chain) {
      base = std::min(base, due_[chain->first].first_slot);
      chain->base = base;
      width = std::max(width, chain->last_slot - base + 1);
      for (std::size_t i = chain->first; i < chain->last; ++i) {
        choices += last_slots_[i] - due_[i].first_slot + 2;
      }
    }
    width_ = std::bit_ceil(std::max(width, totals_in_word));
    words_ = width_ / totals_in_word;
    weights_.reserve(slots.size() + width_);
    for (std::size_t slot = 0; slot < slots.size() + width_; ++slot) weights_.push_back(weight_of(slot));
    // Wide states take longer.
    most_states_ =
        std::clamp<std::size_t>(limits.effort / (choices * (1 + width / 32) + 1), 1, limits.states);
  }

  /// The slot of each due review, `left_out` for others; nothing where not all that are wanted find room.
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

 private:
  static constexpr std::uint32_t not_seen = static_cast<std::uint32_t>(-1);
  /// Of a state: a few instructions copy and compare them. Each is at most a day's minutes.
  static constexpr std::size_t totals_in_word = 4;

  struct State {
    Cost cost = 0;
    std::uint64_t sum = 0;    ///< of the totals times the weights of their slots
    std::uint32_t after = 0;  ///< the next round of the chain is on this slot or a later one
    std::uint32_t node = 0;   ///< how it came to be
  };
  /// Where a slot's total is among those of a state.
  struct Spot {
    std::uint32_t word = 0;
    std::uint32_t shift = 0;

    std::uint64_t total(const std::uint64_t* totals) const { return (totals[word] >> shift) & 0xFFFFU; }
    /// What adds as much to the total.
    std::uint64_t placed(std::uint64_t minutes) const { return minutes << shift; }
  };
  /// A slot that a review may be on, or that it is left out.
  struct Choice {
    Cost cost = 0;             ///< but for the unevenness
    std::uint64_t weight = 0;  ///< of its minutes there
    std::uint64_t added = 0;   ///< to the spot's word
    Spot spot;
    std::uint32_t most = 0;                    ///< total that leaves room for it
    std::uint32_t after = 0;                   ///< the slot and one more; 0 if it is left out
    const std::int64_t* unevenness = nullptr;  ///< of the slot, by total
  };
  /// What a state becomes with one of the choices.
  struct Candidate {
    Cost cost;
    std::uint64_t sum;
    std::uint32_t parent;  ///< in states_
    std::uint32_t choice;

    /// Of those that cost the same the first is better: by parent, then by slot.
    bool operator<(const Candidate& other) const {
      if (cost != other.cost) return cost < other.cost;
      return parent != other.parent ? parent < other.parent : choice < other.choice;
    }
  };
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t slot = 0;  ///< 0 for none, else one more
  };

  /// If every review must be placed, a round is before the last day of the next one.
  void leave_room_for_next_rounds() {
    for (std::size_t i = due_.size(); i-- > 1;) {
      if (due_[i].lesson == due_[i - 1].lesson) {
        last_slots_[i - 1] = std::min(last_slots_[i - 1], last_slots_[i] - 1);
      }
    }
  }

  /// What can wait shortest first: the others then know what room is left. By the last slot, then the later
  /// its first one is: as numbers, which are sorted faster.
  void sort_chains() {
    static_assert(most_days < 1 << 16);
    std::vector<std::uint64_t> order;
    order.reserve(chains_.size());
    for (const Chain& chain : chains_) {
      const std::size_t rank = (chain.last_slot << 16U) + slots_.size() - due_[chain.first].first_slot;
      order.push_back((rank << 32U) + order.size());
    }
    std::ranges::sort(order);
    std::vector<Chain> sorted;
    sorted.reserve(chains_.size());
    for (const std::uint64_t each : order) sorted.push_back(chains_[each & 0xFFFFFFFFU]);
    chains_ = std::move(sorted);
  }

  void start() {
    base_ = 0;
    states_.assign(1, State{});
    totals_.assign(words_, 0);
    nodes_.assign(1, Node{});
    for (std::size_t slot = 0; slot < width_; ++slot) open(slot);
  }

  /// Slots `width_` apart have the same one: they are never in the states together.
  Spot spot_of(std::size_t slot) const {
    const std::size_t at = slot & (width_ - 1);
    return {static_cast<std::uint32_t>(at / totals_in_word),
            static_cast<std::uint32_t>(16 * (at % totals_in_word))};
  }

  /// The slot enters the states with what its lessons take.
  void open(std::size_t slot) {
    if (slot >= slots_.size()) return;
    const auto load = static_cast<std::uint64_t>(slots_[slot].load.count);
    const Spot spot = spot_of(slot);
    std::uint64_t* totals = totals_.data();
    for (State& state : states_) {
      state.sum += weights_[slot] * load;
      totals[spot.word] += spot.placed(load);
      totals += words_;
    }
  }

  /// The slot leaves the states.
  void close(std::size_t slot) {
    const Spot spot = spot_of(slot);
    std::uint64_t* totals = totals_.data();
    for (State& state : states_) {
      const std::uint64_t total = spot.total(totals);
      state.sum -= weights_[slot] * total;
      totals[spot.word] -= spot.placed(total);
      totals += words_;
    }
  }

  /// The slots before `slot` are left: no later review can use them.
  void move_to(std::size_t slot) {
    const std::size_t steps = std::min(slot - base_, width_);
    for (std::size_t i = 0; i < steps; ++i) close(base_ + i);
    base_ = slot;
    for (std::size_t i = width_ - steps; i < width_; ++i) open(base_ + i);
  }

  bool place(std::size_t index) {
    const DueReview& review = due_[index];
    find_choices(review, last_slots_[index]);
    clear_candidates(states_.size() * choices_.size());
    const std::span<const Choice> slots = std::span(choices_).first(choices_.size() - 1);
    const auto minutes = static_cast<std::uint64_t>(review.minutes.count);
    const Cost missing = wanted_ == Wanted::some ? Cost{1} << units_.missing : 0;
    const std::uint64_t* totals = totals_.data();
    std::uint32_t parent = 0;
    for (const State& state : states_) {
      std::uint32_t number = 0;
      for (const Choice& choice : slots) {
        const std::uint64_t total = choice.spot.total(totals);
        if (total <= choice.most && choice.after > state.after) {
          const std::int64_t more = choice.unevenness[total + minutes] - choice.unevenness[total];
          const Cost cost = state.cost + choice.cost + (static_cast<Cost>(more) << units_.uneven);
          consider({cost, state.sum + choice.weight, parent, number});
        }
        ++number;
      }
      if (wanted_ == Wanted::some) consider({state.cost + missing, state.sum, parent, number});
      ++parent;
      totals += words_;
    }
    keep_the_best();
    return !states_.empty();
  }

  /// What is the same for all states; the last one leaves the review out.
  void find_choices(const DueReview& review, std::size_t last_slot) {
    choices_.clear();
    const auto minutes = static_cast<std::uint64_t>(review.minutes.count);
    const Date own = slots_[review.first_slot].date;
    for (std::size_t i = review.first_slot; i <= last_slot; ++i) {
      const ReviewSlot& slot = slots_[i];
      if (slot.budget < review.minutes) continue;
      Cost cost = static_cast<Cost>((slot.date - own).count()) << units_.day;
      if (review.before && *review.before != slot.date) ++cost;
      const Spot spot = spot_of(i);
      choices_.push_back({.cost = cost,
                          .weight = weights_[i] * minutes,
                          .added = spot.placed(minutes),
                          .spot = spot,
                          .most = static_cast<std::uint32_t>((slot.budget - review.minutes).count),
                          .after = static_cast<std::uint32_t>(i + 1),
                          .unevenness = unevenness_.of(i)});
    }
    choices_.emplace_back();
  }

  /// Makes room for as many as there may be.
  void clear_candidates(std::size_t room) {
    count_ = 0;
    candidates_.resize(std::max(candidates_.size(), room));
    seen_.assign(std::bit_ceil(2 * room), not_seen);
  }

  /// Of candidates alike the best one stays, the first of those that cost the same.
  void consider(const Candidate& candidate) {
    ++looked_at_;
    std::uint32_t* const table = seen_.data();
    const std::size_t last = seen_.size() - 1;
    for (std::uint64_t at = candidate.sum ^ (candidate.sum >> 32U);; ++at) {
      std::uint32_t& seen = table[at & last];
      if (seen == not_seen) {
        seen = count_;
        candidates_[count_++] = candidate;
        return;
      }
      Candidate& other = candidates_[seen];
      if (other.sum != candidate.sum || !alike(other, candidate)) continue;
      if (candidate.cost < other.cost) other = candidate;
      return;
    }
  }

  static std::uint32_t after(const State& parent, const Choice& choice) {
    return std::max(parent.after, choice.after);
  }

  /// Whether two candidates come to the same totals.
  bool alike(const Candidate& a, const Candidate& b) const {
    const Choice& choice_a = choices_[a.choice];
    const Choice& choice_b = choices_[b.choice];
    if (after(states_[a.parent], choice_a) != after(states_[b.parent], choice_b)) return false;
    const std::uint64_t* const in_a = totals_.data() + a.parent * words_;
    const std::uint64_t* const in_b = totals_.data() + b.parent * words_;
    for (std::uint32_t word = 0; word < words_; ++word) {
      const std::uint64_t all_a = in_a[word] + (choice_a.spot.word == word ? choice_a.added : 0);
      const std::uint64_t all_b = in_b[word] + (choice_b.spot.word == word ? choice_b.added : 0);
      if (all_a != all_b) return false;
    }
    return true;
  }

  /// They come by the costs of their parents, nearly in order: so few are moved one by one.
  static void sort(std::span<Candidate> candidates) {
    constexpr std::size_t few = 64;
    if (candidates.size() > few) {
      std::ranges::sort(candidates, std::less{});
      return;
    }
    for (std::size_t i = 1; i < candidates.size(); ++i) {
      const Candidate moved = candidates[i];
      std::size_t at = i;
      for (; at > 0 && moved < candidates[at - 1]; --at) candidates[at] = candidates[at - 1];
      candidates[at] = moved;
    }
  }

  /// The best candidates become the states, no more than may be kept.
  void keep_the_best() {
    std::span<Candidate> best(candidates_.data(), count_);
    const std::size_t kept = std::min(best.size(), most_states_);
    proven_ = proven_ && kept == best.size();
    // A few too many are sorted sooner than they are found.
    if (best.size() > 2 * kept) {
      std::ranges::nth_element(best, best.begin() + static_cast<std::ptrdiff_t>(kept), std::less{});
      best = best.first(kept);
    }
    sort(best);
    best = best.first(kept);
    next_states_.resize(best.size());
    next_totals_.resize(std::max(next_totals_.size(), best.size() * words_));
    State* next = next_states_.data();
    std::uint64_t* totals = next_totals_.data();
    for (const Candidate& candidate : best) {
      const State& parent = states_[candidate.parent];
      const Choice& choice = choices_[candidate.choice];
      const std::uint64_t* const before = totals_.data() + candidate.parent * words_;
      for (std::size_t word = 0; word < words_; ++word) totals[word] = before[word];
      totals[choice.spot.word] += choice.added;
      totals += words_;
      *next++ = {candidate.cost, candidate.sum, after(parent, choice),
                 static_cast<std::uint32_t>(nodes_.size())};
      nodes_.push_back({parent.node, choice.after});
    }
    std::swap(states_, next_states_);
    std::swap(totals_, next_totals_);
  }

  std::vector<std::size_t> trace() const {
    std::vector<std::size_t> slots(due_.size(), left_out);
    std::uint32_t node = states_.front().node;  // they are sorted
    for (auto chain = chains_.rbegin(); chain != chains_.rend(); ++chain) {
      for (std::size_t i = chain->last; i-- > chain->first; node = nodes_[node].parent) {
        if (nodes_[node].slot > 0) slots[i] = nodes_[node].slot - 1;
      }
    }
    return slots;
  }

  std::span<const ReviewSlot> slots_;
  std::span<const DueReview> due_;
  Wanted wanted_;
  Units units_;
  Unevenness unevenness_;
  std::vector<std::size_t> last_slots_;  ///< of the reviews that are due
  std::vector<std::uint64_t> weights_;   ///< by slot, also behind the last
  std::vector<Chain> chains_;
  std::size_t width_ =
      totals_in_word;      ///< of a state, in slots: a power of two, no less than the longest chain
  std::size_t words_ = 1;  ///< of a state's totals
  std::size_t most_states_ = 1;
  bool proven_ = true;
  std::size_t looked_at_ = 0;
  std::size_t base_ = 0;
  std::vector<State> states_, next_states_;
  std::vector<std::uint64_t> totals_,
      next_totals_;                    ///< by state, of the slots from base_ on, each at its spot
  std::vector<Choice> choices_;        ///< for the review that is placed
  std::vector<Candidate> candidates_;  ///< none alike; the first count_ are there
  std::uint32_t count_ = 0;
  std::vector<std::uint32_t> seen_;  ///< a table of the candidates, by their sums
  std::vector<Node> nodes_;
};

/// The first slot from each date on: a table, since it is asked for twice for each review.
class FirstSlots {
 public:
  explicit FirstSlots(std::span<const ReviewSlot> slots) : begin_(slots.front().date), end_(slots.size()) {
    first_.reserve(static_cast<std::size_t>((slots.back().date - begin_).count()) + 1);
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
      first_.resize(static_cast<std::size_t>((slots[slot].date - begin_).count()) + 1, slot);
  }

  std::size_t from(Date date) const {
    if (date <= begin_) return 0;
    const auto day = static_cast<std::size_t>((date - begin_).count());
    return day < first_.size() ? first_[day] : end_;
  }

 private:
  Date begin_;
  std::size_t end_;
  std::vector<std::size_t> first_;  ///< by day
};

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
  if (slots.empty() || done.empty() || offsets.empty()) return due;
  const FirstSlots first_slots(slots);
  due.reserve(done.size() * offsets.size());
  for (const Done& lesson : done) {
    std::size_t behind = 0;  // the own day of the round before
    for (std::size_t round = 0; round < offsets.size(); ++round) {
      if (((lesson.over >> round) & 1U) != 0) continue;
      if (offsets[round] > (slots.back().date - lesson.date).count()) break;
      const Date date = lesson.date + days{offsets[round]};
      std::size_t own = std::max(first_slots.from(date), behind);
      if (lesson.missed == round) own = first_with_room(slots, own, review_minutes(lesson.minutes));
      if (own >= slots.size()) break;
      const std::int64_t grace =
          std::min(review_grace(offsets[round]), (slots.back().date - slots[own].date).count());
      const std::size_t end = first_slots.from(slots[own].date + days{grace + 1});
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
  const auto place = [&](auto placement) {
    places = placement.solve();
    reviews.proven = reviews.proven && placement.proven();
    reviews.looked_at += placement.looked_at();
  };
  const auto place_all_or_some = [&](Wanted which) {
    const Units units(slots, due, which);
    if (units.end <= 64) {
      place(Placement<std::uint64_t>(slots, due, which, limits, units));
    } else {
      place(Placement<Wide>(slots, due, which, limits, units));
    }
  };
  if (!cannot_all_stand(slots, due)) place_all_or_some(Wanted::all);
  if (!places && wanted == Wanted::some) place_all_or_some(Wanted::some);
  for (std::size_t round = 0; round < offsets.size(); ++round) {
    const days grace{review_grace(offsets[round])};
    for (std::size_t i = 0; i < due.size(); ++i) {
      const DueReview& review = due[i];
      if (review.round != round) continue;
      if (!places || (*places)[i] == left_out) {
        ++reviews.missing[round];
        continue;
      }
      const Date until = days_after(slots[review.first_slot].date, grace);
      reviews.placed.push_back({review.lesson, round, (*places)[i], review.due, until, review.minutes});
    }
  }
  return reviews;
}

}  // namespace pensum
