#include "facts/key_numbers.hpp"

#include "language/word.hpp"

#include <algorithm>

namespace pensum::facts {

namespace {

std::string lessons_meaning(const Plan& plan, const Dates& dates) {
  const Language& language = dates.language();
  if (!plan.finish) return language.say(word::key_no_lessons{});
  return language.say(word::key_lessons{
      .lessons = plan.lessons.size(), .paths = path_parts(plan).size(), .date = dates.date(*plan.finish)});
}

std::string duration_meaning(const Plan& plan, const Language& language) {
  std::size_t reviews = 0;
  for (const StudyDay& day : plan.days) reviews += day.reviews.size();
  if (reviews == 0) return language.say(word::key_load{.days = plan.days.size()});
  return language.say(word::key_load_and_reviews{
      .days = plan.days.size(), .duration = language.duration(plan.review_load), .reviews = reviews});
}

/// The most days that can be missed up to the last quarter of the plan, or one.
KeyNumber cushion(const Plan& plan, const Dates& dates) {
  const Language& language = dates.language();
  if (plan.cushion.empty()) {
    return {language.say(word::key_days{.days = 0}), language.say(word::key_cannot_miss{})};
  }
  const Date last_quarter = plan.days[plan.days.size() - 1 - plan.days.size() / 4].date;
  const Missable* most = &plan.cushion.front();
  for (const Missable& missable : plan.cushion) {
    if (missable.until >= last_quarter) most = &missable;
  }
  return {language.say(word::key_days{.days = most->days}),
          language.say(word::key_can_miss{.days = most->days, .date = dates.date(most->until)})};
}

}  // namespace

std::array<KeyNumber, 4> key_numbers(const Plan& plan, const Dates& dates) {
  const Language& language = dates.language();
  Minutes fullest;
  for (const StudyDay& day : plan.days) fullest = std::max(fullest, day.total());
  return {{{language.number(plan.lessons.size()), lessons_meaning(plan, dates)},
           {language.duration(plan.load), duration_meaning(plan, language)},
           {language.minutes(fullest), language.say(word::key_fullest_day{})},
           cushion(plan, dates)}};
}

}  // namespace pensum::facts
