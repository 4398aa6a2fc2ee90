#include "facts/key_numbers.hpp"

#include "language/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::facts {

namespace {

std::string lessons_meaning(const Plan& plan, const Dates& dates) {
  const std::size_t paths = path_parts(plan).size();
  std::string text = fmt::format("{} on {}", plan.lessons.size() == 1 ? "lesson" : "lessons",
                                 paths == 1 ? std::string("one path") : fmt::format("{} paths", paths));
  if (!plan.finish) return "lessons left to learn";
  return text + fmt::format(", the last on {}", dates.date(*plan.finish));
}

std::string duration_meaning(const Plan& plan) {
  std::size_t reviews = 0;
  for (const StudyDay& day : plan.days) reviews += day.reviews.size();
  if (reviews == 0) return fmt::format("in all, on {}", words::study_days(plan.days.size()));
  return fmt::format("of lessons on {}, and {} of {}", words::study_days(plan.days.size()),
                     words::duration(plan.review_load), words::reviews(reviews));
}

/// The most days that can be missed up to the last quarter of the plan, or one.
KeyNumber cushion(const Plan& plan, const Dates& dates) {
  if (plan.cushion.empty()) return {"0 days", "you can miss: every day counts"};
  const Date last_quarter = plan.days[plan.days.size() - 1 - plan.days.size() / 4].date;
  const Missable* most = &plan.cushion.front();
  for (const Missable& missable : plan.cushion) {
    if (missable.until >= last_quarter) most = &missable;
  }
  return {fmt::format("{} {}", most->days, most->days == 1 ? "day" : "days"),
          fmt::format("you can miss up to {}", dates.date(most->until))};
}

}  // namespace

std::array<KeyNumber, 4> key_numbers(const Plan& plan, const Dates& dates) {
  Minutes fullest;
  for (const StudyDay& day : plan.days) fullest = std::max(fullest, day.total());
  return {{{std::to_string(plan.lessons.size()), lessons_meaning(plan, dates)},
           {words::duration(plan.load), duration_meaning(plan)},
           {words::minutes(fullest), "on the fullest day"},
           cushion(plan, dates)}};
}

}  // namespace pensum::facts
