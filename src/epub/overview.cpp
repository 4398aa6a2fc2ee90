// The overview: the plan's months as calendars, and the same as a list of days.
#include "epub/book.hpp"
#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

using std::chrono::year_month;
using std::chrono::year_month_day;

void add_calendar_day(const Book& book, pugi::xml_node row, Date date) {
  const std::string number = book.language().number(static_cast<unsigned>(year_month_day{date}.day()));
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
  const std::string title = language.heading(
      language.month_year(static_cast<int>(month.year()), static_cast<unsigned>(month.month())));
  book.in_readers_language(add(parent, "h2", title));
  pugi::xml_node table = set(set(add(parent, "table"), "class", "calendar"), "aria-label", title);
  book.in_readers_language(table);
  pugi::xml_node head = add(add(table, "thead"), "tr");
  if (language.numbers_weeks())
    book.in_own_words_of_calendar(set(add(head, "th", book.say(word::week{})), "scope", "col"));
  for (unsigned i = 0; i < 7; ++i) {
    set(add(head, "th", language.weekday_short(language.first_weekday() + days{i})), "scope", "col");
  }
  pugi::xml_node body = add(table, "tbody");
  for (Date week = week_start(first, language.first_weekday()); week <= last; week += days{7}) {
    pugi::xml_node row = add(body, "tr");
    if (language.numbers_weeks()) set(add(row, "th", language.number(iso_week(week))), "scope", "row");
    for (Date date = week; date < week + days{7}; date += days{1}) {
      if (date < first || date > last) {
        add(row, "td");
      } else {
        add_calendar_day(book, row, date);
      }
    }
  }
}

/// The first day of each week or month of a long plan, so that readers find today without turning pages.
void add_jumps(const Book& book, pugi::xml_node parent) {
  const std::vector<DaySpan> groups = spans(book);
  if (groups.empty()) return;
  book.in_own_words(add(parent, "h2", book.say(word::go_to{})));
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (const DaySpan& group : groups) {
    pugi::xml_node link = book.in_own_words(add_link(add(list, "li"), book.day_file(group.first)));
    book.add_sentence(link, group.label);
  }
}

/// The dates of a stretch, the first of them a link.
void add_stretch_dates(const Book& book, pugi::xml_node line, const facts::Stretch& stretch) {
  const auto date_of = [&](std::size_t day) { return book.dates().date(book.plan().days[day].date); };
  const std::string first = date_of(stretch.first);
  const std::string file = book.day_file(stretch.first);
  if (stretch.days() == 1) return book.add_date_link(line, file, first);
  using Range = word::date_range;
  const std::string last = date_of(stretch.last);
  book.add_sentence(line, Range{.first = first, .last = last}, [&](Range::Part part, std::string_view date) {
    part == Range::Part::first ? book.add_date_link(line, file, date) : book.add_date(line, date);
  });
}

/// What is planned on a day: "lessons 1–3, 13 of 20 min".
std::string what_of(const Book& book, const StudyDay& day) {
  const std::string what = !day.tasks.empty() ? day_lessons(book, day)
                           : day.reviews.empty()
                               ? day.buffer ? book.say(word::day_kept_free{}) : book.say(word::day_free{})
                               : book.say(word::day_reviews{});
  if (day.total().count == 0) return what;
  return book.say(word::facts{.first = what, .second = load_of_budget(book, day)});
}

void add_days(const Book& book, pugi::xml_node parent) {
  const Plan& plan = book.plan();
  if (plan.days.empty()) return;
  book.in_own_words(add(parent, "h2", book.say(word::days_heading{})));
  pugi::xml_node list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (const facts::Stretch& stretch : book.stretches()) {
    pugi::xml_node line = book.own_words_in(add(list, "li"));
    add_stretch_dates(book, line, stretch);
    add_text(line, " ");
    add_text(line, what_of(book, plan.days[stretch.first]));
  }
}

void add_paths(const Book& book, pugi::xml_node parent) {
  const Plan& plan = book.plan();
  for (const PathPart& part : path_parts(plan)) {
    add_isolated(add(parent, "h2"), part.path->title);
    if (!part.path->summary.empty()) add_isolated(add(parent, "p"), part.path->summary.text);
    const Date from = plan.days[part.first_day].date;
    const Date to = plan.days[part.last_day].date;
    pugi::xml_node line = book.in_own_words(set(add(parent, "p"), "class", "facts"));
    const std::string lessons = facts::lesson_numbers(book.language(), book.catalog(), part.tasks);
    add_text(line, book.say(word::lessons_by_number{.count = part.tasks.size(), .lessons = lessons}));
    add_text(line, separator);
    add_text(line, book.language().duration(part.load));
    add_text(line, separator);
    if (from == to) {
      book.add_date(line, book.dates().date(from));
    } else {
      const DateTexts dates = book.dates().stretch({from, to});
      book.add_dates(line, word::date_range{.first = dates.first, .last = dates.last});
    }
  }
}

}  // namespace

std::string overview(const Book& book) {
  const Plan& plan = book.plan();
  const std::string title = book.say(word::overview{});
  Xhtml file = book.file(title);
  pugi::xml_node section = add(file.body(), "section");
  add_page_breaks(book, section, "div", InOverview{});
  book.in_own_words(add(section, "h1", title));
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
