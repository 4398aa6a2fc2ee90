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
  choose_detail();
  choose_key();
  choose_references();
}

void WeekPieces::choose_detail() {
  if (!asked_.one_page) return measure();
  // The fewest pages come first; then as much as they have room for.
  const KeyForm narrow{.columns = 2};
  measure_as(WeekDetail::fewest, narrow);
  const std::size_t fewest = pages();
  for (const WeekDetail detail :
       {WeekDetail::full, WeekDetail::review_numbers, WeekDetail::numbers, WeekDetail::fewest}) {
    for (const KeyForm& key : {KeyForm{}, narrow}) {
      measure_as(detail, key);
      if (pages() == fewest) return;
      if (!has_key()) break;
    }
  }
}

/// In larger type and with longer titles where that takes no page more.
void WeekPieces::choose_key() {
  if (!has_key() || key_.columns > 1) return;
  const std::size_t before = pages();
  for (const KeyForm& key : {KeyForm{.type = Type::body, .most_lines = 2}, KeyForm{.type = Type::body},
                             KeyForm{.most_lines = 2}, KeyForm{}}) {
    measure_as(detail_, key);
    if (pages() == before) return;
  }
}

/// Named where that takes no page more.
void WeekPieces::choose_references() {
  const bool refers = has_parts(c_, PartOfLesson::text) || has_parts(c_, PartOfLesson::questions);
  if (!refers || has_key()) return;
  const std::size_t before = pages();
  names_references_ = true;
  measure();
  if (pages() == before) return;
  names_references_ = false;
  measure();
}

void WeekPieces::measure_as(WeekDetail detail, const KeyForm& key) {
  detail_ = detail;
  key_ = key;
  find_key_numbers();
  measure();
}

Points WeekPieces::padding() const { return layout_.body.scaled(45, 100); }
Points WeekPieces::column_left(std::size_t column) const { return column_x(column) + padding(); }
Points WeekPieces::column_x(std::size_t column) const {
  return c_.content_left() + grid_width().scaled(static_cast<std::int64_t>(column), 7);
}
Points WeekPieces::grid_width() const { return c_.content_width() - key_room(); }
Points WeekPieces::text_width() const { return grid_width() / 7 - padding() * 2; }
BesideBoxes WeekPieces::beside_box(Points left) const {
  return beside_boxes(layout_, left, left + text_width(), layout_.box, layout_.body / 2);
}
BesideBoxes WeekPieces::beside_review_box(Points left) const {
  return beside_boxes(layout_, left, left + text_width(), review_box(), layout_.body / 3);
}
Points WeekPieces::review_box() const { return layout_.box.scaled(7, 10); }

Points WeekPieces::heading_height() const {
  return asked_.one_page ? Points{} : canvas_.leading(Type::body_bold) + layout_.leading / 4;
}
Points WeekPieces::date_height() const { return layout_.leading / 5 + canvas_.leading(date_type_); }
Points WeekPieces::head_height() const {
  const Points load = load_bar_height(layout_) + layout_.leading / 2;
  return date_height() + (detail_ == WeekDetail::full ? canvas_.leading(Type::small) : Points{}) +
         (shows_load() ? load : layout_.leading / 4);
}
Points WeekPieces::foot_height() const { return layout_.leading / 2; }
Points WeekPieces::around() const { return heading_height() + head_height() + foot_height(); }

std::string WeekPieces::date_of(Date date) const {
  const std::chrono::year_month_day parts{date};
  const bool names_month = date == c_.plan.start || static_cast<unsigned>(parts.day()) == 1 ||
                           (asked_.one_page && Weekday{date} == c_.weeks_from);
  return c_.language.heading(names_month ? c_.language.weekday_day_month(date)
                                         : c_.language.weekday_day(date));
}

void WeekPieces::find_date_type() {
  date_type_ = Type::body_bold;
  if (!shows_load()) return;
  const bool all_fit = std::ranges::all_of(c_.plan.days, [&](const StudyDay& day) {
    return canvas_.width(date_of(day.date), Type::large) <= text_width();
  });
  if (all_fit) date_type_ = Type::large;
}

