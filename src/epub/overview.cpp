// The overview: what the plan holds, its months as calendars, and the same as a list of days.
#include "epub/book.hpp"
#include "language/words.hpp"
#include "plan/lesson_numbers.hpp"
#include "report/key_numbers.hpp"
#include "report/notes.hpp"

#include <fmt/format.h>

namespace pensum::epub {

namespace {

using std::chrono::year_month;
using std::chrono::year_month_day;

void add_key_numbers(const Book& book, pugi::xml_node parent) {
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "facts"), "role", "list");
  book.in_own_words(list);
  for (const report::KeyNumber& key : report::key_numbers(book.plan(), book.language())) {
    pugi::xml_node item = add(list, "li");
    add(item, "strong", key.number);
    add_text(item, " " + key.meaning);
  }
}

void add_calendar_day(const Book& book, pugi::xml_node row, Date date) {
  const std::string number = std::to_string(static_cast<unsigned>(year_month_day{date}.day()));
  pugi::xml_node cell = add(row, "td");
  if (const auto day = find_day(book.plan(), date)) {
    set(add_link(cell, book.day_file(*day), number), "aria-label", book.language().full_date(date));
  } else {
    add_text(cell, number);
  }
}

void add_month(const Book& book, pugi::xml_node parent, year_month month) {
  const Language& language = book.language();
  const Date first = month / 1;
  const Date last = month / std::chrono::last;
  const std::string title =
      language.month_year(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  book.in_readers_language(add(parent, "h2", title));
  pugi::xml_node table = set(set(add(parent, "table"), "class", "calendar"), "aria-label", title);
  book.in_readers_language(table);
  pugi::xml_node head = add(add(table, "thead"), "tr");
  if (language.numbers_weeks()) book.in_own_words(set(add(head, "th", "Week"), "scope", "col"));
  for (unsigned i = 0; i < 7; ++i) {
    set(add(head, "th", language.weekday_short((language.first_weekday() + i) % 7)), "scope", "col");
  }
  pugi::xml_node body = add(table, "tbody");
  for (Date week = week_start(first, language.first_weekday()); week <= last; week += days{7}) {
    pugi::xml_node row = add(body, "tr");
    if (language.numbers_weeks()) set(add(row, "th", std::to_string(iso_week(week))), "scope", "row");
    for (Date date = week; date < week + days{7}; date += days{1}) {
      if (date < first || date > last) {
        add(row, "td");
      } else {
        add_calendar_day(book, row, date);
      }
    }
  }
}

void add_days(const Book& book, pugi::xml_node parent) {
  const Plan& plan = book.plan();
  if (plan.days.empty()) return;
  book.in_own_words(add(parent, "h2", "Days"));
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (std::size_t i = 0; i < plan.days.size(); ++i) {
    const StudyDay& day = plan.days[i];
    pugi::xml_node item = add(list, "li");
    book.in_readers_language(
        add_link(item, book.day_file(i), book.language().weekday_day_month(day.date)));
    add_text(item, " ");
    std::string text = day.reviews.empty() ? "free" : "reviews";
    if (!day.tasks.empty()) {
      text = fmt::format("{} {}", day.tasks.size() == 1 ? "lesson" : "lessons",
                         lesson_numbers(book.catalog(), day.tasks));
    }
    if (day.total().count > 0) text += ", " + words::load_of_budget(day.total(), day.budget);
    book.in_own_words(add(item, "span", text));
  }
}

void add_paths(const Book& book, pugi::xml_node parent) {
  const Plan& plan = book.plan();
  for (const PathPart& part : path_parts(plan)) {
    add(parent, "h2", part.path->title);
    if (!part.path->summary.empty()) add(parent, "p", part.path->summary);
    const Date from = plan.days[part.first_day].date;
    const Date to = plan.days[part.last_day].date;
    std::string text = fmt::format("{} {} · {} · {}", part.tasks.size() == 1 ? "Lesson" : "Lessons",
                                   lesson_numbers(book.catalog(), part.tasks), words::duration(part.load),
                                   book.language().weekday_day_month(from));
    if (from != to) text += " – " + book.language().weekday_day_month(to);
    book.in_own_words(set(add(parent, "p", text), "class", "facts"));
  }
}

void add_source(const Book& book, pugi::xml_node parent) {
  const Source& source = book.catalog().source;
  if (source.text.empty() && source.url.empty()) return;
  pugi::xml_node line = set(add(parent, "p"), "class", "source");
  book.in_own_words(add(line, "span", "Source:"));
  add_text(line, " ");
  const std::string& text = source.text.empty() ? source.url : source.text;
  if (source.url.empty()) {
    add_text(line, text);
  } else {
    add_link(line, source.url, text);
  }
}

}  // namespace

std::string overview(const Book& book) {
  const Plan& plan = book.plan();
  Xhtml file = book.file("Overview");
  pugi::xml_node section = add(file.body(), "section");
  add(section, "h1", book.catalog().title);
  const std::string whose = plan.learner.empty() ? "Study plan" : "Study plan for " + plan.learner;
  book.in_own_words(add(section, "p",
                        fmt::format("{} · {} to {}", whose, book.language().weekday_day_month(plan.start),
                                    book.language().weekday_day_month_year(plan.deadline))));
  if (!book.catalog().summary.empty()) add(section, "p", book.catalog().summary);
  add_key_numbers(book, section);
  for (const std::string& note : report::notes(plan)) book.in_own_words(add(section, "p", note));
  const year_month_day start{plan.start};
  const year_month_day deadline{plan.deadline};
  for (year_month month = start.year() / start.month(); month <= deadline.year() / deadline.month();
       month += std::chrono::months{1}) {
    add_month(book, section, month);
  }
  add_days(book, section);
  add_paths(book, section);
  add_source(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
