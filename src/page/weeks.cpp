// The weeks: seven columns, one a day, with the day's lessons in a row below it. A week is whole on a
// page unless it is longer than one.
#include "language/words.hpp"
#include "page/box_rows.hpp"
#include "page/composition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

constexpr std::size_t days_of_week = 7;

/// A title stands in full with its lesson's day.
constexpr std::size_t most_lines_of_review = 3;

/// How much a week says, from the most to the least.
enum class Detail { full, review_numbers, numbers, lesson_numbers };

/// What of a day's column no page break parts: a lesson's first line with its box, a line that goes on,
/// a row of boxes, the word above reviews.
struct Atom {
  enum class Kind { lesson, more, lessons, reviews_word, review, reviews, remark } kind = Kind::lesson;
  std::size_t first = 0;  ///< the task or review; of a row of boxes the first one
  std::size_t last = 0;   ///< of a row of boxes: one past the last one
  TextBlock text;
  Points height;
};

struct Column {
  Date date;
  std::optional<std::size_t> day;  ///< the study day; none for a day off or outside the plan
  std::vector<Atom> atoms;
};

struct Week {
  Date first;
  std::array<Column, days_of_week> columns;
};

/// A week, or as much of it as a page holds: the atoms [first, last) of each column.
struct Piece {
  std::size_t week = 0;
  bool first_of_week = true;
  std::array<std::size_t, days_of_week> first{};
  std::array<std::size_t, days_of_week> last{};
  Points height;
};

class Weeks {
 public:
  Weeks(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), asked_(section) {
    for (const StudyDay& day : c.plan.days) widest_ = std::max(widest_, day.budget);
    measure();
    if (!asked_.one_page) return;
    // As much as there is room for on the fewest pages.
    Detail best = detail_;
    std::size_t fewest = pages();
    for (const Detail less : {Detail::review_numbers, Detail::numbers, Detail::lesson_numbers}) {
      if (fewest == 1) break;
      detail_ = less;
      measure();
      if (pages() >= fewest) continue;
      fewest = pages();
      best = less;
    }
    if (detail_ == best) return;
    detail_ = best;
    measure();
  }

