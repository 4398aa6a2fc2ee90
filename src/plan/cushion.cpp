#include "plan/cushion.hpp"

#include "plan/filling.hpp"

#include <algorithm>

namespace pensum {
namespace {

constexpr std::size_t most_choices = 20'000;

std::size_t missable_with_whole_lessons(std::span<const Slot> slots, std::span<const Work> lessons) {
  std::vector<std::int64_t> before(1, 0);  // minutes of the lessons before each
  for (const Work& work : lessons) before.push_back(before.back() + work.minutes.count);
  // How many lessons are done at the end of a day, at its beginning `done`. A lesson takes a minute or more.
  const auto after_day = [&](std::size_t done, const Slot& slot) {
    const std::size_t most =
        std::min(before.size(), done + static_cast<std::size_t>(slot.budget.count) + 1);
    const auto end = std::upper_bound(before.begin() + static_cast<std::ptrdiff_t>(done),
                                      before.begin() + static_cast<std::ptrdiff_t>(most),
                                      before[done] + slot.budget.count);
    return static_cast<std::size_t>(end - before.begin()) - 1;
  };
  // Most plans have a small cushion: first up to two days, then up to twice as many.
  for (std::size_t most = 2;; most *= 2) {
    std::vector<std::size_t> least(most + 1, 0);  // lessons done by now, at worst, with at most k days missed
    for (const Slot& slot : slots) {
      for (std::size_t k = most; k > 0; --k) least[k] = std::min(after_day(least[k], slot), least[k - 1]);
      least[0] = after_day(least[0], slot);
    }
    const auto first_short = std::ranges::find_if(least, [&](std::size_t n) { return n < lessons.size(); });
    if (first_short != least.end()) return static_cast<std::size_t>(first_short - least.begin()) - 1;
  }
}

/// Whether all lessons fit whichever `missed` slots are taken away; gives up where that takes too many
/// trials.
bool fits_without_any(std::span<const Slot> slots, std::span<const Work> lessons, std::size_t missed,
                      std::size_t& trials) {
  std::vector<std::size_t> gone(missed);
  for (std::size_t i = 0; i < missed; ++i) gone[i] = i;
  std::vector<Slot> left;
  while (true) {
    if (++trials > most_choices) return false;
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
    while (i-- > 0 && gone[i] == slots.size() - missed + i) {
    }
    if (i == static_cast<std::size_t>(-1)) return true;
    ++gone[i];
    for (std::size_t j = i + 1; j < missed; ++j) gone[j] = gone[j - 1] + 1;
  }
}

std::size_t missable_with_split_lessons(std::span<const Slot> slots, std::span<const Work> lessons) {
  std::size_t trials = 0;
  std::size_t missed = 0;
  while (missed < slots.size() && fits_without_any(slots, lessons, missed + 1, trials)) ++missed;
  return missed;
}

}  // namespace

std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const Work> lessons) {
  const std::vector<Slot> reversed(slots.rbegin(), slots.rend());
  std::vector<std::size_t> latest(lessons.size());
  Frontier end;
  for (std::size_t i = lessons.size(); i-- > 0;) {
    latest[i] = slots.size() - 1 - earliest_begin(reversed, end, lessons[i]).value();
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
