#include "base/utf8.hpp"
#include "facts/notes.hpp"
#include "facts/stretches.hpp"
#include "language/dates.hpp"
#include "language/words.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace pensum::report {

namespace {

// Catalog text as a terminal may show it: nothing in it can steer the terminal.
std::string safe(std::string_view text) { return shown(text, text.size()); }

std::string repeated(char c, std::size_t count) { return std::string(count, c); }

std::size_t widest_id(const Plan& plan) {
  std::size_t width = 0;
  for (const LessonIndex lesson : plan.lessons)
    width = std::max(width, plan.catalog->lessons[lesson].id.size());
  return width;
}

std::string key_numbers(const Plan& plan) {
  std::string text = fmt::format("{}, {}, on {}", words::lessons(plan.lessons.size()),
                                 words::duration(plan.load), words::study_days(plan.days.size()));
  std::size_t reviews = 0;
  for (const StudyDay& day : plan.days) reviews += day.reviews.size();
  if (reviews > 0)
    text += fmt::format("; {}, {}", words::reviews(reviews), words::duration(plan.review_load));
  return text;
}

class Writer {
 public:
  Writer(const Plan& plan, const Language& language, std::span<const std::string> explanation)
      : plan_(plan),
        language_(language),
        dates_(language, {plan.start, plan.deadline}),
        explanation_(explanation),
        id_width_(widest_id(plan)) {
    for (const StudyDay& day : plan.days)
      date_width_ = std::max(date_width_, count_code_points(date_of(day)));
  }

  std::string write() {
    write_head();
    for (const facts::Stretch& stretch : facts::stretches(plan_)) {
      if (stretch.empty && explanation_.empty()) {
        write_empty(stretch);
      } else {
        for (std::size_t i = stretch.first; i <= stretch.last; ++i) write_day(i);
      }
    }
    return std::move(text_);
  }

 private:
  std::string date_of(const StudyDay& day) const { return language_.weekday_day_month_year(day.date); }

  void write_head() {
    text_ += safe(plan_.catalog->title) + '\n';
    text_ += plan_.learner.empty() ? "Study plan" : "Study plan for " + safe(plan_.learner);
    const auto [start, deadline] = dates_.plan();
    text_ += fmt::format(", {} to {}\n{}\n", start, deadline, key_numbers(plan_));
    text_ += facts::cushion(plan_, dates_) + '\n';
    if (const std::string late = facts::late_reviews(plan_); !late.empty()) text_ += late + '\n';
    for (const std::string& note : facts::notes(plan_)) text_ += note + '\n';
  }

  void write_empty(const facts::Stretch& stretch) {
    const StudyDay& first = plan_.days[stretch.first];
    const std::string date = date_of(first);
    text_ += fmt::format("\n{}", date);
    if (stretch.days() > 1) {
      text_ += fmt::format(" – {}, {}", date_of(plan_.days[stretch.last]), words::study_days(stretch.days()));
    }
    text_ += first.buffer ? ": kept free\n" : ": nothing new\n";
  }

  void write_day(std::size_t index) {
    const StudyDay& day = plan_.days[index];
    const std::string date = date_of(day);
    text_ += fmt::format("\n{}{}  {}  {}", date, repeated(' ', date_width_ - count_code_points(date)),
                         words::day_of(index + 1, plan_.days.size()),
                         words::load_of_budget(day.total(), day.budget));
    if (day.buffer) text_ += "  free of new lessons";
    if (day.latest) text_ += "  " + words::latest(dates_.date_beside(*day.latest, day.date));
    text_ += '\n';
    for (const Task& task : day.tasks) {
      const std::string part = task.parts > 1 ? ", " + words::part(task.part, task.parts) : "";
      write_line(task.lesson, part, task.minutes);
    }
    for (const Review& review : day.reviews) {
      write_line(review.lesson, ", " + words::review(review.round), review.minutes);
    }
    if (index < explanation_.size()) text_ += "  why: " + explanation_[index] + '\n';
  }

  void write_line(LessonIndex index, const std::string& what, Minutes minutes) {
    const Lesson& lesson = plan_.catalog->lessons[index];
    text_ += fmt::format("  [ ] {:>{}}  {}{}, {}\n", lesson.id, id_width_, safe(lesson.title), what,
                         words::minutes(minutes));
  }

  const Plan& plan_;
  const Language& language_;
  Dates dates_;
  std::span<const std::string> explanation_;
  std::size_t id_width_;
  std::size_t date_width_ = 0;
  std::string text_;
};

}  // namespace

std::string to_text(const Plan& plan, const Language& language, std::span<const std::string> explanation) {
  return Writer(plan, language, explanation).write();
}

}  // namespace pensum::report
