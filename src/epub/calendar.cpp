// The plan's calendar in the overview, and a day's week at the head of its page.
#include "base/utf8.hpp"
#include "epub/book.hpp"
#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"
#include "plan/undated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::epub {

namespace {

using std::chrono::year_month;
using std::chrono::year_month_day;

// Plans of more weeks have a table for each month.
constexpr std::int64_t most_weeks_in_one_table = 6;
// A cell is a seventh of a phone's width.
constexpr std::size_t widest_name = 5;
constexpr std::size_t widest_weekday = 4;
// Loads that lines of different thickness tell apart.
constexpr std::int64_t load_steps = 5;

/// The most characters in a row of which a line ends after none: letters and digits of ids.
std::size_t widest_piece(std::string_view text) {
  std::size_t widest = 0;
  std::size_t now = 0;
  for (const char c : text) {
    now = c > ' ' ? now + 1 : 0;
    widest = std::max(widest, now);
  }
  return widest;
}

Date week_of(const Book& book, Date date) { return week_start(date, book.language().first_weekday()); }

/// The day of the month; without dates the number of the study day, nothing on other days.
std::string number_of(const Book& book, Date date) {
  if (book.plan().undated) {
    const std::optional<std::size_t> day = find_day(book.plan(), date);
    return day ? book.language().number(*day + 1) : std::string();
  }
  return book.language().number(static_cast<unsigned>(year_month_day{date}.day()));
}

/// The weekdays' names in the order of weeks, all in one form that a cell has room for.
std::vector<std::string> weekdays(const Language& language) {
  std::vector<std::string> names;
  std::size_t widest = 0;
  for (unsigned i = 0; i < 7; ++i) {
    names.push_back(language.weekday_short(language.first_weekday() + days{i}));
    widest = std::max(widest, count_code_points(names.back()));
  }
  if (widest <= widest_weekday) return names;
  for (unsigned i = 0; i < 7; ++i) names[i] = language.weekday_shortest(language.first_weekday() + days{i});
  return names;
}

/// Whether weeks have numbers, which without dates are those of the plan.
bool numbers_weeks(const Book& book) { return book.plan().undated || book.language().numbers_weeks(); }

std::string week_number(const Book& book, Date week) {
  if (book.plan().undated) return book.language().heading(book.week_name(week_of_plan(week)));
  return book.language().number(iso_week(week));
}

/// A table in the reader's language.
Element add_table(const Book& book, Element parent, const char* name, const std::string& title) {
  return book.in_readers_language(set(set(add(parent, "table"), "class", name), "aria-label", title));
}

/// A table's head with the weekdays; a plan without dates has none. `number_weeks` leaves a column for their
/// numbers.
void add_head(const Book& book, Element table, bool number_weeks) {
  if (book.plan().undated) return;
  Element head = add(add(table, "thead"), "tr");
  if (number_weeks)
    book.in_own_words_of_calendar(set(add(head, "th", book.say(word::week_short{})), "scope", "col"));
  for (const std::string& weekday : weekdays(book.language())) set(add(head, "th", weekday), "scope", "col");
}

class Calendar {
 public:
  explicit Calendar(const Book& book) : book_(book), language_(book.language()) {
    for (const StudyDay& day : book.plan().days) {
      fullest_ = std::max(fullest_, day.total());
      names_lessons_ = names_lessons_ && widest_piece(lessons_of(day)) <= widest_name;
    }
  }

  /// The weeks that have some of `dates`, and of them no other month's dates if there is one.
  void add_weeks(Element parent, const std::string& title, DateRange dates, std::optional<year_month> month) {
    const bool numbered = numbers_weeks(book_);
    Element table = add_table(book_, parent, numbered ? "calendar numbered" : "calendar", title);
    add_head(book_, table, numbered);
    Element body = add(table, "tbody");
    for (Date week = week_of(book_, dates.first); week <= dates.last; week += days{7}) {
      Element row = add(body, "tr");
      if (numbered) set(add(row, "th", week_number(book_, week)), "scope", "row");
      for (Date date = week; date < week + days{7}; date += days{1}) {
        Element cell = add(row, "td");
        if (month && month_of(date) != *month) continue;
        add_date(cell, date);
      }
    }
  }

  /// What the marks in the cells mean.
  void add_meaning(Element parent) const {
    const auto add_line = [&](const char* name) {
      return book_.in_own_words(set(add(parent, "p"), "class", name));
    };
    // Readers that draw no such lines do not show what they mean either.
    if (fullest_.count > 0) add_text(add_line("lines"), book_.say(word::calendar_load{}));
    if (has_day_off_) add_text(add_line("meaning"), book_.say(word::calendar_day_off{}));
    if (book_.plan().undated) return;
    const std::string deadline = language_.full_date(book_.plan().deadline);
    book_.add_dates(add_line("meaning"), word::calendar_deadline{.date = deadline});
  }

 private:
  std::string lessons_of(const StudyDay& day) const {
    return day.tasks.empty() ? std::string() : facts::lesson_numbers(language_, book_.catalog(), day.tasks);
  }

