#include "page/calendar.hpp"

#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"
#include "plan/undated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

using std::chrono::year_month_day;

constexpr std::int64_t most_weeks_in_one_table = 6;
constexpr std::int64_t few_weeks = 3;
constexpr std::string_view day_off = "–";

unsigned month_number(Date date) { return static_cast<unsigned>(year_month_day{date}.month()); }
unsigned day_of(Date date) { return static_cast<unsigned>(year_month_day{date}.day()); }

Minutes largest_budget(const Plan& plan) {
  Minutes largest;
  for (const StudyDay& day : plan.days) largest = std::max(largest, day.budget);
  return largest;
}

bool in_plan(const Plan& plan, Date date) { return date >= plan.start && date <= plan.deadline; }

/// Where to begin and to end a table of a long plan that has no months.
constexpr std::int64_t weeks_in_a_part = 4;

/// What the cells have no room to say in words.
struct Marks {
  bool bars = true;
  bool days_off = false;
  bool deadline = false;
};

/// Below a calendar, what its bars and marks mean.
void add_meaning(Composition& c, std::vector<DrawnBlock>& blocks, const Marks& marks, Points below) {
  using Bars = word::calendar_bars;
  std::string meaning;
  const auto add = [&](const std::string& sentence) {
    meaning =
        meaning.empty() ? sentence : c.language.say(word::sentences{.first = meaning, .second = sentence});
  };
  if (marks.bars) {
    const bool reviews = c.plan.review_load.count > 0;
    add(c.language.say(Bars{.reviews = reviews ? Bars::Reviews::yes : Bars::Reviews::other}));
  }
  if (marks.days_off) add(c.language.say(word::calendar_day_off{}));
  if (marks.deadline) {
    const std::string date = c.quoted(c.language.full_date(c.plan.deadline));
    add(c.language.say(word::calendar_deadline{.date = date}));
  }
  if (meaning.empty()) {
    add_space(blocks, below);
    return;
  }
  TextBlock text = c.canvas.paragraph(meaning, Type::small, c.content_width());
  blocks.back().block.keep_with_next = true;
  blocks.push_back({{.height = text.height() + below, .below = below}, [&c, text = std::move(text)] {
                      c.canvas.text(c.in_own_words(Role::paragraph, c.root), c.content_left(), c.y,
                                    c.canvas.layout().secondary, text);
                    }});
}

/// What a link to a day leads to, and the day's load.
std::string spoken_day(const Composition& c, const StudyDay& day) {
  const std::string load =
      c.language.say(word::load_of_budget{.load = day.total().count, .budget = day.budget.count});
  return c.language.say(word::facts{.first = c.language.full_date(day.date), .second = load});
}

// ------------------------------------------------------------------ one table of large cells

class WeekTable {
 public:
  WeekTable(Composition& c, Date first, std::int64_t weeks, bool close)
      : c_(c),
        canvas_(c.canvas),
        layout_(canvas_.layout()),
        first_(first),
        weeks_(weeks),
        close_(close),
        week_width_(width_of_week_numbers(c, weeks)),
        cell_width_((c.content_width() - week_width_) / 7),
        widest_(largest_budget(c.plan)),
        heading_(canvas_.paragraph(c_.language.heading(heading()), Type::body_bold, c.content_width())) {
    // Number, two lines of lessons, bar, and the word that may be under it.
    row_height_ = layout_.leading + canvas_.leading(Type::small) * 3 + load_bar_height(layout_) +
                  layout_.leading.scaled(close ? 2 : 3, 4);
    // A short plan leaves its rows room.
    if (weeks_ <= few_weeks && !close) row_height_ += layout_.leading / 2;
    marks_deadline_ = !c_.plan.undated;
    says_deadline_ = deadline_word().width <= cell_width_ - padding() * 2;
    find_lessons();
    find_minutes();
  }

