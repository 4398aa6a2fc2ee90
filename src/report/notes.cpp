#include "report/notes.hpp"

#include "language/words.hpp"
#include "plan/lesson_numbers.hpp"

#include <fmt/format.h>

namespace pensum::report {

namespace {

std::string numbers(const Plan& plan, const std::vector<LessonIndex>& lessons) {
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
    text +=
        fmt::format("; with {} a day all reviews find room", words::minutes(*plan.budget_for_all_reviews));
  }
  return text + ".";
}

}  // namespace

std::string cushion(const Plan& plan) {
  if (plan.lessons.empty()) return "No lesson is left to learn.";
  if (plan.cushion == 0) return "You cannot miss a study day and still do all lessons in time.";
  return fmt::format("You can miss {}, whichever {}, and still do all lessons in time.",
                     words::study_days(plan.cushion), plan.cushion == 1 ? "it is" : "they are");
}

std::vector<std::string> notes(const Plan& plan) {
  std::vector<std::string> sentences;
  if (!plan.done.empty()) sentences.push_back(fmt::format("Done before: {}.", numbers(plan, plan.done)));
  if (!plan.left_out.empty()) sentences.push_back(left_out(plan));
  if (!plan.missing_reviews.empty()) sentences.push_back(missing_reviews(plan));
  return sentences;
}

}  // namespace pensum::report
