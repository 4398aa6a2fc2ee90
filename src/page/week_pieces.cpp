#include "page/week_pieces.hpp"

#include "language/word.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace pensum::page {
namespace {

/// A title is in full with its lesson's day.
constexpr std::size_t most_lines_of_review = 3;

}  // namespace

WeekPieces::WeekPieces(Composition& composition, const Section& section)
    : c_(composition), canvas_(c_.canvas), layout_(canvas_.layout()), asked_(section) {
  measure();
  if (!asked_.one_page) return;
  // As much as there is room for on the fewest pages.
  WeekDetail best = detail_;
  std::size_t fewest = pages();
  for (const WeekDetail less :
       {WeekDetail::review_numbers, WeekDetail::numbers, WeekDetail::lesson_numbers}) {
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

Points WeekPieces::padding() const { return layout_.body.scaled(45, 100); }
Points WeekPieces::column_left(std::size_t column) const { return column_x(column) + padding(); }
Points WeekPieces::column_x(std::size_t column) const {
  return c_.content_left() + c_.content_width().scaled(static_cast<std::int64_t>(column), 7);
}
Points WeekPieces::text_width() const { return c_.content_width() / 7 - padding() * 2; }
Points WeekPieces::box_column() const { return layout_.box + layout_.body / 2; }
Points WeekPieces::review_box() const { return layout_.box.scaled(7, 10); }

Points WeekPieces::heading_height() const {
  return asked_.one_page ? Points{} : canvas_.leading(Type::body_bold) + layout_.leading / 4;
}
Points WeekPieces::head_height() const {
  return layout_.leading.scaled(5, 4) + load_bar_height(layout_) + layout_.leading / 2 +
         (detail_ == WeekDetail::full ? canvas_.leading(Type::small) : Points{});
}
Points WeekPieces::foot_height() const { return layout_.leading / 2; }
Points WeekPieces::around() const { return heading_height() + head_height() + foot_height(); }

void WeekPieces::measure() {
  weeks.clear();
  pieces.clear();
  const Weekday first_weekday = c_.language.first_weekday();
  for (Date first = week_start(c_.plan.start, first_weekday); first <= c_.plan.deadline; first += days{7}) {
    Week week{.first = first, .columns = {}};
    for (std::size_t i = 0; i < days_of_week; ++i) {
      const Date date = first + days{static_cast<int>(i)};
      week.columns[i] = {.date = date, .day = find_day(c_.plan, date), .atoms = {}};
      if (week.columns[i].day) fill(week.columns[i]);
    }
    weeks.push_back(std::move(week));
    add_pieces(weeks.size() - 1);
  }
}

std::vector<Block> WeekPieces::blocks() const {
  std::vector<Block> blocks;
  for (const WeekPiece& piece : pieces) blocks.push_back({.height = piece.height});
  return blocks;
}

std::size_t WeekPieces::pages() const {
  return paginate(blocks(), c_.room(), layout_.content_height()).size();
}

void WeekPieces::fill(WeekColumn& column) {
  // On a page of its own a week cuts titles only where that saves another page.
  if (asked_.own_page) {
    add_atoms(column, 0);
    Points height;
    for (const WeekAtom& atom : column.atoms) height += atom.height;
    if (height <= layout_.content_height() - around()) return;
    column.atoms.clear();
  }
  add_atoms(column, most_lines_of_review);
}

void WeekPieces::add_atoms(WeekColumn& column, std::size_t most_lines) {
  const StudyDay& day = c_.plan.days[*column.day];
  if (detail_ >= WeekDetail::numbers) {
    add_box_rows(column, WeekAtom::Kind::lessons);
  } else {
    for (std::size_t t = 0; t < day.tasks.size(); ++t) add_lesson(column, t);
  }
  if (day.tasks.empty() && day.reviews.empty()) {
    WeekAtom atom{.kind = WeekAtom::Kind::remark,
                  .text = canvas_.paragraph(
                      day.buffer ? c_.language.say(word::day_kept_free{}) : c_.language.say(word::day_free{}),
                      Type::small, text_width()),
                  .height = {}};
    atom.height = atom.text.height();
    column.atoms.push_back(std::move(atom));
  }
  if (!day.reviews.empty() && detail_ != WeekDetail::lesson_numbers) add_reviews(column, day, most_lines);
}

void WeekPieces::add_lesson(WeekColumn& column, std::size_t task) {
  const Task& planned = c_.plan.days[*column.day].tasks[task];
  const std::string title = c_.title_of(planned);
  const TextBlock text = canvas_.paragraph(title, Type::body, text_width());
  // The box is on the line of the number and the minutes, the title below it.
  WeekAtom head{.kind = WeekAtom::Kind::lesson, .first = task, .text = {}, .height = {}};
  head.height = std::max(layout_.box, canvas_.leading(Type::small)) + layout_.leading / 4;
  column.atoms.push_back(std::move(head));
  for (const text::Line& line : text.lines) {
    column.atoms.push_back({.kind = WeekAtom::Kind::more,
                            .first = task,
                            .text = {{line}, text.leading, text.type},
                            .height = text.leading});
  }
  column.atoms.back().height += layout_.leading / 2;
}

void WeekPieces::add_box_rows(WeekColumn& column, WeekAtom::Kind kind) {
  const std::vector<NumberedBox> boxes = boxes_of(column, kind);
  BoxRows rows = box_rows(kind);
  for (std::size_t first = 0; first < boxes.size();) {
    const Points indent = kind == WeekAtom::Kind::reviews && first == 0 ? reviews_word() : Points{};
    const std::size_t last = rows.end_of_row(boxes, first, indent);
    column.atoms.push_back({.kind = kind,
                            .first = first,
                            .last = last,
                            .text = {},
                            .height = rows.height() + layout_.leading / 4});
    first = last;
  }
}

BoxRows WeekPieces::box_rows(WeekAtom::Kind kind) {
  return kind == WeekAtom::Kind::reviews ? BoxRows(canvas_, Type::small, review_box(), text_width())
                                         : BoxRows(canvas_, Type::body, layout_.box, text_width());
}
std::vector<NumberedBox> WeekPieces::boxes_of(const WeekColumn& column, WeekAtom::Kind kind) const {
  const StudyDay& day = c_.plan.days[*column.day];
  return kind == WeekAtom::Kind::reviews ? review_boxes(c_, day) : lesson_boxes(c_, day);
}
Points WeekPieces::reviews_word() {
  return canvas_.line(c_.language.say(word::reviews_label{}), Type::small_bold).width + layout_.body / 2;
}

void WeekPieces::add_reviews(WeekColumn& column, const StudyDay& day, std::size_t most_lines) {
  if (detail_ != WeekDetail::full) {
    add_box_rows(column, WeekAtom::Kind::reviews);
    return;
  }
  column.atoms.push_back({.kind = WeekAtom::Kind::reviews_word,
                          .text = {},
                          .height = canvas_.leading(Type::small) + layout_.leading / 4});
  for (std::size_t r = 0; r < day.reviews.size(); ++r) {
    const Lesson& lesson = c_.plan.catalog->lessons[day.reviews[r].lesson];
    WeekAtom atom{.kind = WeekAtom::Kind::review,
                  .first = r,
                  .text = canvas_.paragraph(lesson.title, Type::small, text_width() - review_indent(lesson),
                                            most_lines),
                  .height = {}};
    const auto more = static_cast<std::int64_t>(atom.text.lines.size()) - 1;
    atom.height =
        std::max(review_box(), canvas_.leading(Type::small)) + layout_.leading / 6 + atom.text.leading * more;
    column.atoms.push_back(std::move(atom));
  }
}

Points WeekPieces::review_indent(const Lesson& lesson) {
  const Points box = review_box() + layout_.body / 3;
  return shows_id(lesson)
             ? box + canvas_.line(c_.language.lesson(lesson.id), Type::small).width + layout_.body / 2
             : box;
}
bool WeekPieces::shows_id(const Lesson& lesson) {
  return canvas_.line(c_.language.lesson(lesson.id), Type::small).width <= layout_.body * 3;
}

void WeekPieces::add_pieces(std::size_t index) {
  const Week& week = weeks[index];
  const Points most = layout_.content_height() - around();
  std::array<std::size_t, days_of_week> at{};
  for (bool first = true;; first = false) {
    WeekPiece piece{.week = index, .first_of_week = first, .first = at, .last = at, .height = {}};
    Points height;
    bool done = true;
    for (std::size_t i = 0; i < days_of_week; ++i) {
      const std::vector<WeekAtom>& atoms = week.columns[i].atoms;
      Points filled;
      while (at[i] < atoms.size() && (at[i] == piece.first[i] || filled + atoms[at[i]].height <= most)) {
        filled += atoms[at[i]++].height;
      }
      piece.last[i] = at[i];
      height = std::max(height, filled);
      done = done && at[i] == atoms.size();
    }
    piece.height = around() + height;
    pieces.push_back(piece);
    if (done) return;
  }
}

}  // namespace pensum::page
