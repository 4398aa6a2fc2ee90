#include "facts/notes.hpp"

#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace pensum::facts {

namespace {

std::string numbers(const Plan& plan, const Language& language, std::vector<LessonIndex> lessons) {
  std::ranges::sort(lessons);
  std::vector<Task> tasks;
  for (const LessonIndex lesson : lessons) tasks.push_back({.lesson = lesson, .minutes = {}});
  return lesson_numbers(language, *plan.catalog, tasks);
}

std::string left_out(const Plan& plan, const Language& language) {
  Minutes minutes;
  for (const LessonIndex lesson : plan.left_out) minutes += plan.catalog->lessons[lesson].minutes;
  const std::size_t count = plan.left_out.size();
  const std::string lessons = numbers(plan, language, plan.left_out);
  const std::string duration = language.duration(minutes);
  if (plan.least_left_out) {
    return language.say(word::left_out{.count = count, .lessons = lessons, .duration = duration});
  }
  return language.say(word::left_out_perhaps_less{.count = count, .lessons = lessons, .duration = duration});
}

std::string obstacle(const Plan& plan, const Language& language) {
  const ReviewWithoutRoom& review = *plan.obstacle;
  const Dates dates(language, {plan.start, plan.deadline});
  const auto [first, last] = dates.stretch({review.first, review.last});
  return language.say(word::missing_reviews_obstacle{
      .lesson = plan.catalog->lessons[review.lesson].id,
      .days = review.offset,
      .minutes = language.minutes(review.minutes),
      .dates = review.first == review.last ? dates.date(review.first)
                                           : language.say(word::date_range{.first = first, .last = last})});
}

std::string missing_reviews(const Plan& plan, const Language& language) {
  std::vector<std::string> items;
  for (const MissingReviews& missing : plan.missing_reviews) {
    items.push_back(
        language.say(word::missing_reviews_after{.reviews = missing.count, .days = missing.offset}));
  }
  const std::string reviews = list(language, items);
  if (!plan.budget_for_all_reviews) {
    std::string missing = language.say(word::missing_reviews{.reviews = reviews});
    if (!plan.obstacle) return missing;
    return language.say(word::sentences{.first = missing, .second = obstacle(plan, language)});
  }
  const std::string minutes = language.minutes(*plan.budget_for_all_reviews);
  if (plan.all_tried)
    return language.say(word::missing_reviews_least{.reviews = reviews, .minutes = minutes});
  return language.say(word::missing_reviews_budget{.reviews = reviews, .minutes = minutes});
}

std::string done_before(const Plan& plan, const Language& language) {
  std::vector<LessonIndex> lessons;
  for (const DoneLesson& done : plan.done) lessons.push_back(done.lesson);
  const std::size_t count = lessons.size();
  return language.say(
      word::done_before{.count = count, .lessons = numbers(plan, language, std::move(lessons))});
}

std::string buffer_given_way(const Plan& plan, const Language& language) {
  if (std::ranges::none_of(plan.days, &StudyDay::buffer)) return language.say(word::no_day_kept_free{});
  return language.say(word::fewer_days_kept_free{.days = plan.buffer_given_way});
}

/// The last lesson, where reviews were asked for and it has none.
std::optional<LessonIndex> never_reviewed(const Plan& plan) {
  if (plan.review_offsets.empty() || plan.lessons.empty()) return std::nullopt;
  const LessonIndex last = plan.lessons.back();
  for (const StudyDay& day : plan.days) {
    if (std::ranges::find(day.reviews, last, &Review::lesson) != day.reviews.end()) return std::nullopt;
  }
  return last;
}

}  // namespace

std::vector<Missable> cushion_in_words(const Plan& plan) {
  std::vector<Missable> cushion;
  for (const Missable& missable : plan.cushion) {
    if (cushion.empty() || cushion.back().until != missable.until) {
      if (cushion.size() == most_in_words) break;
      cushion.push_back(missable);
    }
    cushion.back().days = missable.days;
  }
  return cushion;
}

std::string missable_days(std::span<const Missable> cushion, const Dates& dates) {
  const Language& language = dates.language();
  std::string list;
  for (const Missable& missable : cushion) {
    const std::string date = dates.date(missable.until);
    list = list.empty()
               ? language.say(word::can_miss_days{.days = missable.days, .date = date})
               : language.say(word::can_miss_more{.list = list, .days = missable.days, .date = date});
  }
  return list;
}

std::string cushion(const Plan& plan, const Dates& dates) {
  const Language& language = dates.language();
  if (plan.lessons.empty()) return language.say(word::no_lesson_left{});
  const std::vector<Missable> cushion = cushion_in_words(plan);
  if (cushion.empty()) return language.say(word::every_day_counts{});
  return language.say(word::can_miss{.days = missable_days(cushion, dates)});
}

std::string late_reviews(const Plan& plan, const Language& language) {
  std::size_t late = 0;
  std::size_t all = 0;
  std::int64_t latest = 0;
  for (const StudyDay& day : plan.days) {
    for (const Review& review : day.reviews) {
      const std::int64_t delay = (day.date - review.due).count();
      late += delay > 0 ? 1 : 0;
      latest = std::max(latest, delay);
      ++all;
    }
  }
  if (late == 0) return {};
  return language.say(word::late_reviews{.late = late, .reviews = all, .days = latest});
}

std::vector<std::string> notes(const Plan& plan, const Language& language) {
  std::vector<std::string> sentences;
  if (!plan.done.empty()) sentences.push_back(done_before(plan, language));
  if (!plan.left_out.empty()) sentences.push_back(left_out(plan, language));
  if (!plan.missing_reviews.empty()) sentences.push_back(missing_reviews(plan, language));
  if (plan.buffer_given_way > 0) sentences.push_back(buffer_given_way(plan, language));
  if (const auto lesson = never_reviewed(plan)) {
    const std::string id = language.lesson(plan.catalog->lessons[*lesson].id);
    sentences.push_back(language.say(word::last_lesson_not_reviewed{.lesson = id}));
  }
  if (!plan.evenest) sentences.push_back(language.say(word::not_evenest{}));
  return sentences;
}

}  // namespace pensum::facts