// ---------------------------------------------------------------------------- the key

Points WeekPieces::key_room() const { return has_key() ? c_.content_width().scaled(2, 9) : Points{}; }
Points WeekPieces::key_width() const {
  const auto columns = static_cast<std::int64_t>(key_.columns);
  return (key_room() - padding() * 2 * columns) / columns;
}
Points WeekPieces::key_left(std::size_t column) const {
  return c_.content_right() - key_room() + padding() * 2 +
         (key_width() + padding() * 2) * static_cast<std::int64_t>(column);
}
Points WeekPieces::key_number_width() const { return std::min(key_number_width_, key_width() / 3); }

void WeekPieces::find_key_numbers() {
  key_number_width_ = {};
  if (!has_key()) return;
  for (const LessonIndex lesson : c_.plan.lessons) {
    const std::string id = c_.language.lesson(c_.plan.catalog->lessons[lesson].id);
    key_number_width_ = std::max(key_number_width_, canvas_.width(id, key_number_type()));
  }
}

void WeekPieces::add_key(Week& week) {
  for (const WeekColumn& column : week.columns) {
    if (!column.day) continue;
    for (const Task& task : c_.plan.days[*column.day].tasks) {
      if (!week.key.empty() && week.key.back().lesson == task.lesson) continue;
      const std::string& title = c_.plan.catalog->lessons[task.lesson].title;
      week.key.push_back(
          {.lesson = task.lesson,
           .title = canvas_.paragraph(title, key_.type, key_width() - key_indent(), key_.most_lines)});
    }
  }
}

std::vector<Points> WeekPieces::key_row_heights(const Week& week, std::size_t first, std::size_t last) const {
  std::vector<Points> heights(key_rows(last - first));
  for (std::size_t i = first; i < last; ++i) {
    Points& height = heights[(i - first) % heights.size()];
    height = std::max(height, week.key[i].title.height());
  }
  return heights;
}

Points WeekPieces::key_height(const Week& week, std::size_t first, std::size_t last) const {
  Points all;
  for (const Points height : key_row_heights(week, first, last)) all += height;
  return all;
}

// ---------------------------------------------------------------------------- the weeks