  std::vector<DrawnBlock> blocks(Points below) {
    const Points half = layout_.leading / 2;
    const Points weekdays = names_weekdays() ? canvas_.leading(Type::small) : Points{};
    std::vector<DrawnBlock> blocks{{{.height = heading_.height() + weekdays + half, .head = true}, [this] {
                                      draw_heading();
                                      table_ = canvas_.element(Role::table, c_.root);
                                      if (names_weekdays()) draw_weekdays(table_);
                                    }}};
    for (std::int64_t week = 0; week < weeks_; ++week) {
      blocks.push_back({{.height = row_height_}, [this, week] { draw_week(first_ + days{week * 7}); }});
    }
    Block& last = blocks.back().block;
    last.below = half;
    last.height += last.below;
    // Where all has to be close, bars go without words.
    add_meaning(c_, blocks, {.bars = !close_, .deadline = marks_deadline_ && !says_deadline_}, below);
    return blocks;
  }

 private:
  /// The column of week numbers, if the language has them and its word is short enough for one. Without dates
  /// weeks are named, since bare numbers would be taken for days.
  static Points width_of_week_numbers(Composition& c, std::int64_t weeks) {
    if (c.plan.undated) {
      const Points width = c.canvas.width(week_name(c, weeks), Type::small) + c.canvas.layout().body;
      return width * 8 <= c.content_width() ? width : Points{};
    }
    if (!c.language.numbers_weeks()) return {};
    const Points word = c.canvas.width(c.language.say(word::week_short{}), Type::small);
    const Points number = c.canvas.width(c.language.number(53), Type::small);
    const Points width = std::max(word, number) + c.canvas.layout().body;
    return width * 16 <= c.content_width() ? width : Points{};
  }
  bool numbers_weeks() const { return week_width_.milli > 0; }
  bool names_weekdays() const { return !c_.plan.undated; }

  static std::string week_name(const Composition& c, std::int64_t week) {
    return c.language.heading(c.language.say(word::plan_week{.week = week}));
  }

  Points cell_x(std::int64_t column) const {
    return c_.content_left() + week_width_ + (c_.content_width() - week_width_).scaled(column, 7);
  }

  std::string heading() const {
    const Date from = c_.plan.start;
    const Date to = c_.plan.deadline;
    if (c_.plan.undated) return date_range(c_.language, c_.dates.day(from), c_.dates.day(to));
    const std::string first = c_.language.month_year(year_of(from), month_number(from));
    std::string last = c_.language.month_year(year_of(to), month_number(to));
    if (first == last) return last;
    if (year_of(from) != year_of(to)) return date_range(c_.language, first, last);
    return c_.language.year_first()
               ? date_range(c_.language, first, c_.language.month_long(month_number(to)))
               : date_range(c_.language, c_.language.month_long(month_number(from)), last);
  }

  void draw_heading() {
    canvas_.text(canvas_.element(Role::heading2, c_.root), c_.content_left(), c_.y, layout_.text, heading_);
    c_.y += heading_.height() + layout_.leading / 4;
  }

  void draw_weekdays(ElementId table) {
    const ElementId row = canvas_.element(Role::table_row, table);
    if (numbers_weeks()) draw_corner(row);
    std::array<text::Line, 7> names = weekday_names(c_, cell_width_ - padding() * 2);
    for (unsigned i = 0; i < 7; ++i) {
      const Weekday weekday = c_.language.first_weekday() + days{i};
      canvas_.text(weekday_cell(c_, row, weekday), cell_x(i) + padding(), canvas_.baseline(c_.y, Type::small),
                   layout_.secondary, std::move(names[i]));
    }
  }

