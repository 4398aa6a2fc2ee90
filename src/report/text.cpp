#include "base/gap_marks.hpp"
#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "facts/notes.hpp"
#include "facts/stretches.hpp"
#include "language/dates.hpp"
#include "language/word.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace pensum::report {

namespace {

// Catalog text as a terminal may show it: nothing in it can steer the terminal.
std::string safe(std::string_view text) { return shown(text, text.size()); }

// The same as part of a sentence, whose direction it neither takes nor changes where one of them runs from
// right to left.
std::string quoted(std::string_view text, const Language& language) {
  return isolated_in(language.direction() == Direction::right_to_left, safe(text));
}

std::string repeated(char c, std::size_t count) { return std::string(count, c); }

std::size_t widest_id(const Plan& plan) {
  std::size_t width = 0;
  for (const LessonIndex lesson : plan.lessons)
    width = std::max(width, plan.catalog->lessons[lesson].id.size());
  return width;
}

std::string key_numbers(const Plan& plan, const Language& language) {
  const std::size_t lessons = plan.lessons.size();
  const std::string duration = language.duration(plan.load);
  std::size_t reviews = 0;
  for (const StudyDay& day : plan.days) reviews += day.reviews.size();
  if (reviews == 0) {
    return language.say(
        word::text_numbers{.lessons = lessons, .duration = duration, .days = plan.days.size()});
  }
  return language.say(word::text_numbers_reviews{.lessons = lessons,
                                                 .duration = duration,
                                                 .days = plan.days.size(),
                                                 .reviews = reviews,
                                                 .review_duration = language.duration(plan.review_load)});
}

/// The study plan, whose it is, and its dates.
std::string subtitle(const Plan& plan, const Dates& dates) {
  const auto [start, deadline] = dates.plan();
  const Language& language = dates.language();
  if (plan.learner.empty()) return language.say(word::study_plan_dates{.start = start, .deadline = deadline});
  return language.say(word::study_plan_for_dates{
      .learner = quoted(plan.learner, language), .start = start, .deadline = deadline});
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
  std::string date_of(const StudyDay& day) const {
    const std::string date = language_.weekday_day_month_year(day.date);
    return plan_.undated ? language_.heading(date) : date;
  }

  void write_head() {
    text_ += safe(plan_.catalog->title) + '\n';
    text_ += fmt::format("{}\n{}\n", subtitle(plan_, dates_), key_numbers(plan_, language_));
    text_ += facts::cushion(plan_, dates_) + '\n';
    if (const std::string late = facts::late_reviews(plan_, language_); !late.empty()) text_ += late + '\n';
    for (const std::string& note : facts::notes(plan_, language_)) text_ += note + '\n';
  }

  std::string facts_of(std::string_view first, std::string_view second) const {
    return language_.say(word::facts{.first = first, .second = second});
  }

  void write_empty(const facts::Stretch& stretch) {
    const StudyDay& first = plan_.days[stretch.first];
    std::string dates = date_of(first);
    if (stretch.days() > 1) {
      const std::string range =
          language_.say(word::date_range{.first = dates, .last = date_of(plan_.days[stretch.last])});
      dates = facts_of(range, language_.say(word::study_days{.days = stretch.days()}));
    }
    const std::string remark =
        first.buffer ? language_.say(word::day_kept_free{}) : language_.say(word::day_nothing_new{});
    text_ += '\n' + language_.say(word::text_empty_days{.dates = dates, .remark = remark}) + '\n';
  }

  void write_day(std::size_t index) {
    const StudyDay& day = plan_.days[index];
    const std::string date = date_of(day);
    text_ += fmt::format("\n{}{}", date, repeated(' ', date_width_ - count_code_points(date)));
    // Without dates that is what the day is called.
    if (!plan_.undated)
      text_ += "  " + language_.say(word::day_of{.day = index + 1, .days = plan_.days.size()});
    text_ +=
        "  " + language_.say(word::load_of_budget{.load = day.total().count, .budget = day.budget.count});
    if (day.buffer) text_ += "  " + language_.say(word::text_kept_free{});
    if (day.can_wait())
      text_ +=
          "  " + language_.say(word::can_wait_until{.date = dates_.date_beside(*day.waits_until, day.date)});
    text_ += '\n';
    for (const Task& task : day.tasks) {
      const std::string title = title_of(task.lesson);
      write_line(task.lesson,
                 task.parts == 1
                     ? title
                     : facts_of(title, language_.say(word::part_of{.part = task.part, .parts = task.parts})),
                 task.minutes);
    }
    for (const Review& review : day.reviews) {
      write_line(review.lesson,
                 facts_of(title_of(review.lesson), language_.say(word::review_round{.round = review.round})),
                 review.minutes);
    }
    if (index < explanation_.size()) text_ += "  why: " + explanation_[index] + '\n';
  }

  std::string title_of(LessonIndex lesson) const {
    return quoted(plan_.catalog->lessons[lesson].title, language_);
  }

  void write_line(LessonIndex index, const std::string& what, Minutes minutes) {
    text_ += fmt::format("  [ ] {:>{}}  {}\n", language_.lesson(plan_.catalog->lessons[index].id), id_width_,
                         facts_of(what, language_.minutes(minutes)));
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
  std::string text = Writer(plan, language, explanation).write();
  return language.has_gaps() ? without_gap_marks(text) : text;
}

}  // namespace pensum::report