void WeekPieces::measure() {
  weeks.clear();
  pieces.clear();
  find_date_type();
  for (Date first = week_start(c_.plan.start, c_.weeks_from); first <= c_.plan.deadline; first += days{7}) {
    Week week{.first = first, .columns = {}};
    for (std::size_t i = 0; i < days_of_week; ++i) {
      const Date date = first + days{static_cast<int>(i)};
      week.columns[i] = {.date = date, .day = find_day(c_.plan, date), .atoms = {}};
      if (week.columns[i].day) fill(week.columns[i]);
    }
    if (has_key()) add_key(week);
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
  if (!day.reviews.empty()) add_reviews(column, day, most_lines);
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
  add_references(column, task);
  column.atoms.back().height += layout_.leading / 2;
}

/// Below the title; or beside its end the page of the text, which names that of the questions, or else of
/// these.
void WeekPieces::add_references(WeekColumn& column, std::size_t task) {
  const std::vector<LessonReference> all = references_to(c_, c_.plan.days[*column.day].tasks[task].lesson);
  if (all.empty()) return;
  if (!names_references_) {
    WeekAtom& end = column.atoms.back();
    const Points width = c_.reference_widths.of(all.front().part, ReferenceForm::page);
    if (end.text.width() + layout_.body / 2 + width <= text_width()) end.references = {all.front()};
    return;
  }
  std::vector<std::vector<LessonReference>> lines{all};
  if (line_of_references(c_, all, ReferenceForm::named) > text_width()) {
    lines.clear();
    for (const LessonReference& to : all) lines.push_back({to});
  }
  for (std::vector<LessonReference>& line : lines) {
    column.atoms.push_back({.kind = WeekAtom::Kind::references,
                            .first = task,
                            .text = {},
                            .height = canvas_.leading(Type::small),
                            .references = std::move(line)});
  }
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
  return canvas_.width(c_.language.say(word::reviews_label{}), Type::small_bold) + layout_.body / 2;
}

void WeekPieces::add_reviews(WeekColumn& column, const StudyDay& day, std::size_t most_lines) {
  if (detail_ != WeekDetail::full) {
    add_box_rows(column, WeekAtom::Kind::reviews);
    return;
  }
  column.atoms.push_back({.kind = WeekAtom::Kind::reviews_word,
                          .text = {},
                          .height = canvas_.leading(Type::small) + layout_.leading / 4});
  const BesideBoxes beside = beside_review_box({});
  const Points room = beside.right - beside.left;
  for (std::size_t r = 0; r < day.reviews.size(); ++r) {
    const Lesson& lesson = c_.plan.catalog->lessons[day.reviews[r].lesson];
    WeekAtom atom{
        .kind = WeekAtom::Kind::review,
        .first = r,
        .text = canvas_.paragraph(lesson.title, Type::small, room - review_indent(lesson), most_lines),
        .height = {}};
    const auto more = static_cast<std::int64_t>(atom.text.lines.size()) - 1;
    atom.height =
        std::max(review_box(), canvas_.leading(Type::small)) + layout_.leading / 6 + atom.text.leading * more;
    column.atoms.push_back(std::move(atom));
  }
}

Points WeekPieces::review_indent(const Lesson& lesson) {
  if (!shows_id(lesson)) return {};
  return canvas_.width(c_.language.lesson(lesson.id), Type::small) + layout_.body / 2;
}
bool WeekPieces::shows_id(const Lesson& lesson) {
  return canvas_.width(c_.language.lesson(lesson.id), Type::small) <= layout_.body * 3;
}

/// As much of the week behind `before` as has room.
WeekPiece WeekPieces::piece_behind(const WeekPiece& before, Points room) const {
  const Week& week = weeks[before.week];
  WeekPiece piece{.week = before.week,
                  .first_of_week = false,
                  .first = before.last,
                  .last = before.last,
                  .first_key = before.last_key,
                  .last_key = before.last_key,
                  .height = {}};
  while (piece.last_key < week.key.size() &&
         (piece.last_key == piece.first_key || key_height(week, piece.first_key, piece.last_key + 1) <= room))
    ++piece.last_key;
  // The key begins beside the dates, above the boxes.
  Points height = key_height(week, piece.first_key, piece.last_key);
  height = std::max(height - head_height(), Points{});
  for (std::size_t i = 0; i < days_of_week; ++i) {
    const std::vector<WeekAtom>& atoms = week.columns[i].atoms;
    Points filled;
    for (std::size_t& at = piece.last[i]; at < atoms.size(); ++at) {
      if (at > piece.first[i] && filled + atoms[at].height > room) break;
      filled += atoms[at].height;
    }
    height = std::max(height, filled);
  }
  piece.height = around() + height;
  return piece;
}

bool WeekPieces::ends_week(const WeekPiece& piece) const {
  const Week& week = weeks[piece.week];
  for (std::size_t i = 0; i < days_of_week; ++i) {
    if (piece.last[i] < week.columns[i].atoms.size()) return false;
  }
  return piece.last_key == week.key.size();
}

void WeekPieces::add_pieces(std::size_t index) {
  const Points page = layout_.content_height() - around();
  const Points below = c_.room() - around();
  const WeekPiece nothing{.week = index, .height = {}};
  WeekPiece piece = piece_behind(nothing, page);
  // The first week, if it is longer than a page, does not leave the title alone on one.
  if (index == 0 && !asked_.own_page && !ends_week(piece) && below * 3 > page)
    piece = piece_behind(nothing, below);
  piece.first_of_week = true;
  pieces.push_back(piece);
  while (!ends_week(piece)) pieces.push_back(piece = piece_behind(piece, page));
}

}  // namespace pensum::page