  void draw_week(Date monday) {
    canvas_.horizontal_rule(c_.content_left(), c_.y, c_.content_width(),
                            monday == first_ ? layout_.rule : layout_.hairline,
                            monday == first_ ? layout_.text : layout_.faint);
    const ElementId row = canvas_.element(Role::table_row, table_);
    if (numbers_weeks()) draw_week_number(row, monday);
    for (std::int64_t column = 0; column < 7; ++column) draw_cell(row, monday + days{column}, column);
    if (monday != first_ + days{(weeks_ - 1) * 7}) return;
    canvas_.horizontal_rule(c_.content_left(), c_.y + row_height_, c_.content_width(), layout_.hairline,
                            layout_.faint);
  }

  /// What the week numbers' column is called, so that all rows have eight cells.
  void draw_corner(ElementId row) {
    const ElementId cell = canvas_.element(Element{.role = Role::header_cell,
                                                   .scope = Scope::column,
                                                   .parent = row,
                                                   .language = c_.own_language(),
                                                   .expansion = c_.language.say(word::week{})});
    canvas_.text(cell, c_.content_left(), canvas_.baseline(c_.y, Type::small), layout_.secondary,
                 canvas_.line(c_.language.say(word::week_short{}), Type::small));
  }

  void draw_week_number(ElementId row, Date monday) {
    const ElementId cell =
        canvas_.element(Element{.role = Role::header_cell, .scope = Scope::row, .parent = row});
    canvas_.text(cell, c_.content_left(), canvas_.baseline(c_.y + layout_.leading / 4, Type::body_bold),
                 layout_.secondary, canvas_.line(week_number(monday), Type::small));
  }

  /// The week of the year; without dates that of the plan.
  std::string week_number(Date monday) const {
    return c_.plan.undated ? week_name(c_, week_of_plan(monday)) : c_.language.number(iso_week(monday));
  }

  void draw_cell(ElementId row, Date date, std::int64_t column) {
    const ElementId cell = canvas_.element(Role::data_cell, row);
    const Points x = cell_x(column) + padding();
    const Points top = c_.y + layout_.leading / 4;
    const std::string number = number_of(date);
    const std::optional<std::size_t> day = find_day(c_.plan, date);
    if (!day) {
      const bool off = in_plan(c_.plan, date);
      // Outside the plan numbers are small, with nothing below them.
      const Type type = off ? Type::body : Type::small;
      if (!number.empty()) {
        canvas_.text(cell, x, canvas_.baseline(top, Type::body_bold), layout_.secondary,
                     canvas_.line(number, type));
      }
      if (off) {
        canvas_.text(cell, x, canvas_.baseline(top + layout_.leading, Type::small), layout_.secondary,
                     canvas_.line(c_.language.say(word::off{}), Type::small));
      }
    } else {
      draw_study_day(cell, *day, number, x, top);
    }
    if (c_.plan.marks_deadline(date)) draw_deadline(cell, x, column);
  }

  /// The words for each day, by one rule for all, so that the cells look alike.
  void find_lessons() {
    const Points width = cell_width_ - padding() * 2;
    const auto fits = [&](std::string_view word, Points most) {
      return canvas_.width(word, Type::small) <= most;
    };
    const bool several =
        std::ranges::any_of(c_.plan.days, [](const auto& day) { return day.tasks.size() > 1; });
    std::string before = c_.language.say(word::lessons_by_number{.count = several ? 2 : 1, .lessons = ""});
    while (before.ends_with(' ')) before.pop_back();
    const bool said = fits(before, width.scaled(3, 4));
    std::size_t most_lines = 0;
    for (const StudyDay& day : c_.plan.days) {
      std::string what;
      if (!day.tasks.empty()) {
        what = what_of(day, said, width);
      } else {
        what = day.reviews.empty() ? c_.language.say(word::day_free{}) : c_.language.say(word::day_reviews{});
        if (!fits(what, width)) what.clear();  // the bar shows it
      }
      lessons_.push_back(canvas_.paragraph(what, Type::small, width, 2));
      most_lines = std::max(most_lines, lessons_.back().lines.size());
    }
    above_bar_ = canvas_.leading(Type::small) * static_cast<std::int64_t>(most_lines);
  }

