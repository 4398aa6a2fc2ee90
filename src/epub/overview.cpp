// The overview: the plan's calendar, and the same as a list of days.
#include "epub/book.hpp"
#include "epub/page_breaks.hpp"
#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

/// The first day of each week or month of a long plan, so that readers find today without turning pages.
void add_jumps(const Book& book, Element parent) {
  const std::vector<DaySpan> groups = spans(book);
  if (groups.empty()) return;
  book.in_own_words(add(parent, "h2", book.say(word::go_to{})));
  Element list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (const DaySpan& group : groups) {
    Element link = book.in_own_words(add_link(add(list, "li"), book.day_file(group.first)));
    book.add_sentence(link, book.language().line(group.label));
  }
}

/// The dates of a stretch, the first of them a link.
void add_stretch_dates(const Book& book, Element line, const facts::Stretch& stretch) {
  const auto date_of = [&](std::size_t day) { return book.dates().date(book.plan().days[day].date); };
  const std::string first = book.language().line(date_of(stretch.first));
  const std::string& file = book.day_file(stretch.first);
  if (stretch.days() == 1) return book.add_date_link(line, file, first);
  using Range = word::date_range;
  const std::string last = date_of(stretch.last);
  book.add_sentence(line, Range{.first = first, .last = last}, [&](Range::Part part, std::string_view date) {
    part == Range::Part::first ? book.add_date_link(line, file, date) : book.add_date(line, date);
  });
}

void add_days(const Book& book, Element parent) {
  const Plan& plan = book.plan();
  if (plan.days.empty()) return;
  book.in_own_words(add(parent, "h2", book.say(word::days_heading{})));
  Element list = set(set(add(parent, "ul"), "class", "days"), "role", "list");
  for (const facts::Stretch& stretch : book.stretches()) {
    Element line = book.own_words_in(add(list, "li"));
    add_stretch_dates(book, line, stretch);
    add_text(line, " ");
    add_text(line, what_of(book, stretch.first));
  }
}

void add_paths(const Book& book, Element parent) {
  const Plan& plan = book.plan();
  for (const PathPart& part : path_parts(plan)) {
    add_isolated(add(parent, "h2"), part.path->title);
    if (!part.path->summary.empty()) add_isolated(add(parent, "p"), part.path->summary.text);
    const Date from = plan.days[part.first_day].date;
    const Date to = plan.days[part.last_day].date;
    Element line = book.in_own_words(set(add(parent, "p"), "class", "facts"));
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
  const std::string title = book.say(word::overview{});
  Xhtml file = book.file(title);
  Element section = add(file.body(), "section");
  add_page_place(book, section, InOverview{});
  book.in_own_words(add(section, "h1", title));
  add_jumps(book, section);
  add_calendar(book, section);
  add_days(book, section);
  add_paths(book, section);
  return file.bytes();
}

}  // namespace pensum::epub
