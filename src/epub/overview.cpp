// The overview: the plan's months as calendars, and the same as a list of days.
#include "epub/book.hpp"
#include "language/words.hpp"
#include "plan/lesson_numbers.hpp"

#include <fmt/format.h>

namespace pensum::epub {

namespace {

using std::chrono::year_month;
using std::chrono::year_month_day;

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
    set(add(head, "th", language.weekday_short(language.first_weekday() + days{i})), "scope", "col");
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

/// The first day of each week or month of a long plan, so that a reader need not leaf for today.
void add_jumps(const Book& book, pugi::xml_node parent) {
  const std::vector<Span> groups = spans(book);
  if (groups.empty()) return;
  book.in_own_words(add(parent, "h2", "Go to"));
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (const Span& group : groups) {
    pugi::xml_node link = add_link(add(list, "li"), book.day_file(group.first), {});
    if (!group.before.empty()) {
      book.add_own_words(link, group.before);
      add_text(link, " ");
    }
    book.add_date(link, group.date);
  }
}

void add_days(const Book& book, pugi::xml_node parent) {
  const Plan& plan = book.plan();
  if (plan.days.empty()) return;
  book.in_own_words(add(parent, "h2", "Days"));
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (const facts::Stretch& stretch : book.stretches()) {
    const StudyDay& day = plan.days[stretch.first];
    pugi::xml_node item = add(list, "li");
    book.add_date_link(item, book.day_file(stretch.first), book.dates().date(day.date));
    add_text(item, " ");
    if (stretch.days() > 1) {
      add_text(item, "– ");
      book.add_date(item, book.dates().date(plan.days[stretch.last].date));
      add_text(item, " ");
    }
    std::string text = day.reviews.empty() ? "free" : "reviews";
    if (!day.tasks.empty()) {
      text = fmt::format("{} {}", day.tasks.size() == 1 ? "lesson" : "lessons",
                         lesson_numbers(book.catalog(), day.tasks));
    }
    if (day.total().count > 0) text += ", " + words::load_of_budget(day.total(), day.budget);
    book.add_own_words(item, text);
  }
}

void add_paths(const Book& book, pugi::xml_node parent) {
  const Plan& plan = book.plan();
  for (const PathPart& part : path_parts(plan)) {
    add_isolated(add(parent, "h2"), part.path->title);
    if (!part.path->summary.empty()) add_isolated(add(parent, "p"), part.path->summary);
    const Date from = plan.days[part.first_day].date;
    const Date to = plan.days[part.last_day].date;
    const Dates dates = book.dates_in_sentences();
    const DateTexts stretch = from == to ? DateTexts{dates.date(from), {}} : dates.stretch({from, to});
    std::string text = fmt::format("{} {}{}{}{}{}", part.tasks.size() == 1 ? "Lesson" : "Lessons",
                                   lesson_numbers(book.catalog(), part.tasks), separator,
                                   words::duration(part.load), separator, stretch.first);
    if (from != to) text += " – " + stretch.last;
    book.add_sentence(book.in_own_words(set(add(parent, "p"), "class", "facts")), text);
  }
}

}  // namespace

std::string overview(const Book& book) {
  const Plan& plan = book.plan();
  Xhtml file = book.file("Overview");
  pugi::xml_node section = add(file.body(), "section");
  add_page_breaks(book, section, "div", InOverview{});
  book.in_own_words(add(section, "h1", "Overview"));
  add_jumps(book, section);
  const year_month_day start{plan.start};
  const year_month_day deadline{plan.deadline};
  for (year_month month = start.year() / start.month(); month <= deadline.year() / deadline.month();
       month += std::chrono::months{1}) {
    add_month(book, section, month);
  }
  add_days(book, section);
  add_paths(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
