#include "base/utf8.hpp"
#include "language/words.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::report {

namespace {

// Catalog text as a terminal may show it: nothing in it can steer the terminal.
std::string safe(std::string_view text) { return shown(text, text.size()); }

std::string repeated(char c, std::size_t count) { return std::string(count, c); }

std::size_t widest_id(const Plan& plan) {
  std::size_t width = 0;
  for (const LessonIndex lesson : plan.lessons) width = std::max(width, plan.catalog->lessons[lesson].id.size());
  return width;
}

std::string key_numbers(const Plan& plan) {
  std::string text = fmt::format("{}, {}, on {}", words::lessons(plan.lessons.size()), words::duration(plan.load),
                                 words::study_days(plan.days.size()));
  if (!plan.done.empty()) text += fmt::format("; {} done before", words::lessons(plan.done.size()));
  return text;
}

}  // namespace

std::string to_text(const Plan& plan, const Language& language) {
  std::string text = safe(plan.catalog->title) + '\n';
  text += plan.learner.empty() ? "Study plan" : "Study plan for " + safe(plan.learner);
  text += fmt::format(", {} to {}\n{}\n", language.weekday_day_month(plan.start),
                      language.weekday_day_month_year(plan.deadline), key_numbers(plan));

  std::size_t date_width = 0;
  for (const StudyDay& day : plan.days) {
    date_width = std::max(date_width, count_code_points(language.weekday_day_month_year(day.date)));
  }
  const std::size_t id_width = widest_id(plan);
  std::size_t number = 0;
  for (const StudyDay& day : plan.days) {
    const std::string date = language.weekday_day_month_year(day.date);
    text += fmt::format("\n{}{}  {}  {}\n", date, repeated(' ', date_width - count_code_points(date)),
                        words::day_of(++number, plan.days.size()), words::load_of_budget(day.load, day.budget));
    for (const Task& task : day.tasks) {
      const Lesson& lesson = plan.catalog->lessons[task.lesson];
      text += fmt::format("  [ ] {:>{}}  {}, {}\n", lesson.id, id_width, safe(lesson.title),
                          words::minutes(task.minutes));
    }
  }
  return text;
}

}  // namespace pensum::report