  /// The minutes beside the bars, where these stay long enough.
  void find_minutes() {
    Points widest;
    for (const StudyDay& day : c_.plan.days) {
      widest = std::max(widest, canvas_.width(c_.language.number(day.total().count), Type::small));
    }
    widest += layout_.small / 3;
    if (widest * 3 <= cell_width_ - padding() * 2) minutes_width_ = widest;
  }

  /// The day of the month, with the month where that begins, and at the plan's start.
  std::string number_of(Date date) {
    std::string number = number_in_calendar(c_, date);
    if (c_.plan.undated || (date != c_.plan.start && day_of(date) != 1)) return number;
    // On small pages some languages' months are wider than a cell.
    std::string named = c_.language.day_month(date);
    if (canvas_.width(named, Type::body_bold) <= cell_width_ - padding() * 2) return named;
    return number;
  }

  void draw_study_day(ElementId cell, std::size_t index, const std::string& number, Points x, Points top) {
    const StudyDay& day = c_.plan.days[index];
    const ElementId link = c_.days_in ? canvas_.element(Role::link, cell) : cell;
    const Points width = cell_width_ - padding() * 2;
    canvas_.text(link, x, canvas_.baseline(top, Type::body_bold), layout_.text,
                 canvas_.line(number, Type::body_bold));
    canvas_.text(link, x, top + layout_.leading, day.tasks.empty() ? layout_.secondary : layout_.text,
                 lessons_[index]);
    const Points bar = top + layout_.leading + above_bar_ + layout_.leading / 5;
    draw_load_bar(canvas_, x, bar, width - minutes_width_, day, widest_);
    if (minutes_width_.milli > 0 && day.total().count > 0) {
      const Points baseline = bar + (load_bar_height(layout_) + canvas_.cap_height(Type::small)) / 2;
      canvas_.text_right(link, x + width, baseline, layout_.secondary,
                         canvas_.line(c_.language.number(day.total().count), Type::small));
    }
    if (!c_.days_in) return;
    canvas_.link(link, {x - padding(), c_.y, cell_width_, row_height_}, c_.day_places[index],
                 spoken_day(c_, day));
  }

  /// The lessons' numbers, with the word before them where it has room; of ids that have none, how many.
  std::string what_of(const StudyDay& day, bool said, Points width) {
    const std::size_t count = day.tasks.size();
    std::vector<std::string> ways{facts::lesson_numbers(c_.language, *c_.plan.catalog, day.tasks)};
    if (said) {
      const std::string& numbers = ways.front();
      ways.insert(ways.begin(), c_.language.say(word::lessons_by_number{.count = count, .lessons = numbers}));
    }
    const std::string dash = range_dash();
    // Ranges whole, if need be by keeping them so; else broken behind the dash; ids always whole.
    for (const std::string& way : ways) {
      if (fits(way, width, {})) return way;
      if (std::string whole = with_joined(way, dash); fits(whole, width, {})) return whole;
    }
    for (const std::string& way : ways) {
      if (fits(way, width, dash)) return way;
    }
    return said ? c_.language.say(word::lessons{.count = count})
                : fmt::format("({})", c_.language.number(count));
  }

  /// Whether `what` takes two lines at most, and no line ends within a word but behind `dash`.
  bool fits(std::string_view what, Points width, std::string_view dash) {
    const TextBlock lines = canvas_.paragraph(what, Type::small, width);
    const auto torn = [&](const text::Line& line) {
      return line.splits_word &&
             (dash.empty() || line.runs.empty() || !line.runs.back().text.ends_with(dash));
    };
    return lines.lines.size() <= 2 && std::ranges::none_of(lines.lines, torn);
  }

