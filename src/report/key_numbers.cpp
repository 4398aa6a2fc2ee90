#include "report/key_numbers.hpp"

#include "language/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::report {

namespace {

std::string finish_meaning(const Plan& plan) {
  if (!plan.finish) return "nothing left to learn";
  const std::int64_t left = (plan.deadline - *plan.finish).count();
  if (left == 0) return "the last lesson, on the day of the deadline";
  if (left == 1) return "the last lesson, a day before the deadline";
  return fmt::format("the last lesson, {} days before the deadline", left);
}

}  // namespace

std::array<KeyNumber, 4> key_numbers(const Plan& plan, const Language& language) {
  Minutes fullest;
  for (const StudyDay& day : plan.days) fullest = std::max(fullest, day.load);
  const std::size_t lessons = plan.lessons.size();
  const std::size_t paths = path_parts(plan).size();
  return {{{std::to_string(lessons), fmt::format("{} on {}", lessons == 1 ? "lesson" : "lessons",
                                                 paths == 1 ? "one path" : fmt::format("{} paths", paths))},
           {words::duration(plan.load), fmt::format("in all, on {}", words::study_days(plan.days.size()))},
           {words::minutes(fullest), "on the fullest day"},
           {plan.finish ? language.weekday_day_month(*plan.finish) : "–", finish_meaning(plan)}}};
}

}  // namespace pensum::report
