#include "plan/reviews.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

namespace pensum {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Finds the first slot that still has room: a tree of the most minutes left below each node.
class Room {
 public:
  explicit Room(std::span<const ReviewSlot> slots)
      : leaves_(std::bit_ceil(std::max<std::size_t>(slots.size(), 1))), most_(2 * leaves_, 0) {
    for (std::size_t i = 0; i < slots.size(); ++i) most_[leaves_ + i] = slots[i].left.count;
    for (std::size_t node = leaves_ - 1; node > 0; --node) most_[node] = larger_child(node);
  }

  /// The first slot from `first` on with `minutes` left, or `none`.
  std::size_t find(std::size_t first, std::int64_t minutes) const {
    if (first >= leaves_) return none;
    std::size_t node = leaves_ + first;
    // Up to a subtree that begins at or behind `first` and has room, then down its left side.
    while (most_[node] < minutes) {
      while (node % 2 == 1) node /= 2;  // a right child: nothing further right below its parent
      if (node == 0) return none;
      ++node;
    }
    while (node < leaves_) node = most_[2 * node] >= minutes ? 2 * node : 2 * node + 1;
    return node - leaves_;
  }

  void take(std::size_t slot, std::int64_t minutes) {
    std::size_t node = leaves_ + slot;
    most_[node] -= minutes;
    while (node /= 2) most_[node] = larger_child(node);
  }

 private:
  std::int64_t larger_child(std::size_t node) const { return std::max(most_[2 * node], most_[2 * node + 1]); }

  std::size_t leaves_;
  std::vector<std::int64_t> most_;
};

std::size_t first_slot_from(std::span<const ReviewSlot> slots, Date date) {
  return static_cast<std::size_t>(std::ranges::lower_bound(slots, date, {}, &ReviewSlot::date) -
                                  slots.begin());
}

}  // namespace

Minutes review_minutes(Minutes lesson) { return {std::max<std::int64_t>(2, (lesson.count + 3) / 4)}; }

bool Reviews::complete() const {
  return std::ranges::all_of(missing, [](std::size_t count) { return count == 0; });
}

Reviews place_reviews(std::span<const ReviewSlot> slots, std::span<const Done> done,
                      const ReviewOffsets& offsets) {
  Reviews reviews;
  reviews.missing.assign(offsets.size(), 0);
  if (offsets.empty()) return reviews;
  Room room(slots);
  struct Progress {
    std::size_t own = 0;    // where the next review's own day may be, at the earliest
    std::size_t after = 0;  // behind the reviews that are placed
  };
  std::vector<Progress> progress(done.size());
  for (std::size_t round = 0; round < offsets.size(); ++round) {
    for (std::size_t i = 0; i < done.size(); ++i) {
      const Done& lesson = done[i];
      Progress& reached = progress[i];
      const std::chrono::sys_days finished = slots[lesson.slot].date;
      if ((slots.back().date - finished).count() < offsets[round]) continue;
      const Date due = finished + days{offsets[round]};
      const std::size_t from = first_slot_from(slots, due);
      const std::size_t own = std::max(from, reached.own);
      reached.own = own + 1;
      if (own >= slots.size()) continue;
      const Minutes minutes = review_minutes(lesson.minutes);
      const std::size_t slot = room.find(std::max(from, reached.after), minutes.count);
      if (slot == none) {
        ++reviews.missing[round];
        continue;
      }
      room.take(slot, minutes.count);
      reached.after = slot + 1;
      reviews.placed.push_back({lesson.lesson, round, slot, due, minutes});
    }
  }
  return reviews;
}

}  // namespace pensum
