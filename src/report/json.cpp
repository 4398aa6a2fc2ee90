#include "report/report.hpp"

#include "plan/past.hpp"
#include "plan/shares.hpp"
#include "plan/undated.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::report {

namespace {

using Json = nlohmann::ordered_json;

Json optional_date(const std::optional<Date>& date) { return date ? Json(to_iso(*date)) : Json(nullptr); }

/// A date of the plan; of one without dates the number of the study day on it, or before it.
Json date_json(const Plan& plan, Date date) {
  if (!plan.undated) return to_iso(date);
  return std::max<std::size_t>(number_of_day(plan, date), 1);
}
/// The first study day on which it can be.
Json due_json(const Plan& plan, Date due) {
  if (!plan.undated) return to_iso(due);
  const std::size_t before = number_of_day(plan, due - days{1});
  return std::clamp<std::size_t>(before + 1, 1, std::max<std::size_t>(plan.days.size(), 1));
}
Json optional_date(const Plan& plan, const std::optional<Date>& date) {
  return date ? date_json(plan, *date) : Json(nullptr);
}

Json optional_minutes(const std::optional<Minutes>& minutes) {
  return minutes ? Json(minutes->count) : Json(nullptr);
}

Json lesson_json(const Lesson& lesson, Minutes minutes) {
  return {{"id", lesson.id}, {"title", lesson.title}, {"minutes", minutes.count}};
}

std::string_view name(Priority priority) {
  switch (priority) {
    case Priority::must:
      return "must";
    case Priority::should:
      return "should";
    case Priority::could:
      return "could";
  }
  return {};
}

Json left_out_json(const Catalog& catalog, const std::vector<LessonIndex>& lessons) {
  Json list = Json::array();
  for (const LessonIndex index : lessons) {
    const Lesson& lesson = catalog.lessons[index];
    list.push_back(lesson_json(lesson, lesson.minutes));
    list.back()["priority"] = name(lesson.priority);
  }
  return list;
}

Json day_json(const Plan& plan, const StudyDay& day) {
  Json lessons = Json::array();
  for (const Task& task : day.tasks) {
    lessons.push_back(lesson_json(plan.catalog->lessons[task.lesson], task.minutes));
    if (task.parts > 1) lessons.back().update({{"part", task.part}, {"parts", task.parts}});
  }
  Json reviews = Json::array();
  for (const Review& review : day.reviews) {
    reviews.push_back(lesson_json(plan.catalog->lessons[review.lesson], review.minutes));
    reviews.back().update({{"round", review.round},
                           {"due", due_json(plan, review.due)},
                           {"until", date_json(plan, review.until)}});
  }
  return {{"date", date_json(plan, day.date)},
          {"budget", day.budget.count},
          {"load", day.load.count},
          {"share", day.share},
          {"lessons", std::move(lessons)},
          {"reviews", std::move(reviews)},
          {"reviewLoad", day.review_load.count},
          {"buffer", day.buffer},
          {"latest", optional_date(plan, day.latest)},
          {"canWaitUntil", optional_date(plan, day.waits_until)}};
}

Json done_json(const Plan& plan) {
  Json list = Json::array();
  for (const DoneLesson& done : plan.done) {
    const Lesson& lesson = plan.catalog->lessons[done.lesson];
    list.push_back(lesson_json(lesson, lesson.minutes));
    list.back()["on"] = plan.undated ? Json(nullptr) : Json(to_iso(done.on));
  }
  return list;
}

Json begun_json(const Plan& plan) {
  Json list = Json::array();
  for (const Begun& begun : plan.begun) {
    list.push_back(lesson_json(plan.catalog->lessons[begun.lesson], begun.left));
    list.back()["partsDone"] = begun.parts;
  }
  return list;
}

Json moved_json(const Plan& plan) {
  Json list = Json::array();
  for (const Moved& moved : moved_lessons(plan)) {
    list.push_back({{"id", plan.catalog->lessons[moved.lesson].id},
                    {"from", optional_date(moved.from)},
                    {"to", to_iso(moved.to)}});
  }
  return list;
}

Json past_json(const Plan& plan) {
  Json past = Json::array();
  for (const StudyDay& day : plan.past) past.push_back(day_json(plan, day));
  return past;
}

Json cushion_json(const Plan& plan) {
  Json list = Json::array();
  for (const Missable& missable : plan.cushion) {
    list.push_back({{"miss", missable.days}, {"until", date_json(plan, missable.until)}});
  }
  return list;
}

Json missing_reviews_json(const Plan& plan) {
  Json list = Json::array();
  for (const MissingReviews& missing : plan.missing_reviews) {
    list.push_back({{"round", missing.round}, {"afterDays", missing.offset}, {"count", missing.count}});
  }
  return list;
}

Json obstacle_json(const Plan& plan) {
  if (!plan.obstacle) return nullptr;
  const ReviewWithoutRoom& review = *plan.obstacle;
  Json json = lesson_json(plan.catalog->lessons[review.lesson], review.minutes);
  json.update({{"round", review.round},
               {"afterDays", review.offset},
               {"due", due_json(plan, review.due)},
               {"from", date_json(plan, review.first)},
               {"until", date_json(plan, review.last)}});
  return json;
}

}  // namespace

