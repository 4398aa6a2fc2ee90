// Small scheduling instances, and the slow, obvious enumeration that fast answers are held against.
#pragma once

#include "plan/shares.hpp"
#include "plan/workload.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace instances {

using pensum::Date;
using pensum::LessonPiece;
using pensum::Minutes;
using pensum::Slot;
using pensum::Work;

/// Owns what a Workload points to.
struct Instance {
  std::vector<Work> lessons;
  std::vector<std::uint8_t> path_ends;
  std::vector<Slot> slots;
  std::vector<std::int64_t> course{};
  std::vector<std::size_t> before{};

  pensum::Workload workload() const { return {lessons, path_ends, slots, course, before}; }

  /// The even course without reviews becomes the course.
  void follow_even_course() {
    pensum::Minutes sum;
    for (const Work& work : lessons) sum += work.minutes;
    course = pensum::even_shares({.slots = slots,
                                  .learning = slots.size(),
                                  .lessons = sum,
                                  .round = {},
                                  .offsets = {},
                                  .due_before = {}})
                 .course();
  }
};

inline Instance instance(const std::vector<int>& lessons, const std::vector<int>& budgets, int piece = 0) {
  Instance result;
  for (const int minutes : lessons) result.lessons.push_back({{minutes}, {piece}});
  Date date = pensum::first_date;
  for (const int budget : budgets) result.slots.push_back({date += pensum::days{1}, {budget}});
  result.follow_even_course();
  return result;
}

/// Any course that never falls, to about the minutes of all lessons.
inline std::vector<std::int64_t> random_course(std::mt19937& random, const Instance& made) {
  std::int64_t sum = 1;
  for (const Work& work : made.lessons) sum += work.minutes.count;
  std::uniform_int_distribution<std::int64_t> units(0, sum * pensum::share_unit);
  std::vector<std::int64_t> course(made.slots.size());
  for (std::int64_t& value : course) {
    value = units(random);
    if (random() % 2 == 0) value -= value % (pensum::share_unit / 2);  // half and whole minutes: ties
  }
  std::ranges::sort(course);
  return course;
}

inline std::vector<int> random_values(std::mt19937& random, std::size_t count, int least, int most) {
  std::uniform_int_distribution<int> value(least, most);
  std::vector<int> values(count);
  for (int& v : values) v = value(random);
  return values;
}

/// Up to `most_lessons` lessons, about half of them splittable, on up to `most_slots` days: budgets much
/// alike, or from less than a piece to more than all lessons.
inline Instance random_instance(std::mt19937& random, std::size_t most_lessons, std::size_t most_slots,
                                int longest) {
  const auto count = 1 + random() % most_slots;
  const int widest = random() % 2 == 0 ? longest : 3 * longest;
  Instance made = instance(random_values(random, random() % (most_lessons + 1), 1, longest),
                           random_values(random, count, random() % 3 == 0 ? widest / 2 + 1 : 1, widest));
  const int piece = 1 + static_cast<int>(random() % 4);
  for (Work& work : made.lessons) {
    if (random() % 2 == 0) work.smallest_piece = {piece};
    made.path_ends.push_back(random() % 3 == 0 ? 1 : 0);
  }
  return made;
}

/// Every way to put lessons on days, on the words of the definition: in order, no day over its budget;
/// whole, or in two or more pieces of at least the smallest piece on days that follow each other.
template <class Visit>
class Enumeration {
 public:
  /// `visit(pieces)` returns whether to continue.
  Enumeration(const std::vector<Slot>& slots, const std::vector<Work>& lessons, Visit visit)
      : lessons_(lessons), visit_(visit) {
    for (const Slot& slot : slots) room_.push_back(slot.budget.count);
  }

  /// The minutes of `slot` that are taken already.
  void take(std::size_t slot, Minutes minutes) { room_[slot] -= minutes.count; }
  void run(std::size_t first_slot = 0) { lesson(0, first_slot); }

 private:
  bool lesson(std::size_t i, std::size_t from) {
    if (i == lessons_.size()) return visit_(pieces_);
    for (std::size_t slot = from; slot < room_.size(); ++slot) {
      const Work& work = lessons_[i];
      if (!put(i, slot, work.minutes.count, [&] { return lesson(i + 1, slot); })) return false;
      if (work.smallest_piece.count > 0 && !rest(i, slot, work.minutes.count)) return false;
    }
    return true;
  }

  /// A piece on `slot` and the others behind it, `left` minutes in all.
  bool rest(std::size_t i, std::size_t slot, std::int64_t left) {
    const std::int64_t least = lessons_[i].smallest_piece.count;
    if (slot == room_.size()) return true;
    for (std::int64_t minutes = least; minutes <= left; ++minutes) {
      if (minutes == left && left == lessons_[i].minutes.count) break;  // whole
      const bool go_on = put(i, slot, minutes, [&] {
        return minutes == left ? lesson(i + 1, slot) : rest(i, slot + 1, left - minutes);
      });
      if (!go_on) return false;
    }
    return true;
  }

  template <class Then>
  bool put(std::size_t i, std::size_t slot, std::int64_t minutes, Then then) {
    if (room_[slot] < minutes) return true;
    room_[slot] -= minutes;
    pieces_.push_back({i, slot, {minutes}});
    const bool go_on = then();
    pieces_.pop_back();
    room_[slot] += minutes;
    return go_on;
  }

  const std::vector<Work>& lessons_;
  Visit visit_;
  std::vector<std::int64_t> room_;
  std::vector<LessonPiece> pieces_;
};

/// Whether the lessons fit at all.
inline bool fit(const std::vector<Slot>& slots, const std::vector<Work>& lessons) {
  bool found = false;
  Enumeration(slots, lessons, [&](const std::vector<LessonPiece>&) {
    found = true;
    return false;
  }).run();
  return found;
}

}  // namespace instances
