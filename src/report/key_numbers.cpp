#include "report/key_numbers.hpp"

#include "language/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::report {

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

}  // namespace

std::array<KeyNumber, 4> key_numbers(const Plan& plan, const Dates& dates) {
  Minutes fullest;
  for (const StudyDay& day : plan.days) fullest = std::max(fullest, day.total());
  return {{{std::to_string(plan.lessons.size()), lessons_meaning(plan, dates)},
           {words::duration(plan.load), duration_meaning(plan)},
           {words::minutes(fullest), "on the fullest day"},
           {fmt::format("{} {}", plan.cushion, plan.cushion == 1 ? "day" : "days"),
            "you can miss and still make it"}}};
}

}  // namespace pensum::report