  /// `text` with a word joiner behind each dash, so that no line ends there.
  static std::string with_joined(std::string text, std::string_view dash) {
    constexpr std::string_view joiner = "\u2060";
    for (std::size_t at = text.find(dash); at != std::string::npos;
         at = text.find(dash, at + dash.size() + joiner.size()))
      text.insert(at + dash.size(), joiner);
    return text;
  }

  /// What is between the ends of a range of lessons.
  std::string range_dash() const {
    std::string dash;
    c_.language.pieces(word::lesson_range{.first = "", .last = ""},
                       [&](word::lesson_range::Part, std::string_view text) { dash += text; });
    return dash;
  }

  text::Line deadline_word() { return canvas_.line(c_.language.say(word::deadline{}), Type::small_bold); }

  void draw_deadline(ElementId cell, Points x, std::int64_t column) {
    const Points top = c_.y + row_height_ - canvas_.leading(Type::small) - layout_.leading / 6;
    if (says_deadline_) {
      canvas_.text(cell, x, canvas_.baseline(top, Type::small_bold), layout_.text, deadline_word());
    }
    canvas_.outline(artifact, {cell_x(column), c_.y, cell_width_, row_height_}, layout_.rule * 2,
                    layout_.text);
  }

  Points padding() const { return layout_.body.scaled(45, 100); }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Date first_;
  std::int64_t weeks_;
  bool close_;
  Points week_width_;  ///< of the week numbers; 0: there are none
  Points cell_width_;
  Points row_height_;
  Minutes widest_;
  bool marks_deadline_ = true;
  bool says_deadline_ = false;  ///< in its frame
  Points minutes_width_;        ///< beside the bars; 0: there are none
  TextBlock heading_;
  std::vector<TextBlock> lessons_;  ///< of each study day
  Points above_bar_;                ///< what they take above the bars
  ElementId table_ = 0;
};

// ------------------------------------------------------------------ months side by side

