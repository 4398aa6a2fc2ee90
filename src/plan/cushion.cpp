#include "plan/cushion.hpp"

#include <algorithm>
#include <cstdint>

namespace pensum {
namespace {

/// The minutes of the pieces before each.
std::vector<std::int64_t> sums(std::span<const LessonPiece> pieces) {
  std::vector<std::int64_t> before(1, 0);
  before.reserve(pieces.size() + 1);
  for (const LessonPiece& piece : pieces) before.push_back(before.back() + piece.minutes.count);
  return before;
}

/// How many pieces have to be done by the end of each slot.
std::vector<std::size_t> needed(std::span<const Slot> slots, std::span<const std::int64_t> before) {
  std::vector<std::size_t> need(slots.size(), before.size() - 1);
  for (std::size_t slot = slots.size(); slot-- > 1;) {
    // As many as the slot has room for can wait for it.
    std::size_t first = need[slot];
    while (first > 0 && before[need[slot]] - before[first - 1] <= slots[slot].budget.count) --first;
    need[slot - 1] = first;
  }
  return need;
}

}  // namespace

std::vector<std::size_t> latest_slots(std::span<const Slot> slots, std::span<const LessonPiece> pieces) {
  const std::vector<std::size_t> need = needed(slots, sums(pieces));
  std::vector<std::size_t> latest;
  latest.reserve(pieces.size());
  std::size_t slot = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    while (need[slot] <= i) ++slot;
    latest.push_back(slot);
  }
  return latest;
}

std::vector<std::size_t> missable_slots(std::span<const Slot> slots, std::span<const LessonPiece> pieces,
                                        std::size_t most) {
  const std::vector<std::int64_t> before = sums(pieces);
  const std::vector<std::size_t> need = needed(slots, before);
  std::vector<std::size_t> printed(slots.size());  // pieces up to each slot's end
  for (std::size_t slot = 0, done = 0; slot < slots.size(); ++slot) {
    while (done < pieces.size() && pieces[done].slot <= slot) ++done;
    printed[slot] = done;
  }
  // From `done` on as far as the slot has room, and no further than what is done if this slot is missed
  // instead of one before, which is no less than `done`.
  const auto done_by_end = [slots, &before](std::size_t slot, std::size_t done, std::size_t if_missed) {
    const std::int64_t* const minutes = before.data();
    const std::int64_t until = minutes[done] + slots[slot].budget.count;
    while (done < if_missed && minutes[done + 1] <= until) ++done;
    return done;
  };
  std::vector<std::size_t> last;
  // fewest[slot]: what is done by its end when that many slots up to it are missed.
  std::vector<std::size_t> fewest = printed;
  std::vector<std::size_t> next(slots.size());
  for (std::size_t missed = 1; missed <= std::min(most, slots.size()); ++missed) {
    std::size_t good = slots.size();
    // With fewer slots than that, all of them are missed.
    for (std::size_t slot = missed - 1; slot < slots.size(); ++slot) {
      const std::size_t if_missed = slot > 0 ? fewest[slot - 1] : 0;
      next[slot] =
          slot < missed ? (missed == 1 ? 0 : if_missed) : done_by_end(slot, next[slot - 1], if_missed);
      if (next[slot] < need[slot]) break;
      good = slot;
    }
    if (good == slots.size()) break;
    last.push_back(good);
    std::swap(fewest, next);
  }
  return last;
}

}  // namespace pensum
