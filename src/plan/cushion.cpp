#include "plan/cushion.hpp"

#include "plan/filling.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace pensum {
namespace {

constexpr std::size_t most_steps = 20'000'000;

/// So many missed slots leave too few minutes, if they are the largest ones.
std::size_t certainly_too_many(std::span<const Slot> slots, std::span<const Work> lessons) {
  std::vector<std::int64_t> budgets;
  std::int64_t spare = 0;
  for (const Slot& slot : slots) {
    budgets.push_back(slot.budget.count);
    spare += slot.budget.count;
  }
  for (const Work& work : lessons) spare -= work.minutes.count;
  std::ranges::sort(budgets, std::greater{});
  std::size_t missed = 0;
  while (spare >= 0) spare -= budgets[missed++];
  return missed;
}

/// What a day can come to at worst: so many days missed up to it, only so many lessons done.
struct Worst {
  std::size_t missed = 0;
  std::size_t done = 0;
};

std::size_t missable_with_whole_lessons(std::span<const Slot> slots, std::span<const Work> lessons) {
  std::vector<std::int64_t> before(1, 0);  // minutes of the lessons before each
  for (const Work& work : lessons) before.push_back(before.back() + work.minutes.count);
  // How many lessons are done at the end of a day, at its beginning `done`. A lesson takes a minute or more.
  const auto after_day = [&](std::size_t done, const Slot& slot) {
    const std::size_t most = std::min(before.size(), done + static_cast<std::size_t>(slot.budget.count) + 1);
    const auto end = std::upper_bound(before.begin() + static_cast<std::ptrdiff_t>(done),
                                      before.begin() + static_cast<std::ptrdiff_t>(most),
                                      before[done] + slot.budget.count);
    return static_cast<std::size_t>(end - before.begin()) - 1;
  };
  const std::size_t most = certainly_too_many(slots, lessons);
  // Missed days rise, lessons done fall: who missed more and did as much is no worse off, so not kept.
  std::vector<Worst> worst(1);
  std::vector<Worst> next;
  const auto add = [&](Worst one) {
    if (one.missed > most || (!next.empty() && next.back().done <= one.done)) return;
    if (!next.empty() && next.back().missed == one.missed) {
      next.back() = one;
    } else {
      next.push_back(one);
    }
  };
  for (const Slot& slot : slots) {
    next.clear();
    for (const Worst& one : worst) {
      add({one.missed, after_day(one.done, slot)});
      add({one.missed + 1, one.done});
    }
    std::swap(worst, next);
  }
  const auto first_short =
      std::ranges::find_if(worst, [&](const Worst& one) { return one.done < lessons.size(); });
  return first_short->missed - 1;
}

/// Whether all lessons fit whichever `missed` slots are taken away; gives up where that takes too many
/// steps.
bool fits_without_any(std::span<const Slot> slots, std::span<const Work> lessons, std::size_t missed,
                      std::size_t& steps) {
  std::vector<std::size_t> gone(missed);
  for (std::size_t i = 0; i < missed; ++i) gone[i] = i;
  std::vector<Slot> left;
  while (true) {
    steps += slots.size() + lessons.size();
    if (steps > most_steps) return false;
    left.clear();
    for (std::size_t i = 0, next = 0; i < slots.size(); ++i) {
      if (next < missed && gone[next] == i) {
        ++next;
      } else {
        left.push_back(slots[i]);
      }
    }
    if (fill(left, lessons).placed < lessons.size()) return false;
    // The next choice in lexicographic order.
    std::size_t i = missed;
    while (i > 0 && gone[i - 1] == slots.size() - missed + (i - 1)) --i;
    if (i == 0) return true;
    ++gone[i - 1];
    for (std::size_t j = i; j < missed; ++j) gone[j] = gone[j - 1] + 1;
  }
}

std::size_t missable_with_split_lessons(std::span<const Slot> slots, std::span<const Work> lessons) {
  std::vector<Work> whole(lessons.begin(), lessons.end());
  for (Work& work : whole) work.smallest_piece = {};
  std::size_t missed =
      fill(slots, whole).placed == whole.size() ? missable_with_whole_lessons(slots, whole) : 0;
  const std::size_t too_many = certainly_too_many(slots, lessons);
  std::size_t steps = 0;
  while (missed + 1 < too_many && fits_without_any(slots, lessons, missed + 1, steps)) ++missed;
  return missed;
}

/// The first slot at whose end more than `rest` minutes of `work` can be placed, so that all of it finds
/// room, given `from`.
std::size_t earliest_with_more_than(Minutes rest, std::span<const Slot> slots, Frontier from,
                                    const Work& work) {
  const std::int64_t all = work.minutes.count;
  const std::int64_t least = work.smallest_piece.count;
  const auto room = [&](std::size_t slot) {
    return slots[slot].budget.count - (slot == from.slot ? from.used.count : 0);
  };
  for (std::size_t slot = from.slot;; ++slot) {
    if (room(slot) >= all) return slot;
    // Pieces on the slots [first, slot], then on more slots that hold the minutes behind.
    std::int64_t before = 0;
    std::int64_t count = 0;
    for (std::size_t first = slot + 1; first-- > from.slot;) {
      if (room(first) < least || ++count * least > all) break;
      before += room(first);
      if (before >= all) return slot;
      const std::int64_t least_behind = std::max(least, all - before);
      const std::int64_t most_behind = all - std::max(rest.count + 1, count * least);
      std::int64_t behind = 0;
      std::int64_t count_behind = 0;
      for (std::size_t last = slot + 1; last < slots.size() && room(last) >= least; ++last) {
        behind += room(last);
        if (++count_behind * least > most_behind) break;
        if (std::max(least_behind, count_behind * least) <= std::min(behind, most_behind)) return slot;
      }
    }
  }
}

}  // namespace

std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const Work> lessons) {
  std::vector<Piece> pieces;
  pieces.reserve(lessons.size());
  for (std::size_t i = 0; i < lessons.size(); ++i) pieces.push_back({i, 0, lessons[i].minutes});
  return latest_slots(slots, lessons, pieces);
}

std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const Work> lessons,
                                      std::span<const Piece> pieces) {
  const std::vector<Slot> reversed(slots.rbegin(), slots.rend());
  std::vector<std::size_t> latest(pieces.size());
  Frontier end;
  std::size_t piece = pieces.size();
  for (std::size_t i = lessons.size(); i-- > 0;) {
    for (Minutes behind; piece > 0 && pieces[piece - 1].lesson == i; behind += pieces[piece].minutes) {
      --piece;
      const std::size_t slot = behind.count == 0 ? earliest_begin(reversed, end, lessons[i]).value()
                                                 : earliest_with_more_than(behind, reversed, end, lessons[i]);
      latest[piece] = slots.size() - 1 - slot;
    }
    end = earliest_end(reversed, end, lessons[i]).value();
  }
  return latest;
}

std::size_t missable_slots(std::span<const Slot> slots, std::span<const Work> lessons) {
  if (lessons.empty()) return slots.size();
  return std::ranges::any_of(lessons, &Work::splittable) ? missable_with_split_lessons(slots, lessons)
                                                         : missable_with_whole_lessons(slots, lessons);
}

}  // namespace pensum
