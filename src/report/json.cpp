#include "report/report.hpp"

#include <nlohmann/json.hpp>

namespace pensum::report {

namespace {

using Json = nlohmann::ordered_json;

Json day_json(const Plan& plan, const StudyDay& day) {
  Json lessons = Json::array();
  for (const Task& task : day.tasks) {
    const Lesson& lesson = plan.catalog->lessons[task.lesson];
    lessons.push_back({{"id", lesson.id}, {"title", lesson.title}, {"minutes", task.minutes.count}});
  }
  const FairShare share = fair_share(plan, day);
  return {{"date", to_iso(day.date)},
          {"budget", day.budget.count},
          {"load", day.load.count},
          {"fairShare", static_cast<double>(share.numerator) / static_cast<double>(share.denominator)},
          {"lessons", std::move(lessons)},
          {"reviews", Json::array()}};
}

}  // namespace

std::string to_json(const Plan& plan) {
  Json days = Json::array();
  for (const StudyDay& day : plan.days) days.push_back(day_json(plan, day));
  const Json json{{"catalog", plan.catalog->id},
                  {"title", plan.catalog->title},
                  {"language", plan.language},
                  {"learner", plan.learner},
                  {"start", to_iso(plan.start)},
                  {"deadline", to_iso(plan.deadline)},
                  {"finish", plan.finish ? Json(to_iso(*plan.finish)) : Json(nullptr)},
                  {"days", std::move(days)},
                  {"totals",
                   {{"lessons", plan.lessons.size()},
                    {"done", plan.done.size()},
                    {"studyDays", plan.days.size()},
                    {"load", plan.load.count},
                    {"budget", plan.budget.count}}}};
  return json.dump(2) + '\n';
}

}  // namespace pensum::report