/// Tables of months, or of as many weeks where there are no months.
class MonthTable {
 public:
  MonthTable(Composition& c, std::size_t columns, Minutes widest, bool close)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), widest_(widest) {
    const auto count = static_cast<std::int64_t>(columns);
    gap_ = layout_.leading * 2;
    width_ = (c.content_width() - gap_ * (count - 1)) / count;
    row_height_ = canvas_.leading(Type::small) + load_bar_height(layout_) + layout_.leading / (close ? 6 : 3);
    below_ = layout_.leading / (close ? 2 : 1);
  }

  /// Heading, weekdays and so many weeks.
  Points height(std::int64_t weeks) const {
    const Points weekdays = c_.plan.undated ? Points{} : canvas_.leading(Type::small);
    return layout_.leading + weekdays + row_height_ * weeks + below_;
  }

  void draw(const CalendarPart& part, std::size_t column) {
    const Points left = c_.content_left() + (width_ + gap_) * static_cast<std::int64_t>(column);
    Points y = c_.y;
    canvas_.text(canvas_.element(Role::heading2, c_.root), left, canvas_.baseline(y, Type::body_bold),
                 layout_.text, canvas_.line(part.title, Type::body_bold));
    const PlaceId place = canvas_.reserve_place();
    canvas_.set_place(place, y);
    canvas_.bookmark(1, part.title, place);
    y += layout_.leading;
    const ElementId table = canvas_.element(Role::table, c_.root);
    if (!c_.plan.undated) {
      draw_weekdays(table, left, y);
      y += canvas_.leading(Type::small);
    }
    canvas_.horizontal_rule(left, y, width_, layout_.hairline, layout_.text);
    const Weekday first_weekday = c_.language.first_weekday();
    for (Date week = week_start(part.first, first_weekday); week <= part.last; week += days{7}) {
      const ElementId row = canvas_.element(Role::table_row, table);
      for (std::int64_t i = 0; i < 7; ++i) {
        const Date date = week + days{i};
        if (date >= part.first && date <= part.last) {
          draw_cell(row, date, left + width_.scaled(i, 7), y);
        } else {
          canvas_.element(Role::data_cell, row);
        }
      }
      y += row_height_;
    }
  }

 private:
  void draw_weekdays(ElementId table, Points left, Points y) {
    const ElementId head = canvas_.element(Role::table_row, table);
    std::array<text::Line, 7> names = weekday_names(c_, width_ / 7 - layout_.small / 4);
    for (unsigned i = 0; i < 7; ++i) {
      const Weekday weekday = c_.language.first_weekday() + days{i};
      canvas_.text(weekday_cell(c_, head, weekday), left + width_.scaled(i, 7),
                   canvas_.baseline(y, Type::small), layout_.secondary, std::move(names[i]));
    }
  }

  std::string day_off_spoken(Date date) const {
    return c_.plan.undated ? c_.language.say(word::off{})
                           : c_.language.say(word::calendar_day_off_spoken{.day = day_of(date)});
  }

  void draw_cell(ElementId row, Date date, Points x, Points y) {
    const std::optional<std::size_t> day = find_day(c_.plan, date);
    const bool off = !day && in_plan(c_.plan, date);
    // A day off without a number has a dash in its place.
    const std::string number = off && c_.plan.undated ? std::string(day_off) : number_in_calendar(c_, date);
    const ElementId cell = off ? canvas_.element(Element{.role = Role::data_cell,
                                                         .parent = row,
                                                         .language = c_.own_language(),
                                                         .expansion = day_off_spoken(date)})
                               : canvas_.element(Role::data_cell, row);
    const Points text_top = y + layout_.leading / 8;
    if (!day && number.empty()) return;
    if (!day) {
      canvas_.text(cell, x, canvas_.baseline(text_top, Type::small), layout_.secondary,
                   canvas_.line(number, Type::small));
      if (c_.plan.undated) return;
      if (off) draw_off(x, text_top + canvas_.leading(Type::small));
      if (c_.plan.marks_deadline(date)) draw_deadline(x, y);
      return;
    }
    const StudyDay& study = c_.plan.days[*day];
    const ElementId link = c_.days_in ? canvas_.element(Role::link, cell) : cell;
    canvas_.text(link, x, canvas_.baseline(text_top, Type::small_bold), layout_.text,
                 canvas_.line(number, Type::small_bold));
    const Points bar_width = width_ / 7 - layout_.body / 3;
    draw_load_bar(canvas_, x, text_top + canvas_.leading(Type::small), bar_width, study, widest_);
    if (c_.days_in) {
      canvas_.link(link, {x, y, width_ / 7, row_height_}, c_.day_places[*day], spoken_day(c_, study));
    }
    if (c_.plan.marks_deadline(date)) draw_deadline(x, y);
  }

  /// Where a study day has its bar, a day off has a dash.
  void draw_off(Points x, Points top) {
    const Points middle = top + load_bar_height(layout_) / 2;
    canvas_.horizontal_rule(x, middle, layout_.small.scaled(9, 10), layout_.rule, layout_.secondary);
  }

  void draw_deadline(Points x, Points y) {
    const Points pad = layout_.body / 5;
    canvas_.outline(artifact, {x - pad, y, width_ / 7, row_height_}, layout_.rule * 2, layout_.text);
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Minutes widest_;
  Points gap_;
  Points width_;
  Points row_height_;
  Points below_;  ///< a month
};

/// How many weeks a part has days in.
std::int64_t weeks_of(const CalendarPart& part, Weekday first_weekday) {
  return (week_start(part.last, first_weekday) - week_start(part.first, first_weekday)).count() / 7 + 1;
}

std::size_t columns_of_months(const Composition& c) {
  const Points narrowest = c.canvas.layout().body * 20;
  const std::int64_t fitting = c.content_width().milli / narrowest.milli;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(fitting, 1, 3));
}

