#include "plan/past.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>

namespace pensum {

PlannedDates::PlannedDates(const Plan& plan) {
  // What was missed is planned again: the later date counts.
  for (const std::vector<StudyDay>* part : {&plan.past, &plan.days}) {
    for (const StudyDay& day : *part) {
      for (const Task& task : day.tasks) lessons_.insert_or_assign(task.lesson, day.date);
      for (const Review& review : day.reviews) {
        reviews_.insert_or_assign(std::pair(review.lesson, review.round), day.date);
      }
    }
  }
}

std::optional<Date> PlannedDates::lesson(LessonIndex lesson) const {
  const auto found = lessons_.find(lesson);
  return found == lessons_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Date> PlannedDates::review(LessonIndex lesson, std::size_t round) const {
  const auto found = reviews_.find({lesson, round});
  return found == reviews_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Moved> moved_lessons(const Plan& plan) {
  std::vector<Moved> moved;
  if (!plan.before) return moved;
  const PlannedDates before(*plan.before);
  const PlannedDates now(plan);
  for (const LessonIndex lesson : plan.lessons) {
    const std::optional<Date> from = before.lesson(lesson);
    const std::optional<Date> to = now.lesson(lesson);
    if (to && from != to) moved.push_back({lesson, from, *to});
  }
  return moved;
}

namespace {

/// Whether somebody who follows both days does the same.
bool hold_the_same(const StudyDay* before, const StudyDay* now) {
  const auto tasks = [](const StudyDay* day) {
    return day == nullptr ? std::span<const Task>() : day->tasks;
  };
  const auto reviews = [](const StudyDay* day) {
    return day == nullptr ? std::span<const Review>() : day->reviews;
  };
  return std::ranges::equal(tasks(before), tasks(now),
                            [](const Task& a, const Task& b) {
                              return a.lesson == b.lesson && a.part == b.part && a.parts == b.parts;
                            }) &&
         std::ranges::equal(reviews(before), reviews(now), [](const Review& a, const Review& b) {
           return a.lesson == b.lesson && a.round == b.round;
         });
}

}  // namespace

std::vector<ChangedDate> changed_dates(const Plan& plan, Date today) {
  if (!plan.before) return {};
  struct Days {
    const StudyDay* before = nullptr;
    const StudyDay* now = nullptr;
  };
  std::map<Date, Days> all;
  for (const std::vector<StudyDay>* part : {&plan.before->past, &plan.before->days}) {
    for (const StudyDay& day : *part) all[day.date].before = &day;
  }
  for (const StudyDay& day : plan.days) all[day.date].now = &day;
  std::map<Date, ChangedDate> changed;
  for (const auto& [date, each] : all) {
    if (date < today || hold_the_same(each.before, each.now)) continue;
    changed[date] = {.date = date};
    if (each.now != nullptr) changed[date].day = static_cast<std::size_t>(each.now - plan.days.data());
  }
  const auto on = [&](Date date) -> ChangedDate& {
    return changed.try_emplace(date, ChangedDate{.date = date}).first->second;
  };
  for (const Moved& moved : moved_lessons(plan)) {
    if (moved.from) on(*moved.from).away.push_back(moved);
  }
  const PlannedDates before(*plan.before);
  for (const LessonIndex lesson : plan.left_out) {
    if (const std::optional<Date> date = before.lesson(lesson)) on(*date).left_out.push_back(lesson);
  }
  std::vector<ChangedDate> dates;
  for (auto& [date, each] : changed) {
    std::ranges::stable_sort(each.away, {}, &Moved::to);
    dates.push_back(std::move(each));
  }
  return dates;
}

std::vector<StudyDay> days_before(const Plan& plan, Date today) {
  std::vector<StudyDay> before = plan.past;
  std::ranges::copy_if(plan.days, std::back_inserter(before),
                       [&](const StudyDay& day) { return day.date < today; });
  return before;
}

std::vector<StudyDay> days_from(const Plan& plan, Date today) {
  std::vector<StudyDay> after;
  std::ranges::copy_if(plan.days, std::back_inserter(after),
                       [&](const StudyDay& day) { return day.date >= today; });
  return after;
}

namespace {

void add_lessons_done(Plan& whole, const Plan& plan, Date start) {
  const std::set<LessonIndex> left(plan.lessons.begin(), plan.lessons.end());
  const std::set<LessonIndex> before =
      plan.before ? std::set<LessonIndex>(plan.before->lessons.begin(), plan.before->lessons.end())
                  : std::set<LessonIndex>();
  std::set<LessonIndex> all = left;
  for (const StudyDay& day : plan.past) {
    for (const Task& task : day.tasks) all.insert(task.lesson);
  }
  for (const DoneLesson& done : plan.done) {
    if (done.on >= start || before.contains(done.lesson)) all.insert(done.lesson);
  }
  for (const LessonIndex lesson : all) {
    if (!left.contains(lesson)) whole.load += plan.catalog->lessons[lesson].minutes;
  }
  for (const Begun& begun : plan.begun) {
    whole.load += plan.catalog->lessons[begun.lesson].minutes - begun.left;
  }
  whole.lessons.assign(all.begin(), all.end());
  std::erase_if(whole.done, [&](const DoneLesson& done) { return all.contains(done.lesson); });
}

}  // namespace

Plan with_past(const Plan& plan, Date start) {
  Plan whole = plan;
  whole.start = std::min(start, plan.start);
  whole.days = plan.past;
  whole.past.clear();
  std::ranges::copy(plan.days, std::back_inserter(whole.days));
  for (const StudyDay& day : plan.past) {
    whole.review_load += day.review_load;
    whole.budget += day.budget;
    if (!day.buffer) whole.learning_budget += day.budget;
    if (!plan.finish && !day.tasks.empty()) whole.finish = day.date;
  }
  add_lessons_done(whole, plan, start);
  return whole;
}

std::optional<Plan> with_past(const Plan& plan) {
  if (plan.past.empty()) return std::nullopt;
  return with_past(plan, plan.past.front().date);
}

}  // namespace pensum
