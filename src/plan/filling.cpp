#include "plan/filling.hpp"

#include <algorithm>
#include <cstdint>

namespace pensum {
namespace {

/// A lesson's place: pieces on the slots [first, last], the last piece of `ending` minutes.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
  Minutes ending;
};

Minutes room(std::span<const Slot> slots, Frontier from, std::size_t slot) {
  return slot == from.slot ? slots[slot].budget - from.used : slots[slot].budget;
}

/// Pieces that end on `last`, the last one as small as it can be: over as many slots as follow each
/// other with room for a piece, and as the minutes allow.
std::optional<Window> pieces_ending_on(std::span<const Slot> slots, Frontier from, const Work& work,
                                       std::size_t last) {
  const std::int64_t least = work.smallest_piece.count;
  if (room(slots, from, last).count < least) return std::nullopt;
  const std::int64_t most_pieces = work.minutes.count / least;
  std::int64_t before = 0;
  std::size_t first = last;
  while (first > from.slot && static_cast<std::int64_t>(last - first) + 2 <= most_pieces) {
    const std::int64_t minutes = room(slots, from, first - 1).count;
    if (minutes < least) break;
    before += minutes;
    --first;
    if (work.minutes.count - before <= least) break;  // the last piece gets no smaller
  }
  if (first == last) return std::nullopt;
  const std::int64_t ending = std::max(least, work.minutes.count - before);
  if (ending > room(slots, from, last).count) return std::nullopt;
  return Window{first, last, {ending}};
}

std::optional<Window> earliest_window(std::span<const Slot> slots, Frontier from, const Work& work) {
  const std::int64_t all = work.minutes.count;
  const std::int64_t least = work.smallest_piece.count;
  // Pieces that end on `last` may also be on [first, last), which has room for `before` minutes.
  const std::size_t most_before = work.splittable() ? static_cast<std::size_t>(all / least) - 1 : 0;
  std::size_t first = from.slot;
  std::int64_t before = 0;
  for (std::size_t last = from.slot; last < slots.size(); ++last) {
    const std::int64_t here = room(slots, from, last).count;
    if (first < last && here >= std::max(least, all - before))
      return pieces_ending_on(slots, from, work, last);
    if (here >= all) return Window{last, last, work.minutes};
    if (here < least) {
      first = last + 1;
      before = 0;
      continue;
    }
    before += here;
    if (last + 1 - first > most_before) before -= room(slots, from, first++).count;
  }
  return std::nullopt;
}

Frontier end_of(const Window& window, Frontier from) {
  const Minutes before = window.last == from.slot ? from.used : Minutes{};
  return {window.last, before + window.ending};
}

}  // namespace

std::optional<Frontier> earliest_end(std::span<const Slot> slots, Frontier from, const Work& work) {
  const auto window = earliest_window(slots, from, work);
  if (!window) return std::nullopt;
  return end_of(*window, from);
}

Filled fill(std::span<const Slot> slots, std::span<const Work> lessons) {
  Filled filled;
  for (const Work& work : lessons) {
    const auto end = earliest_end(slots, filled.end, work);
    if (!end) break;
    filled.end = *end;
    ++filled.placed;
  }
  return filled;
}

std::optional<Frontier> place_earliest(std::span<const Slot> slots, Frontier from, const Work& work,
                                       std::size_t lesson, std::vector<LessonPiece>& pieces) {
  const auto window = earliest_window(slots, from, work);
  if (!window) return std::nullopt;
  std::int64_t left = (work.minutes - window->ending).count;
  for (std::size_t slot = window->first; slot < window->last; ++slot) {
    const auto later = static_cast<std::int64_t>(window->last - 1 - slot);
    const std::int64_t minutes =
        std::min(room(slots, from, slot).count, left - later * work.smallest_piece.count);
    pieces.push_back({lesson, slot, {minutes}});
    left -= minutes;
  }
  pieces.push_back({lesson, window->last, window->ending});
  return end_of(*window, from);
}

}  // namespace pensum
