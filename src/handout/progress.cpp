#include "handout/progress.hpp"

#include "plan/box_names.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace pensum::handout {
namespace {

using Kind = BoxFor::Kind;

class Reading {
 public:
  Reading(std::span<const Box> boxes, const Plan& in_hand, Date today, Strokes strokes,
          std::span<const LessonIndex> done)
      : plan_(in_hand), dates_(in_hand), today_(today), strokes_(strokes), done_(done.begin(), done.end()) {
    std::unordered_map<std::string_view, LessonIndex> positions;
    for (LessonIndex i = 0; i < plan_.catalog->lessons.size(); ++i)
      positions.emplace(plan_.catalog->lessons[i].id, i);
    for (const Box& box : boxes) {
      const std::optional<BoxFor> named = box_named(box.name);
      if (!named) continue;
      const auto found = positions.find(named->lesson);
      if (found == positions.end()) {
        unknown_.insert(named->lesson);
      } else {
        take(box, *named, found->second);
      }
    }
  }

  Progress read() {
    progress_.unknown.assign(unknown_.begin(), unknown_.end());
    for (const StudyDay& day : plan_.days) {
      for (const Task& task : day.tasks) tasks_[task.lesson].push_back(task);
    }
    for (LessonIndex i = 0; i < plan_.catalog->lessons.size(); ++i) read_lesson(i);
    read_reviews();
    return std::move(progress_);
  }

 private:
  struct Ticks {
    bool has_box = false;
    bool lesson = false;
    std::set<std::size_t> parts;
    std::set<std::size_t> rounds;
    bool stroked = false;
  };

  void take(const Box& box, const BoxFor& named, LessonIndex lesson) {
    Ticks& ticks = ticks_[lesson];
    const bool ticked = box.ticked || (strokes_ == Strokes::counted && box.strokes > 0);
    ticks.stroked = ticks.stroked || (box.strokes > 0 && !ticked);
    if (named.kind != Kind::review) ticks.has_box = true;
    if (!ticked) return;
    if (named.kind == Kind::lesson) ticks.lesson = true;
    if (named.kind == Kind::part) ticks.parts.insert(named.number);
    if (named.kind == Kind::review) ticks.rounds.insert(named.number);
  }

  const std::string& id(LessonIndex lesson) const { return plan_.catalog->lessons[lesson].id; }

  void read_lesson(LessonIndex lesson) {
    const Ticks& ticks = ticks_[lesson];
    if (ticks.stroked) progress_.stroked.push_back(id(lesson));
    if (done_.contains(lesson)) return;
    const auto tasks = tasks_.find(lesson);
    const bool planned = tasks != tasks_.end();
    if (planned && !ticks.has_box) progress_.boxless.push_back(id(lesson));
    if (ticks.lesson) return add_done(lesson);
    if (!planned || tasks->second.front().parts == 1) return;
    Minutes left;
    std::size_t parts = tasks->second.front().part - 1;  // that were done before the plan
    for (const Task& task : tasks->second) {
      if (ticks.parts.contains(task.part)) {
        parts = task.part;
      } else {
        left += task.minutes;
      }
    }
    if (left.count == 0) return add_done(lesson);
    if (parts > 0) progress_.begun.push_back({id(lesson), left, parts});
  }

  void add_done(LessonIndex lesson) {
    const Date yesterday = today_ - days{1};
    const Date on = std::min(dates_.lesson(lesson).value_or(yesterday), yesterday);
    progress_.done.push_back({{id(lesson), id(lesson)}, on});
    done_.insert(lesson);
  }

  /// Those of the days that the plan planned itself: what was missed before has become one of them.
  void read_reviews() {
    std::set<std::pair<LessonIndex, std::size_t>> missed;
    std::set<std::pair<LessonIndex, std::size_t>> reviewed;
    for (const StudyDay& day : plan_.days) {
      for (const Review& review : day.reviews) {
        if (!done_.contains(review.lesson)) continue;
        const bool ticked = ticks_[review.lesson].rounds.contains(review.round);
        if (ticked && day.date >= today_) reviewed.emplace(review.lesson, review.round);
        if (!ticked && day.date < today_) missed.emplace(review.lesson, review.round);
      }
    }
    for (const auto& [lesson, round] : missed) progress_.missed.push_back({id(lesson), round});
    for (const auto& [lesson, round] : reviewed) progress_.reviewed.push_back({id(lesson), round});
  }

  const Plan& plan_;
  PlannedDates dates_;
  Date today_;
  Strokes strokes_;
  std::set<LessonIndex> done_;
  std::map<LessonIndex, Ticks> ticks_;
  std::map<LessonIndex, std::vector<Task>> tasks_;
  std::set<std::string> unknown_;
  Progress progress_;
};

}  // namespace

Progress progress_of(std::span<const Box> boxes, const Plan& in_hand, Date today, Strokes strokes,
                     std::span<const LessonIndex> done) {
  return Reading(boxes, in_hand, today, strokes, done).read();
}

}  // namespace pensum::handout
