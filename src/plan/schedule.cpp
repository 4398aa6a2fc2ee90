#include "plan/schedule.hpp"

#include "plan/filling.hpp"
#include "plan/shares.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace pensum {
namespace {

__extension__ using Int128 = __int128;

/// The cost of a schedule, compared from the first component on.
template <class Int>
struct Distance {
  Int squares{};          ///< of what is done by each day's end less the even course, in units
  std::int64_t ties = 0;  ///< lessons moved, then split, then minus the days that end where a path ends

  /// A lesson on another day than before outweighs all that follows.
  static constexpr std::int64_t moved = std::int64_t{1} << 38;
  /// A split lesson outweighs all days together: a plan has at most `most_days`.
  static constexpr std::int64_t split_lesson = std::int64_t{1} << 20;
  static constexpr std::int64_t path_end = -1;
  /// Less than all days together can have.
  static constexpr std::int64_t fewest_ties = -(std::int64_t{1} << 40);

  friend Distance operator+(const Distance& a, const Distance& b) {
    return {a.squares + b.squares, a.ties + b.ties};
  }
  friend bool operator<(const Distance& a, const Distance& b) {
    return a.squares != b.squares ? a.squares < b.squares : a.ties < b.ties;
  }
};

/// Where a day may end: after whole lessons, or inside one that may be split.
class Places {
 public:
  explicit Places(const Workload& workload) : minutes_(1, 0), inside_(1, none) {
    for (std::size_t i = 0; i < workload.lessons.size(); ++i) {
      const Work& work = workload.lessons[i];
      const std::int64_t start = minutes_.back();
      if (work.splittable()) {
        const std::int64_t least = work.smallest_piece.count;
        for (std::int64_t at = least; at <= work.minutes.count - least; ++at) add(start + at, i);
        splits_ = true;
      }
      add(start + work.minutes.count, none);
      lesson_ends_.push_back(minutes_.size() - 1);
    }
  }

  std::size_t count() const { return minutes_.size(); }
  bool splits() const { return splits_; }
  /// Of all lessons before.
  std::int64_t minutes(std::size_t place) const { return minutes_[place]; }
  bool is_inside(std::size_t place) const { return inside_[place] != none; }
  /// The lesson that the place is inside of.
  std::size_t lesson(std::size_t place) const { return inside_[place]; }
  /// The place after a lesson.
  std::size_t end_of(std::size_t lesson) const { return lesson_ends_[lesson]; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  void add(std::int64_t minutes, std::size_t inside) {
    minutes_.push_back(minutes);
    inside_.push_back(inside);
  }

  std::vector<std::int64_t> minutes_;
  std::vector<std::size_t> inside_;
  std::vector<std::size_t> lesson_ends_;
  bool splits_ = false;
};

/// By slot: the last place that the even course, which never falls, has come to by its end.
std::vector<std::size_t> places_on_course(const Workload& workload, const Places& places) {
  std::vector<std::size_t> on_course;
  on_course.reserve(workload.course.size());
  std::size_t place = 0;
  for (const std::int64_t units : workload.course) {
    while (place + 1 < places.count() && places.minutes(place + 1) <= units / share_unit) ++place;
    on_course.push_back(place);
  }
  return on_course;
}

/// The squares of distances that each day has at the least, wherever the days before and behind it end.
template <class Int>
std::vector<Int> least_before(const Workload& workload, const Places& places,
                              std::span<const std::size_t> on_course) {
  std::vector<Int> sums(1, Int{});
  for (std::size_t slot = 0; slot < workload.course.size(); ++slot) {
    const std::int64_t units = workload.course[slot];
    const std::size_t place = on_course[slot];
    Int off = units - places.minutes(place) * share_unit;
    if (place + 1 < places.count()) {
      off = std::min<Int>(off, places.minutes(place + 1) * share_unit - units);
    }
    sums.push_back(sums.back() + off * off);
  }
  return sums;
}

/// Which lessons a day keeps from the plan before.
class DaysBefore {
 public:
  DaysBefore(const Workload& workload, const Places& places) {
    if (workload.before.empty()) return;
    ended_.assign(places.count(), 0);
    kept_.resize(workload.slots.size());
    for (std::size_t i = 0; i < workload.lessons.size(); ++i) {
      ended_[places.end_of(i)] = 1;
      if (workload.before[i] < kept_.size()) kept_[workload.before[i]].push_back(places.end_of(i));
    }
    std::partial_sum(ended_.begin(), ended_.end(), ended_.begin());
  }