std::string to_json(const Plan& plan, std::span<const std::string> explanation) {
  Json days = Json::array();
  for (const StudyDay& day : plan.days) {
    days.push_back(day_json(plan, day));
    if (!explanation.empty()) days.back()["why"] = explanation[days.size() - 1];
  }
  const Json json{{"catalog", plan.catalog->id},
                  {"title", plan.catalog->title},
                  {"language", plan.language},
                  {"learner", plan.learner},
                  {"undated", plan.undated},
                  {"start", date_json(plan, plan.start)},
                  {"deadline", date_json(plan, plan.deadline)},
                  {"finish", optional_date(plan, plan.finish)},
                  {"shareUnit", share_unit},
                  {"shareBefore", plan.share_before},
                  {"c", plan.fullness.value()},
                  {"evenest", plan.evenest},
                  {"days", std::move(days)},
                  {"today", optional_date(plan.today)},
                  {"past", past_json(plan)},
                  {"done", done_json(plan)},
                  {"begun", begun_json(plan)},
                  {"moved", moved_json(plan)},
                  {"leftOut", left_out_json(*plan.catalog, plan.left_out)},
                  {"missingReviews", missing_reviews_json(plan)},
                  {"mostReviews", plan.reviews_proven},
                  {"budgetForAllReviews", optional_minutes(plan.budget_for_all_reviews)},
                  {"obstacle", obstacle_json(plan)},
                  {"cushion", cushion_json(plan)},
                  {"totals",
                   {{"lessons", plan.lessons.size()},
                    {"done", plan.done.size()},
                    {"leftOut", plan.left_out.size()},
                    {"studyDays", plan.days.size()},
                    {"load", plan.load.count},
                    {"reviewLoad", plan.review_load.count},
                    {"budget", plan.budget.count},
                    {"learningBudget", plan.learning_budget.count}}}};
  return json.dump(2) + '\n';
}

std::string to_json(const NoPlan& no_plan, const Catalog& catalog) {
  const auto id = [&](const std::optional<LessonIndex>& lesson) {
    return lesson ? Json(catalog.lessons[*lesson].id) : Json(nullptr);
  };
  Json too_long = nullptr;
  if (no_plan.too_long) {
    const Lesson& lesson = catalog.lessons[*no_plan.too_long];
    too_long = lesson_json(lesson, lesson.minutes);
  }
  const Json json{{"catalog", catalog.id},
                  {"error", "does not fit"},
                  {"missing", no_plan.missing.count},
                  {"firstWithoutRoom", id(no_plan.first_without_room)},
                  {"breaksOn", optional_date(no_plan.breaks_on)},
                  {"tooLong", std::move(too_long)},
                  {"largestBudget", no_plan.widest.count},
                  {"repairs",
                   {{"minutes", optional_minutes(no_plan.smallest_budget)},
                    {"deadline", optional_date(no_plan.earliest_deadline)},
                    {"leaveOut", left_out_json(catalog, no_plan.would_leave_out)},
                    {"buffer", no_plan.smaller_buffer ? Json(*no_plan.smaller_buffer) : Json(nullptr)},
                    {"split", optional_minutes(no_plan.split)},
                    {"useDaysOff", no_plan.using_days_off}}}};
  return json.dump(2) + '\n';
}

}  // namespace pensum::report
