#include "epub/book.hpp"

#include "language/words.hpp"
#include "plan/lesson_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::epub {

namespace {

// More days than these are grouped by month, so that a reader need not scroll for today.
constexpr std::size_t most_ungrouped_days = 31;

std::chrono::year_month month_of(Date date) {
  const std::chrono::year_month_day day{date};
  return day.year() / day.month();
}

Chapter day_chapter(const Book& book, std::size_t index) {
  const StudyDay& day = book.plan().days[index];
  std::string words;
  if (!day.tasks.empty()) {
    words = fmt::format(", {} {}", day.tasks.size() == 1 ? "lesson" : "lessons",
                        lesson_numbers(book.catalog(), day.tasks));
  }
  return {.file = book.day_file(index), .id = fmt::format("day-{}", index + 1),
          .date = book.language().weekday_day_month(day.date), .words = std::move(words), .chapters = {}};
}

std::vector<Chapter> day_chapters(const Book& book) {
  const Plan& plan = book.plan();
  std::vector<Chapter> list;
  for (std::size_t i = 0; i < plan.days.size(); ++i) {
    if (plan.days.size() <= most_ungrouped_days) {
      list.push_back(day_chapter(book, i));
      continue;
    }
    const std::chrono::year_month month = month_of(plan.days[i].date);
    if (i == 0 || month != month_of(plan.days[i - 1].date)) {
      list.push_back({.file = book.day_file(i), .id = {},
                      .date = book.language().month_year(static_cast<int>(month.year()),
                                                         static_cast<unsigned>(month.month())),
                      .words = {}, .chapters = {}});
    }
    list.back().chapters.push_back(day_chapter(book, i));
  }
  return list;
}

}  // namespace

Book::Book(const Plan& plan, const Language& language)
    : plan_(plan),
      language_(language),
      direction_(plan.catalog->language == plan.language ? language.direction()
                                                         : Language(plan.catalog->language).direction()),
      title_(plan.catalog->title),
      digits_(std::max<std::size_t>(2, std::to_string(plan.days.size()).size())),
      day_of_(plan.catalog->lessons.size()) {
  if (!plan.learner.empty()) title_ += " – plan for " + plan.learner;
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    for (const Task& task : plan.days[d].tasks) day_of_[task.lesson] = d;
  }
}

bool Book::has_checks(std::size_t day) const {
  return std::ranges::any_of(plan_.days[day].tasks,
                             [this](const Task& task) { return asks(task, catalog().lessons[task.lesson]); });
}

std::string Book::numbered(std::string_view prefix, std::size_t day) const {
  return fmt::format("{}{:0{}}.xhtml", prefix, day + 1, digits_);
}

Xhtml Book::file(const std::string& title) const {
  return {catalog().language, right_to_left(), fmt::format("{} – {}", title, title_)};
}

pugi::xml_node Book::in_own_words(pugi::xml_node node) const {
  return in(node, words::language, Direction::left_to_right);
}

pugi::xml_node Book::in_readers_language(pugi::xml_node node) const {
  return in(node, language_.tag(), language_.direction());
}

pugi::xml_node Book::in(pugi::xml_node node, const std::string& language, Direction direction) const {
  if (language == catalog().language) return node;
  set(node, "lang", language);
  set(node, "xml:lang", language);
  if (direction != direction_) set(node, "dir", direction == Direction::right_to_left ? "rtl" : "ltr");
  return node;
}

std::vector<Chapter> chapters(const Book& book) {
  const Plan& plan = book.plan();
  std::vector<Chapter> list;
  list.push_back({.file = overview_file, .id = "overview", .date = {}, .words = "Overview", .chapters = {}});
  std::ranges::move(day_chapters(book), std::back_inserter(list));
  if (!plan.lessons.empty()) {
    list.push_back({.file = index_file, .id = "index", .date = {}, .words = "Lesson index", .chapters = {}});
  }
  Chapter answers{.file = {}, .id = {}, .date = {}, .words = "Answers", .chapters = {}};
  for (std::size_t i = 0; i < plan.days.size(); ++i) {
    if (!book.has_checks(i)) continue;
    answers.chapters.push_back({.file = book.answers_file(i), .id = fmt::format("answers-{}", i + 1),
                                .date = book.language().weekday_day_month(plan.days[i].date),
                                .words = ", answers", .chapters = {}});
  }
  if (!answers.chapters.empty()) {
    answers.file = answers.chapters.front().file;
    list.push_back(std::move(answers));
  }
  return list;
}

}  // namespace pensum::epub