  void draw() {
    const std::vector<Block> blocks = blocks_of_pieces();
    if (!asked_.own_page) {
      set_blocks(c_, blocks, {.gap = {}, .start = Flow::Start::here},
                 [&](const PageRange& page) { draw_pieces(page); });
      return;
    }
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      set_blocks(c_, {&blocks[i], 1}, {.gap = {}, .start = Flow::Start::own_page},
                 [&](const PageRange& page) { draw_pieces({page.first + i, page.last + i, page.unused}); });
    }
  }

 private:
  // ---------------------------------------------------------------- measuring

  Points padding() const { return layout_.body.scaled(45, 100); }
  Points column_x(std::size_t column) const {
    return c_.content_left() + c_.content_width().scaled(static_cast<std::int64_t>(column), 7);
  }
  Points text_width() const { return c_.content_width() / 7 - padding() * 2; }
  Points box_column() const { return layout_.box + layout_.body / 2; }
  Points review_box() const { return layout_.box.scaled(7, 10); }

  /// Above the columns: which week it is. Weeks that stand below each other on one page say it in their
  /// first day's date.
  Points heading_height() const {
    return asked_.one_page ? Points{} : canvas_.leading(Type::body_bold) + layout_.leading / 4;
  }
  /// Of each column's head: the date, and below it the load with its bar.
  Points head_height() const {
    return layout_.leading.scaled(5, 4) + load_bar_height(layout_) + layout_.leading / 2 +
           (detail_ == Detail::full ? canvas_.leading(Type::small) : Points{});
  }
  Points foot_height() const { return layout_.leading / 2; }
  Points around() const { return heading_height() + head_height() + foot_height(); }

  void measure() {
    weeks_.clear();
    pieces_.clear();
    const unsigned first_weekday = c_.language.first_weekday();
    for (Date first = week_start(c_.plan.start, first_weekday); first <= c_.plan.deadline; first += days{7}) {
      Week week{.first = first, .columns = {}};
      for (std::size_t i = 0; i < days_of_week; ++i) {
        const Date date = first + days{static_cast<int>(i)};
        week.columns[i] = {.date = date, .day = find_day(c_.plan, date), .atoms = {}};
        if (week.columns[i].day) fill(week.columns[i]);
      }
      weeks_.push_back(std::move(week));
      add_pieces(weeks_.size() - 1);
    }
  }

  std::vector<Block> blocks_of_pieces() const {
    std::vector<Block> blocks;
    for (const Piece& piece : pieces_) blocks.push_back({.height = piece.height});
    return blocks;
  }

  std::size_t pages() const {
    return paginate(blocks_of_pieces(), c_.room(), layout_.content_height()).size();
  }

  void fill(Column& column) {
    // On a page of its own titles are cut only where that spares another page.
    if (asked_.own_page) {
      add_atoms(column, 0);
      Points height;
      for (const Atom& atom : column.atoms) height += atom.height;
      if (height <= layout_.content_height() - around()) return;
      column.atoms.clear();
    }
    add_atoms(column, most_lines_of_review);
  }

  void add_atoms(Column& column, std::size_t most_lines) {
    const StudyDay& day = c_.plan.days[*column.day];
    if (detail_ >= Detail::numbers) {
      add_box_rows(column, Atom::Kind::lessons);
    } else {
      for (std::size_t t = 0; t < day.tasks.size(); ++t) add_lesson(column, t);
    }
    if (day.tasks.empty() && day.reviews.empty()) {
      Atom atom{.kind = Atom::Kind::remark,
                .text = canvas_.paragraph(day.buffer ? "kept free" : "free", Type::small, text_width()),
                .height = {}};
      atom.height = atom.text.height();
      column.atoms.push_back(std::move(atom));
    }
    if (!day.reviews.empty() && detail_ != Detail::lesson_numbers) add_reviews(column, day, most_lines);
  }

  void add_lesson(Column& column, std::size_t task) {
    const Task& planned = c_.plan.days[*column.day].tasks[task];
    const std::string title = c_.title_of(planned);
    const TextBlock text = canvas_.paragraph(title, Type::body, text_width());
    // The box stands on the line of the number and the minutes, the title below it.
    Atom head{.kind = Atom::Kind::lesson, .first = task, .text = {}, .height = {}};
    head.height = std::max(layout_.box, canvas_.leading(Type::small)) + layout_.leading / 4;
    column.atoms.push_back(std::move(head));
    for (const text::Line& line : text.lines) {
      column.atoms.push_back({.kind = Atom::Kind::more,
                              .first = task,
                              .text = {{line}, text.leading, text.type},
                              .height = text.leading});
    }
    column.atoms.back().height += layout_.leading / 2;
  }

  /// Boxes with their lessons' numbers, as many in a row as the column holds.
  void add_box_rows(Column& column, Atom::Kind kind) {
    const std::vector<NumberedBox> boxes = boxes_of(column, kind);
    BoxRows rows = box_rows(kind);
    for (std::size_t first = 0; first < boxes.size();) {
      const Points indent = kind == Atom::Kind::reviews && first == 0 ? reviews_word() : Points{};
      const std::size_t last = rows.end_of_row(boxes, first, indent);
      column.atoms.push_back({.kind = kind,
                              .first = first,
                              .last = last,
                              .text = {},
                              .height = rows.height() + layout_.leading / 4});
      first = last;
    }
  }

  BoxRows box_rows(Atom::Kind kind) {
    return kind == Atom::Kind::reviews ? BoxRows(canvas_, Type::small, review_box(), text_width())
                                       : BoxRows(canvas_, Type::body, layout_.box, text_width());
  }
  std::vector<NumberedBox> boxes_of(const Column& column, Atom::Kind kind) const {
    const StudyDay& day = c_.plan.days[*column.day];
    return kind == Atom::Kind::reviews ? review_boxes(*c_.plan.catalog, day)
                                       : lesson_boxes(*c_.plan.catalog, day);
  }
  Points reviews_word() { return canvas_.line("Reviews", Type::small_bold).width + layout_.body / 2; }

  void add_reviews(Column& column, const StudyDay& day, std::size_t most_lines) {
    if (detail_ != Detail::full) {
      add_box_rows(column, Atom::Kind::reviews);
      return;
    }
    column.atoms.push_back({.kind = Atom::Kind::reviews_word,
                            .text = {},
                            .height = canvas_.leading(Type::small) + layout_.leading / 4});
    for (std::size_t r = 0; r < day.reviews.size(); ++r) {
      const Lesson& lesson = c_.plan.catalog->lessons[day.reviews[r].lesson];
      Atom atom{.kind = Atom::Kind::review,
                .first = r,
                .text = canvas_.paragraph(lesson.title, Type::small, text_width() - review_indent(lesson),
                                          most_lines),
                .height = {}};
      const auto more = static_cast<std::int64_t>(atom.text.lines.size()) - 1;
      atom.height = std::max(review_box(), canvas_.leading(Type::small)) + layout_.leading / 6 +
                    atom.text.leading * more;
      column.atoms.push_back(std::move(atom));
    }
  }

  Points review_indent(const Lesson& lesson) {
    const Points box = review_box() + layout_.body / 3;
    return shows_id(lesson) ? box + canvas_.line(lesson.id, Type::small).width + layout_.body / 2 : box;
  }
  /// An id may be as long as a title; beside a title only a short one has room.
  bool shows_id(const Lesson& lesson) {
    return canvas_.line(lesson.id, Type::small).width <= layout_.body * 3;
  }

  void add_pieces(std::size_t index) {
    const Week& week = weeks_[index];
    const Points most = layout_.content_height() - around();
    std::array<std::size_t, days_of_week> at{};
    for (bool first = true;; first = false) {
      Piece piece{.week = index, .first_of_week = first, .first = at, .last = at, .height = {}};
      Points height;
      bool done = true;
      for (std::size_t i = 0; i < days_of_week; ++i) {
        const std::vector<Atom>& atoms = week.columns[i].atoms;
        Points filled;
        while (at[i] < atoms.size() && (at[i] == piece.first[i] || filled + atoms[at[i]].height <= most)) {
          filled += atoms[at[i]++].height;
        }
        piece.last[i] = at[i];
        height = std::max(height, filled);
        done = done && at[i] == atoms.size();
      }
      piece.height = around() + height;
      pieces_.push_back(piece);
      if (done) return;
    }
  }

  // ---------------------------------------------------------------- drawing

  void draw_pieces(const PageRange& page) {
    const auto count = static_cast<std::int64_t>(page.last - page.first);
    if (count == 0) return;
    // The room that a page has left is room to write. Short weeks stay as flat as they are made.
    Points extra = page.unused / count;
    if (!asked_.own_page) extra = std::min(extra, layout_.writing_line * 8);
    for (std::size_t i = page.first; i < page.last; ++i) {
      draw_piece(pieces_[i], extra);
      c_.y += pieces_[i].height + extra;
    }
  }

  void draw_piece(const Piece& piece, Points extra) {
    const Week& week = weeks_[piece.week];
    const Points rule = c_.y + heading_height();
    draw_heading(piece, week);
    canvas_.horizontal_rule(c_.content_left(), rule, c_.content_width(), layout_.rule, layout_.text);
    const Points bottom = c_.y + piece.height + extra - foot_height();
    for (std::size_t i = 0; i < days_of_week; ++i) {
      if (i > 0) {
        canvas_.vertical_rule(artifact, column_x(i), rule, bottom - rule, layout_.hairline, layout_.faint);
      }
      draw_column(piece, week.columns[i], i, rule, bottom);
    }
  }

  void draw_heading(const Piece& piece, const Week& week) {
    const Date last = week.first + days{6};
    const auto [from, to] = c_.dates.with_years({week.first, last});
    std::string text = fmt::format("{} – {}", from, to);
    if (c_.language.numbers_weeks()) text = fmt::format("Week {}  ·  {}", iso_week(week.first), text);
    const Points baseline = canvas_.baseline(c_.y, Type::body_bold);
    if (!piece.first_of_week) {
      if (asked_.one_page) return;
      canvas_.text(artifact, c_.content_left(), baseline, layout_.text,
                   canvas_.line(text + "  ·  continued", Type::body_bold));
      return;
    }
    section_ = canvas_.element(Role::section, c_.root);
    const PlaceId place = canvas_.reserve_place();
    canvas_.set_place(place, c_.y);
    if (piece.week == 0) canvas_.bookmark(0, "Weeks", place);
    canvas_.bookmark(1, c_.dates.day(week.first) + " – " + c_.dates.day(last), place);
    if (asked_.one_page) return;
    canvas_.text(canvas_.element(Role::heading2, section_), c_.content_left(), baseline, layout_.text,
                 canvas_.line(text, Type::body_bold));
  }

  void draw_column(const Piece& piece, const Column& column, std::size_t index, Points rule, Points bottom) {
    const Points x = column_x(index) + padding();
    const bool in_plan = column.date >= c_.plan.start && column.date <= c_.plan.deadline;
    if (!column.day) {
      draw_empty_head(piece, column, x, rule, in_plan);
      return;
    }
    if (piece.first_of_week) {
      sections_[index] = canvas_.element(Role::section, section_);
      lists_[index] = artifact;
    }
    draw_head(piece, column, index, x, rule);
    if (column.date == c_.plan.deadline) draw_deadline(index, rule, bottom);
    Points y = rule + head_height();
    for (std::size_t i = piece.first[index]; i < piece.last[index]; ++i) {
      draw_atom(column, column.atoms[i], index, x, y);
      y += column.atoms[i].height;
    }
    if (piece.last[index] == column.atoms.size()) draw_lines(x, y, bottom);
  }

  /// A grid that all columns share, from the bottom up.
  void draw_lines(Points x, Points top, Points bottom) {
    const Points room = bottom - top - layout_.leading / 2;
    if (room < layout_.writing_line) return;
    const Points height = layout_.writing_line * (room.milli / layout_.writing_line.milli);
    draw_writing_lines(c_, x, bottom - height, text_width(), height);
  }

  std::string date_of(Date date) const {
    const std::chrono::year_month_day parts{date};
    const bool names_month = date == c_.plan.start || static_cast<unsigned>(parts.day()) == 1 ||
                             (asked_.one_page && weekday_index(date) == c_.language.first_weekday());
    const std::string weekday = c_.language.weekday_short(weekday_index(date));
    return names_month ? fmt::format("{} {}", weekday, c_.language.day_month(date))
                       : fmt::format("{} {}", weekday, static_cast<unsigned>(parts.day()));
  }

  void draw_empty_head(const Piece& piece, const Column& column, Points x, Points rule, bool in_plan) {
    const Points baseline = canvas_.baseline(rule + layout_.leading / 5, Type::body);
    const bool said = in_plan && piece.first_of_week;
    const ElementId paragraph =
        said ? canvas_.element(
                   Element{.role = Role::paragraph, .parent = section_, .language = c_.date_language()})
             : artifact;
    // Outside the plan dates are small, and nothing stands beside them.
    text::Line date = canvas_.line(date_of(column.date), in_plan ? Type::body : Type::small);
    const Points width = date.width;
    canvas_.text(paragraph, x, baseline, layout_.secondary, std::move(date));
    if (!in_plan) return;
    canvas_.text(paragraph, x + width + layout_.body / 2, baseline, layout_.secondary,
                 canvas_.line("off", Type::small));
  }

  void draw_head(const Piece& piece, const Column& column, std::size_t index, Points x, Points rule) {
    const StudyDay& day = c_.plan.days[*column.day];
    const bool first = piece.first_of_week;
    Points y = rule + layout_.leading / 5;
    const Points baseline = canvas_.baseline(y, Type::body_bold);
    text::Line date = canvas_.line(date_of(column.date), Type::body_bold);
    const ElementId heading =
        first ? canvas_.element(Element{.role = asked_.one_page ? Role::heading2 : Role::heading3,
                                        .parent = sections_[index],
                                        .language = c_.date_language()})
              : artifact;
    if (first && c_.days_in == SectionKind::weeks) {
      c_.stands_here(InDay{.day = *column.day, .task = 0});
      canvas_.set_place(c_.day_places[*column.day], c_.y);
      canvas_.text(heading, x, baseline, layout_.text, std::move(date));
    } else if (first) {
      const ElementId link = canvas_.element(Role::link, heading);
      const Points width = date.width;
      canvas_.text(link, x, baseline, layout_.text, std::move(date));
      canvas_.link(link, {x, y, width, layout_.leading}, c_.day_places[*column.day],
                   c_.language.full_date(column.date));
    } else {
      canvas_.text(artifact, x, baseline, layout_.text, std::move(date));
    }
    y += layout_.leading.scaled(21, 20);
    if (detail_ == Detail::full) {
      const ElementId facts = first ? c_.in_own_words(Role::paragraph, sections_[index]) : artifact;
      const std::string load =
          first ? words::load_of_budget(day.total(), day.budget) : std::string("continued");
      canvas_.text(facts, x, canvas_.baseline(y, Type::small), layout_.secondary,
                   canvas_.line(load, Type::small));
      y += canvas_.leading(Type::small);
    }
    if (first) draw_load_bar(canvas_, x, y, text_width(), day, widest_);
  }

  ElementId list(std::size_t index) {
    if (lists_[index] == artifact) lists_[index] = canvas_.element(Role::list, sections_[index]);
    return lists_[index];
  }

  void draw_atom(const Column& column, const Atom& atom, std::size_t index, Points x, Points y) {
    switch (atom.kind) {
      case Atom::Kind::lesson:
        draw_lesson(column, atom.first, index, x, y);
        break;
      case Atom::Kind::more:
        canvas_.text(bodies_[index], x, y, layout_.text, atom.text);
        break;
      case Atom::Kind::lessons:
      case Atom::Kind::reviews:
        draw_boxes(column, atom, index, x, y);
        break;
      case Atom::Kind::reviews_word:
        draw_reviews_word(index, x, canvas_.baseline(y, Type::small_bold));
        break;
      case Atom::Kind::review:
        draw_review(column, atom, index, x, y);
        break;
      case Atom::Kind::remark:
        canvas_.text(c_.in_own_words(Role::paragraph, sections_[index]), x, y, layout_.secondary, atom.text);
        break;
    }
  }

  void draw_lesson(const Column& column, std::size_t index_of_task, std::size_t index, Points x, Points y) {
    const Task& task = c_.plan.days[*column.day].tasks[index_of_task];
    const Lesson& lesson = c_.plan.catalog->lessons[task.lesson];
    const ElementId item = canvas_.element(Role::list_item, list(index));
    const ElementId label = canvas_.element(Role::label, item);
    bodies_[index] = canvas_.element(Role::list_body, item);
    const Points height = std::max(layout_.box, canvas_.leading(Type::small));
    draw_box(label, task, x, y + (height - layout_.box) / 2);
    const Points baseline = y + (height + canvas_.cap_height(Type::small)) / 2;
    const Points room = text_width() - box_column();
    text::Line number = canvas_.paragraph(lesson.id, Type::small, room, 1).lines.front();
    text::Line minutes = canvas_.line(words::minutes(task.minutes), Type::small);
    // Where both have no room the number goes before: first without the unit, then alone.
    const auto fits = [&] { return number.width + minutes.width + layout_.body / 3 <= room; };
    if (!fits()) minutes = canvas_.line(std::to_string(task.minutes.count), Type::small);
    const bool both = fits();
    canvas_.text(label, x + box_column(), baseline, layout_.secondary, std::move(number));
    if (both) {
      canvas_.text_right(bodies_[index], x + text_width(), baseline, layout_.text, std::move(minutes));
    }
  }

  void draw_box(ElementId label, const Task& task, Points x, Points top) {
    canvas_.tick_box(canvas_.element(Role::form, label), {x, top, layout_.box, layout_.box},
                     box_name(*c_.plan.catalog, task), box_spoken(*c_.plan.catalog, task));
  }

  void draw_reviews_word(std::size_t index, Points x, Points baseline) {
    canvas_.text(c_.in_own_words(Role::paragraph, sections_[index]), x, baseline, layout_.text,
                 canvas_.line("Reviews", Type::small_bold));
    lists_[index] = artifact;  // what follows is another list
  }

  void draw_boxes(const Column& column, const Atom& atom, std::size_t index, Points x, Points y) {
    BoxRows rows = box_rows(atom.kind);
    Points taken;
    if (atom.kind == Atom::Kind::reviews && atom.first == 0) {
      draw_reviews_word(index, x, y + (rows.height() + canvas_.cap_height(Type::small)) / 2);
      taken = reviews_word();
    }
    const std::vector<NumberedBox> boxes = boxes_of(column, atom.kind);
    rows.draw(list(index), std::span(boxes).subspan(atom.first, atom.last - atom.first), x + taken, y, taken);
  }

  void draw_review(const Column& column, const Atom& atom, std::size_t index, Points x, Points y) {
    const Review& review = c_.plan.days[*column.day].reviews[atom.first];
    const Lesson& lesson = c_.plan.catalog->lessons[review.lesson];
    const ElementId item = canvas_.element(Role::list_item, list(index));
    const ElementId label = canvas_.element(Role::label, item);
    const Points height = std::max(review_box(), canvas_.leading(Type::small));
    canvas_.tick_box(canvas_.element(Role::form, label),
                     {x, y + (height - review_box()) / 2, review_box(), review_box()},
                     box_name(*c_.plan.catalog, review), box_spoken(*c_.plan.catalog, review));
    const Points baseline = y + (height + canvas_.cap_height(Type::small)) / 2;
    if (shows_id(lesson)) {
      canvas_.text(label, x + review_box() + layout_.body / 3, baseline, layout_.secondary,
                   canvas_.line(lesson.id, Type::small));
    }
    canvas_.text(canvas_.element(Role::list_body, item), x + review_indent(lesson),
                 y + (height - canvas_.leading(Type::small)) / 2, layout_.text, atom.text);
  }

  /// A frame, and the word beside the date where it has room.
  void draw_deadline(std::size_t index, Points rule, Points bottom) {
    const Points width = c_.content_width() / 7;
    canvas_.outline(artifact, {column_x(index), rule, width, bottom - rule}, layout_.rule, layout_.text);
    text::Line word = canvas_.line("Deadline", Type::small_bold);
    const Points date = canvas_.line(date_of(c_.plan.deadline), Type::body_bold).width;
    if (date + word.width + layout_.body / 2 > text_width()) return;
    canvas_.text_right(
        c_.in_own_words(Role::paragraph, sections_[index]), column_x(index) + padding() + text_width(),
        canvas_.baseline(rule + layout_.leading / 5, Type::body_bold), layout_.text, std::move(word));
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& asked_;
  Detail detail_ = Detail::full;
  Minutes widest_;
  std::vector<Week> weeks_;
  std::vector<Piece> pieces_;

  // The structure that the current week's days are drawn into.
  ElementId section_ = 0;
  std::array<ElementId, days_of_week> sections_{};
  std::array<ElementId, days_of_week> lists_{};
  std::array<ElementId, days_of_week> bodies_{};
};

}  // namespace

void compose_weeks(Composition& c, const Section& section) { Weeks(c, section).draw(); }

}  // namespace pensum::page
