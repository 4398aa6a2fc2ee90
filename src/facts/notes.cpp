#include "facts/notes.hpp"

#include "language/words.hpp"
#include "plan/lesson_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace pensum::facts {

namespace {

std::string numbers(const Plan& plan, std::vector<LessonIndex> lessons) {
  std::ranges::sort(lessons);
  std::vector<Task> tasks;
  for (const LessonIndex lesson : lessons) tasks.push_back({.lesson = lesson, .minutes = {}});
  return fmt::format("{} {}", lessons.size() == 1 ? "lesson" : "lessons",
                     lesson_numbers(*plan.catalog, tasks));
}

std::string left_out(const Plan& plan) {
  Minutes minutes;
  for (const LessonIndex lesson : plan.left_out) minutes += plan.catalog->lessons[lesson].minutes;
  std::string text = fmt::format("Left out, so that the rest fits: {} ({})", numbers(plan, plan.left_out),
                                 words::duration(minutes));
  if (!plan.least_left_out) text += "; a longer search might leave out less";
  return text + ".";
}

std::string missing_reviews(const Plan& plan) {
  std::string text;
  for (const MissingReviews& missing : plan.missing_reviews) {
    text += fmt::format("{}{} after {} {}", text.empty() ? "" : ", ", words::reviews(missing.count),
                        missing.offset, missing.offset == 1 ? "day" : "days");
  }
  text = fmt::format("No room was left for {}", text);
  if (plan.budget_for_all_reviews) {
    text += fmt::format("; {} a day {} room for all of them", words::minutes(*plan.budget_for_all_reviews),
                        plan.all_tried ? "is the least that has" : "has");
  }
  return text + ".";
}

std::string done_before(const Plan& plan) {
  std::vector<LessonIndex> lessons;
  for (const DoneLesson& done : plan.done) lessons.push_back(done.lesson);
  return fmt::format("Done before: {}.", numbers(plan, std::move(lessons)));
}

std::string buffer_given_way(const Plan& plan) {
  if (std::ranges::none_of(plan.days, &StudyDay::buffer)) {
    return "No study day is kept free at the end for the unexpected: the lessons need them all.";
  }
  return fmt::format("{} fewer {} kept free at the end for the unexpected: the lessons need more room.",
                     words::study_days(plan.buffer_given_way), plan.buffer_given_way == 1 ? "is" : "are");
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

std::string in_words(std::size_t count) {
  constexpr std::array<std::string_view, 10> words{"one", "two",   "three", "four", "five",
                                                   "six", "seven", "eight", "nine", "ten"};
  return count <= words.size() ? std::string(words[count - 1]) : std::to_string(count);
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
  std::string text;
  for (const Missable& missable : cushion) {
    const bool first = text.empty();
    text += fmt::format("{}any {}", first ? "" : ", ", in_words(missable.days));
    if (first) text += missable.days == 1 ? " study day" : " study days";
    text += fmt::format(" up to {}", dates.date(missable.until));
  }
  return text;
}

std::string cushion(const Plan& plan, const Dates& dates) {
  if (plan.lessons.empty()) return "No lesson is left to learn.";
  const std::vector<Missable> cushion = cushion_in_words(plan);
  if (cushion.empty())
    return "Every day counts: no study day can be missed. A larger buffer or more minutes a day would leave "
           "room.";
  return fmt::format("You can miss {}, and still do all lessons in time.", missable_days(cushion, dates));
}

std::string late_reviews(const Plan& plan) {
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
  return fmt::format("{} of {} {} up to {} later than due, on days with more room.", late,
                     words::reviews(all), late == 1 ? "comes" : "come",
                     latest == 1 ? "a day" : fmt::format("{} days", latest));
}

std::vector<std::string> notes(const Plan& plan) {
  std::vector<std::string> sentences;
  if (!plan.done.empty()) sentences.push_back(done_before(plan));
  if (!plan.left_out.empty()) sentences.push_back(left_out(plan));
  if (!plan.missing_reviews.empty()) sentences.push_back(missing_reviews(plan));
  if (plan.buffer_given_way > 0) sentences.push_back(buffer_given_way(plan));
  if (const auto lesson = never_reviewed(plan)) {
    sentences.push_back(fmt::format("No review of lesson {}, the last one, fits before the deadline.",
                                    plan.catalog->lessons[*lesson].id));
  }
  if (!plan.evenest) {
    sentences.emplace_back("The course is too long to try all plans; a more even one may exist.");
  }
  return sentences;
}

}  // namespace pensum::facts