std::vector<DrawnBlock> blocks_of_months(Composition& c, Points below, bool close) {
  const std::size_t columns = columns_of_months(c);
  const auto table = std::make_shared<MonthTable>(c, columns, largest_budget(c.plan), close);
  std::vector<DrawnBlock> blocks;
  for (Date next = c.plan.start; next <= c.plan.deadline;) {
    // Months side by side are as high as the one with the most weeks.
    std::vector<CalendarPart> row;
    std::int64_t weeks = 0;
    while (next <= c.plan.deadline && row.size() < columns) {
      row.push_back(calendar_part(c, next));
      weeks = std::max(weeks, weeks_of(row.back(), c.language.first_weekday()));
      next = row.back().last + days{1};
    }
    blocks.push_back({{.height = table->height(weeks)}, [table, row = std::move(row)] {
                        for (std::size_t column = 0; column < row.size(); ++column)
                          table->draw(row[column], column);
                      }});
  }
  const auto dates = static_cast<std::size_t>((c.plan.deadline - c.plan.start).count() + 1);
  const bool off = c.plan.days.size() < dates;
  add_meaning(c, blocks, {.bars = !close, .days_off = off, .deadline = !c.plan.undated}, below);
  return blocks;
}

}  // namespace

CalendarPart calendar_part(const Composition& c, Date date) {
  if (!c.plan.undated) {
    const std::chrono::year_month month = month_of(date);
    const std::string title = c.language.month_year(year_of(date), month_number(date));
    return {month / 1, month / std::chrono::last, c.language.heading(title)};
  }
  const std::int64_t first_week = (week_of_plan(date) - 1) / weeks_in_a_part * weeks_in_a_part + 1;
  const std::int64_t last_week = std::min(first_week + weeks_in_a_part - 1, week_of_plan(c.plan.deadline));
  const std::string first = c.language.say(word::plan_week{.week = first_week});
  const std::string last = c.language.say(word::plan_week{.week = last_week});
  const Date begins =
      week_start(date, c.language.first_weekday()) - days{(week_of_plan(date) - first_week) * 7};
  return {begins, begins + days{(last_week - first_week + 1) * 7 - 1},
          c.language.heading(first == last ? first : date_range(c.language, first, last))};
}

std::string number_in_calendar(const Composition& c, Date date) {
  if (!c.plan.undated) return c.language.number(day_of(date));
  const std::optional<std::size_t> day = find_day(c.plan, date);
  return day ? c.language.number(*day + 1) : std::string();
}

ElementId weekday_cell(Composition& c, ElementId row, Weekday weekday) {
  return c.canvas.element(Element{.role = Role::header_cell,
                                  .scope = Scope::column,
                                  .parent = row,
                                  .language = c.date_language(),
                                  .expansion = c.language.weekday_long(weekday)});
}

std::array<text::Line, 7> weekday_names(Composition& c, Points width) {
  std::array<text::Line, 7> names;
  for (const auto name : {&Language::weekday_short, &Language::weekday_shortest, &Language::weekday_letter}) {
    for (unsigned i = 0; i < 7; ++i)
      names[i] = c.canvas.line((c.language.*name)(c.language.first_weekday() + days{i}), Type::small);
    if (std::ranges::all_of(names, [&](const text::Line& line) { return line.width <= width; })) break;
  }
  return names;
}

std::vector<DrawnBlock> calendar_blocks(Composition& c, Points below, bool close) {
  const Date first = week_start(c.plan.start, c.language.first_weekday());
  const std::int64_t weeks = (c.plan.deadline - first).count() / 7 + 1;
  if (weeks > most_weeks_in_one_table) return blocks_of_months(c, below, close);
  const auto table = std::make_shared<WeekTable>(c, first, weeks, close);
  std::vector<DrawnBlock> blocks = table->blocks(below);
  // The table lives as long as its blocks.
  for (DrawnBlock& block : blocks) block.draw = [table, draw = std::move(block.draw)] { draw(); };
  return blocks;
}

}  // namespace pensum::page