  /// How many lessons end in the places (first, last] that did not do so on `slot`.
  std::int64_t moved(std::size_t first, std::size_t last, std::size_t slot) const {
    if (ended_.empty()) return 0;
    const std::vector<std::size_t>& kept = kept_[slot];
    const auto begin = std::ranges::upper_bound(kept, first);
    return ended_[last] - ended_[first] - (std::upper_bound(begin, kept.end(), last) - begin);
  }

 private:
  std::vector<std::int64_t> ended_;             ///< lessons up to each place; empty: there was no plan before
  std::vector<std::vector<std::size_t>> kept_;  ///< by slot: the places after its lessons, rising
};

template <class Int>
class EvenCourse {
 public:
  using Cost = Distance<Int>;

  EvenCourse(const Workload& workload, const Places& places)
      : workload_(workload),
        places_(places),
        before_(workload, places),
        on_course_(places_on_course(workload, places)),
        least_before_(least_before<Int>(workload, places, on_course_)),
        path_ends_before_(places.count(), 0) {
    for (std::size_t i = 0; i < workload.path_ends.size(); ++i) {
      if (workload.path_ends[i] != 0) path_ends_before_[places.end_of(i)] = 1;
    }
    std::partial_sum(path_ends_before_.begin(), path_ends_before_.end(), path_ends_before_.begin());
  }

  std::size_t items() const { return places_.count() - 1; }
  std::size_t slots() const { return workload_.slots.size(); }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    return places_.minutes(last) - places_.minutes(first) <= workload_.slots[slot].budget.count;
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    Cost cost{squares(last, slot), before_.moved(first, last, slot) * Cost::moved};
    if (last > first && path_ends_before_[last] > path_ends_before_[last - 1]) cost.ties += Cost::path_end;
    return cost;
  }
  Cost bound(std::size_t items, std::size_t slots) const {
    if (slots == 0) return {};
    return {least_before_[slots - 1] + squares(items, slots - 1), Cost::path_end * path_ends_before_[items]};
  }
  Cost rest(std::size_t, std::size_t slots) const { return {least_before_.back() - least_before_[slots], 0}; }
  std::size_t centre(std::size_t, std::size_t low, std::size_t high, std::size_t slot) const {
    return std::clamp(on_course_[slot], low, high);
  }
  static Cost at_least(const Cost& cost) { return {cost.squares, Cost::fewest_ties}; }
  std::size_t likeliest(std::size_t low, std::size_t high, std::size_t slots) const {
    return slots == 0 ? low : std::clamp(on_course_[slots - 1], low, high);
  }

 protected:
  const Places& places() const { return places_; }
  const Workload& workload() const { return workload_; }

 private:
  Int squares(std::size_t place, std::size_t slot) const {
    const Int off = places_.minutes(place) * share_unit - workload_.course[slot];
    return off * off;
  }

  const Workload& workload_;
  const Places& places_;
  DaysBefore before_;
  std::vector<std::size_t> on_course_;  ///< by slot, a place
  std::vector<Int> least_before_;       ///< of the days before each
  std::vector<std::int64_t> path_ends_before_;
};

/// The same where lessons may be split.
template <class Int>
class EvenCourseOfPieces : public EvenCourse<Int> {
 public:
  using Cost = Distance<Int>;
  using EvenCourse<Int>::EvenCourse;

  /// No day without a piece inside a lesson, and no piece that is too small. (The first and the last
  /// of a lesson never are: no place is so near to its ends.)
  bool allowed(std::size_t first, std::size_t last, std::size_t) const {
    const Places& places = this->places();
    if (!places.is_inside(first)) return true;
    if (!places.is_inside(last) || places.lesson(first) != places.lesson(last)) return last > first;
    return places.minutes(last) - places.minutes(first) >=
           this->workload().lessons[places.lesson(first)].smallest_piece.count;
  }
  bool is_free(std::size_t place) const { return !this->places().is_inside(place); }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    const Places& places = this->places();
    Cost cost = EvenCourse<Int>::cost(first, last, slot);
    const bool splits =
        places.is_inside(last) && (!places.is_inside(first) || places.lesson(first) != places.lesson(last));
    if (splits) cost.ties += Cost::split_lesson;
    return cost;
  }
};