  // Only elements inside a line: MuPDF puts blocks in a table on top of each other.
  void add_date(Element cell, Date date) {
    const Plan& plan = book_.plan();
    const bool deadline = plan.marks_deadline(date);
    const std::optional<std::size_t> day = find_day(plan, date);
    if (day) return add_study_day(cell, *day, deadline);
    const bool off = date >= plan.start && date <= plan.deadline;
    has_day_off_ = has_day_off_ || off;
    if (plan.undated) {
      if (off) add_text(cell, "–");
      return;
    }
    Element text = deadline ? set(add(cell, "span"), "class", "deadline") : cell;
    set(add(text, "span", number_of(book_, date)), "class", "date");
    if (!off) return;
    add(text, "br");
    add_text(text, "–");
  }

  void add_study_day(Element cell, std::size_t index, bool deadline) const {
    const StudyDay& day = book_.plan().days[index];
    Element link = add_link(cell, book_.day_file(index));
    const std::int64_t load =
        fullest_.count == 0 ? 0 : (day.total().count * load_steps + fullest_.count - 1) / fullest_.count;
    set(link, "class", fmt::format("load-{}{}", load, deadline ? " deadline" : ""));
    const std::string date = language_.full_date(day.date);
    const std::string what = what_of(book_, index);
    set(link, "aria-label", book_.say(word::facts{.first = date, .second = what}));
    set(add(link, "strong", number_of(book_, day.date)), "class", "date");
    add(link, "br");
    // As high as the others.
    std::string below = names_lessons_ ? lessons_of(day) : std::string();
    if (book_.is_over(index) && day.total().count > 0) below = is_done(book_, index) ? done_box : open_box;
    add_text(link, below.empty() ? "\u00A0" : below);
  }

  const Book& book_;
  const Language& language_;
  Minutes fullest_;
  bool names_lessons_ = true;  ///< in the cells, by one rule for all
  bool has_day_off_ = false;
};

/// What the week of a day's page is called.
std::string name_of_week(const Book& book, Date week) {
  if (book.plan().undated) return week_number(book, week);
  return book.say(word::week_of{.date = book.dates().day(week)});
}

}  // namespace

Weeks::Weeks(const Book& book) : book_(book) {
  xml::Writer head(book.gaps());
  add_head(book, head.document(), false);
  head_ = std::string_view(head.bytes());
  for (std::size_t day = 0; day < book.plan().days.size(); ++day) {
    const Date date = book.plan().days[day].date;
    xml::Writer cell(book.gaps());
    Element link = add_link(add(cell.document(), "td"), book.day_file(day), number_of(book, date));
    set(link, "aria-label", book.language().full_date(date));
    cells_.emplace_back(std::string_view(cell.bytes()));
  }
}

void Weeks::add_row(Element body, Date week, const facts::Stretch& here) const {
  Element row = add(body, "tr");
  if (book_.plan().undated) set(add(row, "th", week_number(book_, week)), "scope", "row");
  for (Date date = week; date < week + days{7}; date += days{1}) {
    const std::optional<std::size_t> day = find_day(book_.plan(), date);
    if (day && (*day < here.first || *day > here.last)) {
      add_written(row, cells_[*day]);
      continue;
    }
    Element cell = add(row, "td");
    const std::string number = number_of(book_, date);
    if (day) {
      const std::string_view current = book_.plan().undated ? "true" : "date";
      set(set(add(cell, "strong", number), "class", "here"), "aria-current", current);
    } else {
      add_text(cell, number);
    }
  }
}

void add_calendar(const Book& book, Element parent) {
  const Plan& plan = book.plan();
  const Language& language = book.language();
  Calendar calendar(book);
  const auto add_heading = [&](const std::string& title) {
    book.in_readers_language(add(parent, "h2", title));
  };
  const std::int64_t weeks = (week_of(book, plan.deadline) - week_of(book, plan.start)).count() / 7 + 1;
  if (weeks <= most_weeks_in_one_table || plan.undated) {
    // What is in one table is not parted where a month ends.
    const auto [start, deadline] = book.dates().plan_days();
    const std::string title = language.heading(book.say(word::date_range{.first = start, .last = deadline}));
    add_heading(title);
    calendar.add_weeks(parent, title, {plan.start, plan.deadline}, std::nullopt);
  } else {
    for (year_month month = month_of(plan.start); month <= month_of(plan.deadline);
         month += std::chrono::months{1}) {
      const std::string title = language.heading(
          language.month_year(static_cast<int>(month.year()), static_cast<unsigned>(month.month())));
      add_heading(title);
      const DateRange shown{std::max(plan.start, Date{month / 1}),
                            std::min(plan.deadline, Date{month / std::chrono::last})};
      calendar.add_weeks(parent, title, shown, month);
    }
  }
  calendar.add_meaning(parent);
}

void Weeks::add_to(Element parent, const facts::Stretch& here) const {
  const std::vector<StudyDay>& all = book_.plan().days;
  const Date week = week_of(book_, all[here.last].date);
  const Date next = here.last + 1 < all.size() ? week_of(book_, all[here.last + 1].date) : week;
  const char* const kind = book_.plan().undated ? "calendar numbered week" : "calendar week";
  Element table = add_table(book_, parent, kind, name_of_week(book_, week));
  add_written(table, head_);
  Element body = add(table, "tbody");
  add_row(body, week, here);
  if (next != week) add_row(body, next, here);
}

}  // namespace pensum::epub
