// What no plan may break, whatever was asked.
#pragma once

#include "plan/plan.hpp"
#include "plan/request.hpp"
#include "plan/reviews.hpp"

#include <algorithm>

#include <optional>
#include <string>
#include <vector>

namespace rules {

/// Whether a learner who does nothing from study day `day` until the date up to which its lessons can wait,
/// and from then on what comes next as far as each day's minutes go, does everything.
inline bool can_wait_as_told(const pensum::Plan& plan, std::size_t day) {
  using namespace pensum;
  std::vector<Task> tasks;
  std::size_t done = 0;  // before `day`, as planned
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    if (d == day) done = tasks.size();
    tasks.insert(tasks.end(), plan.days[d].tasks.begin(), plan.days[d].tasks.end());
  }
  for (const StudyDay& later : plan.days) {
    if (later.date < *plan.days[day].waits_until) continue;
    for (Minutes left = later.budget; done < tasks.size() && tasks[done].minutes <= left; ++done)
      left -= tasks[done].minutes;
  }
  return done == tasks.size();
}

/// The first rule that `plan`, made for `request`, breaks, in words; nothing where it keeps them all.
inline std::optional<std::string> broken(const pensum::Plan& plan, const pensum::Request& request) {
  using namespace pensum;
  struct Reviewed {
    std::size_t parts = 0;
    std::size_t parts_before = 0;
    Minutes minutes;
    Date done;
    std::size_t round = 0;
    Date last_review;
  };
  std::optional<std::string> found;
  std::string where;
  const auto rule = [&](bool kept, const char* words) {
    if (!kept && !found) found = where + words;
  };
  std::vector<Reviewed> lessons(plan.catalog->lessons.size());
  for (const DoneLesson& done : plan.done) {
    lessons[done.lesson].minutes = plan.catalog->lessons[done.lesson].minutes;
    lessons[done.lesson].done = done.on;
  }
  for (const Begun& begun : plan.begun) {
    Reviewed& lesson = lessons[begun.lesson];
    lesson.parts = lesson.parts_before = begun.parts;
    lesson.minutes = plan.catalog->lessons[begun.lesson].minutes - begun.left;
  }
  const Date start = request.today ? std::max(request.start, *request.today) : request.start;
  const auto buffer = static_cast<std::size_t>(std::ranges::count(plan.days, true, &StudyDay::buffer));
  const std::size_t asked = request.buffer ? static_cast<std::size_t>(*request.buffer)
                                           : std::min<std::size_t>(plan.days.size() / 14, 5);
  std::int64_t shares = 0;
  std::vector<LessonIndex> met;
  std::size_t last_day = 0;
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    const StudyDay& day = plan.days[d];
    where = to_iso(day.date) + ": ";
    rule(d == 0 || plan.days[d - 1].date < day.date, "dates rise");
    rule(day.date >= start, "no day is before the start");
    rule(day.date <= plan.deadline, "no day is behind the deadline");
    rule(day.budget.count > 0, "a study day has a budget");
    rule(day.total() <= day.budget, "no day holds more than its budget");
    rule(day.buffer == (d + buffer >= plan.days.size()), "the buffer is the last study days");
    rule(day.share >= 0 && day.share <= day.budget.count * share_unit, "a share is within the budget");
    rule(!day.buffer || day.share == 0, "the buffer has no share");
    shares += day.share;
    rule(!day.buffer || day.tasks.empty(), "a day of the buffer is free of lessons");
    rule(day.latest.has_value() == !day.tasks.empty(), "a day with lessons says how late they can be done");
    rule(!day.latest || (*day.latest >= day.date && *day.latest <= plan.deadline),
         "what can be done later stays within the plan");
    rule(day.waits_until.has_value() == day.latest.has_value() &&
             (!day.latest || (*day.waits_until >= day.date && *day.waits_until <= *day.latest)),
         "a day's lessons wait no longer than until the last has to be done");
    // Each takes a walk over all days.
    constexpr std::size_t most_followed = 60;
    rule(!day.waits_until || plan.days.size() > most_followed || can_wait_as_told(plan, d),
         "what is left until its last date can still be done");
    Minutes sum;
    for (const Task& task : day.tasks) {
      Reviewed& lesson = lessons[task.lesson];
      rule(task.part == lesson.parts + 1, "parts are numbered in order");
      rule(task.parts >= task.part, "no part is behind the last");
      rule(task.minutes.count > 0, "a task takes time");
      if (task.part == lesson.parts_before + 1) {
        rule(met.empty() || task.lesson > met.back(), "lessons are in catalog order");
        met.push_back(task.lesson);
      } else {
        rule(!met.empty() && task.lesson == met.back(), "nothing stands between the parts of a lesson");
        rule(last_day + 1 == d, "parts stand on study days that follow each other");
      }
      if (task.parts > lesson.parts_before + 1) {
        rule(task.minutes >= request.split.value_or(Minutes{5}), "no part is too short");
      }
      lesson.parts = task.part;
      lesson.minutes += task.minutes;
      lesson.done = day.date;
      last_day = d;
      sum += task.minutes;
      if (task.part == task.parts) {
        rule(lesson.minutes == plan.catalog->lessons[task.lesson].minutes, "parts add up to the lesson");
      }
    }
    rule(sum == day.load, "tasks add up to the day's load");
    Minutes reviews;
    for (const Review& review : day.reviews) {
      Reviewed& lesson = lessons[review.lesson];
      rule(lesson.minutes == plan.catalog->lessons[review.lesson].minutes, "only what is done is reviewed");
      rule(review.round >= 1 && review.round <= request.reviews.size() &&
               review.due == lesson.done + days{request.reviews[review.round - 1]},
           "a review is due so many days after the lesson");
      rule(day.date >= review.due, "no review is before it is due");
      rule(day.date <= review.until, "no review is behind its grace");
      rule(lesson.round == 0 || (review.round > lesson.round && day.date > lesson.last_review),
           "rounds follow each other");
      lesson.round = review.round;
      lesson.last_review = day.date;
      reviews += review.minutes;
    }
    rule(reviews == day.review_load, "reviews add up to the day's");
  }
  where.clear();
  rule(shares + plan.share_before == plan.load.count * share_unit, "shares sum up to the lessons");
  rule(plan.before || plan.share_before == 0, "a plan of its own has a course of its own");
  if (plan.before) {
    rule(buffer <= static_cast<std::size_t>(std::ranges::count(plan.before->days, true, &StudyDay::buffer)),
         "the buffer does not grow");
  } else {
    rule(buffer + plan.buffer_given_way == std::min(asked, plan.days.size()),
         "the buffer is what was asked for");
  }
  rule(met == plan.lessons, "every lesson planned stands on a day");
  for (const LessonIndex lesson : plan.lessons) {
    rule(lessons[lesson].minutes == plan.catalog->lessons[lesson].minutes, "every lesson is whole");
  }
  return found;
}

}  // namespace rules