/// By slot: the place where it ends.
std::vector<std::size_t> ends_of(std::span<const LessonPiece> pieces, const Places& places,
                                 std::size_t slots) {
  std::vector<std::size_t> ends;
  ends.reserve(slots);
  std::size_t place = 0;
  std::int64_t done = 0;
  auto piece = pieces.begin();
  for (std::size_t slot = 0; slot < slots; ++slot) {
    for (; piece != pieces.end() && piece->slot == slot; ++piece) done += piece->minutes.count;
    while (places.minutes(place) < done) ++place;
    ends.push_back(place);
  }
  return ends;
}

/// What is between the places where the days end.
std::vector<LessonPiece> pieces_between(std::span<const std::size_t> ends, const Places& places) {
  std::vector<LessonPiece> pieces;
  std::size_t lesson = 0;
  std::int64_t begun = 0;  // minutes before the next piece
  for (std::size_t slot = 0; slot < ends.size(); ++slot) {
    const std::int64_t end = places.minutes(ends[slot]);
    while (begun < end) {
      const std::int64_t lesson_end = places.minutes(places.end_of(lesson));
      const std::int64_t until = std::min(end, lesson_end);
      pieces.push_back({lesson, slot, {until - begun}});
      begun = until;
      if (until == lesson_end) ++lesson;
    }
  }
  return pieces;
}

template <class Int, template <class> class Course>
Schedule solve(const Workload& workload, const Places& places, fit::Statistics* statistics,
               fit::Tuning tuning) {
  fit::TotalFit<Distance<Int>> engine(tuning);
  std::vector<std::size_t> known;
  if (!workload.known.empty()) known = ends_of(workload.known, places, workload.slots.size());
  const bool solved = engine.solve(Course<Int>(workload, places), known);
  if (statistics != nullptr) *statistics = engine.statistics();
  if (!solved) return std::nullopt;
  return pieces_between(engine.ends(), places);
}

template <class Int>
Schedule solve(const Workload& workload, const Places& places, fit::Statistics* statistics,
               fit::Tuning tuning) {
  return places.splits() ? solve<Int, EvenCourseOfPieces>(workload, places, statistics, tuning)
                         : solve<Int, EvenCourse>(workload, places, statistics, tuning);
}

}  // namespace

Schedule schedule_evenly(const Workload& workload, fit::Statistics* statistics, fit::Tuning tuning) {
  const Places places(workload);
  // Squares of the furthest distance, summed over all days, decide how wide the integers must be.
  const Int128 furthest = std::max(Int128{places.minutes(places.count() - 1)} * share_unit,
                                   Int128{workload.course.empty() ? 0 : workload.course.back()});
  const auto day_count = static_cast<Int128>(workload.slots.size() + 1);
  const bool narrow = furthest < (Int128{1} << 31) && furthest * furthest * day_count < (Int128{1} << 62);
  return narrow ? solve<std::int64_t>(workload, places, statistics, tuning)
                : solve<Int128>(workload, places, statistics, tuning);
}

std::size_t count_places(std::span<const Work> lessons) {
  std::size_t places = 1;
  for (const Work& work : lessons) {
    ++places;
    const std::int64_t inside = work.minutes.count - 2 * work.smallest_piece.count + 1;
    if (work.splittable() && inside > 0) places += static_cast<std::size_t>(inside);
  }
  return places;
}

Schedule schedule_early(const Workload& workload) {
  std::vector<LessonPiece> pieces;
  Frontier end;
  for (std::size_t lesson = 0; lesson < workload.lessons.size(); ++lesson) {
    const auto next = place_earliest(workload.slots, end, workload.lessons[lesson], lesson, pieces);
    if (!next) return std::nullopt;
    end = *next;
  }
  return pieces;
}

}  // namespace pensum
