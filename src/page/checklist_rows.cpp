#include "page/checklist_rows.hpp"

#include "facts/stretches.hpp"
#include "language/word.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::page {

ChecklistRows::ChecklistRows(Composition& composition)
    : c_(composition), canvas_(c_.canvas), layout_(canvas_.layout()) {
  find_widest();
  const auto measure_as = [&](ChecklistDetail detail) {
    detail_ = detail;
    measure();
    return pages();
  };
  const std::size_t fewest = measure_as(ChecklistDetail::least);
  const auto fit = [&] {
    return std::ranges::any_of(std::array{ChecklistDetail::wide, ChecklistDetail::close,
                                          ChecklistDetail::small, ChecklistDetail::least},
                               [&](ChecklistDetail detail) { return measure_as(detail) <= fewest; });
  };
  shows_references_ = has_parts(c_, PartOfLesson::text) || has_parts(c_, PartOfLesson::questions);
  if (fit()) return;
  shows_references_ = false;
  fit();
}

Points ChecklistRows::padding() const {
  const bool wide = detail_ == ChecklistDetail::wide;
  return layout_.leading.scaled(wide ? 40 : shows_load() ? 32 : 18, 100);
}

Points ChecklistRows::box_size() const {
  return title_type() == Type::small ? std::min(layout_.box, canvas_.leading(Type::small)) : layout_.box;
}

Type ChecklistRows::date_type(const ChecklistRow& row) const {
  if (row.kind == ChecklistRow::Kind::off) return Type::small;
  return shows_load() && row.kind == ChecklistRow::Kind::day ? Type::large : Type::body_bold;
}

void ChecklistRows::find_widest() {
  for (const StudyDay& day : c_.plan.days) {
    has_reviews_ = has_reviews_ || !day.reviews.empty();
    for (const Task& task : day.tasks) {
      const std::string minutes = c_.language.minutes(task.minutes);
      widest_minutes_ = std::max(widest_minutes_, canvas_.width(minutes, Type::small));
      const std::string& id = c_.plan.catalog->lessons[task.lesson].id;
      if (widest_id_ > layout_.body * 3) continue;
      widest_id_ = std::max(widest_id_, canvas_.width(c_.language.lesson(id), Type::body));
    }
  }
}

void ChecklistRows::find_columns() {
  Points widest_date;
  if (!c_.plan.undated) widest_date = canvas_.width(c_.language.say(word::deadline{}), Type::small_bold);
  for (const StudyDay& day : c_.plan.days) {
    const ChecklistRow row{.dates = {day.date, day.date}};
    widest_date = std::max(widest_date, canvas_.width(dates_of(row), date_type(row)) + date_line());
  }
  const Points left = c_.content_left();
  const Points width = c_.content_width();
  const Points gap = layout_.body;
  columns_ = {};
  columns_.stacked = width < layout_.body * 44 || widest_date * 5 > width;
  columns_.date = left;
  columns_.lessons = columns_.stacked ? left : left + widest_date + gap;
  columns_.reviews = columns_.lessons;
  columns_.reviews_width = c_.content_right() - columns_.reviews;
  columns_.notes = left;
  columns_.notes_width = width;
  Points lessons_right = c_.content_right();
  if (!columns_.stacked) {
    // Notes are where rows end; for the left hand where they begin.
    // In the lowest rows none has room; reviews are in fewer lines then.
    columns_.notes_width = has_notes() ? width.scaled(15, 100) : Points{};
    Points right = c_.content_right();
    if (!has_notes()) {
      columns_.notes = right;
    } else if (layout_.hand == Hand::left) {
      columns_.date += columns_.notes_width + gap;
      columns_.lessons += columns_.notes_width + gap;
    } else {
      columns_.notes = right - columns_.notes_width;
      right = columns_.notes - gap;
    }
    columns_.reviews_width =
        has_reviews_ ? std::max(width.scaled(reviews_percent(), 100), reviews_word() + gap * 3) : Points{};
    columns_.reviews = right - columns_.reviews_width;
    lessons_right = has_reviews_ ? columns_.reviews - gap : right;
  }
  columns_.number_above = widest_id_ > layout_.body * 3;
  const BesideBoxes beside = beside_boxes(layout_, columns_.lessons, lessons_right, box_size(),
                                          columns_.number_above ? gap : gap * 2 / 3);
  columns_.box = beside.box;
  columns_.number_right = beside.left + widest_id_;
  columns_.title = columns_.number_above ? beside.left : columns_.number_right + gap * 2 / 3;
  columns_.minutes_right = beside.right;
  const Points minutes = shows_minutes() ? widest_minutes_ + gap : Points{};
  columns_.references_right = columns_.minutes_right - minutes;
  columns_.title_width = columns_.references_right - columns_.title;
  const Points page = std::max(c_.reference_widths.of(PartOfLesson::text, ReferenceForm::page),
                               c_.reference_widths.of(PartOfLesson::questions, ReferenceForm::page));
  if (shows_references_) columns_.title_width -= page + gap / 2;
}

void ChecklistRows::measure() {
  rows.clear();
  find_columns();
  Date next = c_.plan.start;
  for (const facts::Stretch& stretch : facts::stretches(c_.plan)) {
    const Date first = c_.plan.days[stretch.first].date;
    if (next < first) add_days_off(next, first - days{1});
    if (stretch.empty) {
      add_empty_days(stretch.first, stretch.last);
    } else {
      add_day(stretch.first);
    }
    next = c_.plan.days[stretch.last].date + days{1};
  }
  if (next <= c_.plan.deadline) add_days_off(next, c_.plan.deadline);
}

std::vector<Block> ChecklistRows::blocks() const {
  std::vector<Block> blocks;
  blocks.reserve(rows.size());
  for (const ChecklistRow& row : rows) blocks.push_back({.height = row.height});
  return blocks;
}

std::size_t ChecklistRows::pages() const {
  return paginate(blocks(), c_.room(), layout_.content_height()).size();
}

/// Beside the date where that is written by hand, with the gap before it.
Points ChecklistRows::date_line() const {
  return c_.plan.undated ? usual_date_line + layout_.body / 2 : Points{};
}

bool ChecklistRows::is_deadline(const ChecklistRow& row) const {
  return c_.plan.marks_deadline(row.dates.last);
}

std::string ChecklistRows::dates_of(const ChecklistRow& row) const {
  if (row.dates.first == row.dates.last) return unbroken(c_.language.heading(c_.dates.date(row.dates.first)));
  const auto [from, to] = c_.dates.stretch(row.dates);
  return c_.language.heading(date_range(c_.language, unbroken(from), unbroken(to)));
}

// ------------------------------------------------------------------ days with nothing to tick

/// The first of `remarks` that has room beside the dates; else the last one below them.
void ChecklistRows::set_remark(ChecklistRow& row, const std::vector<std::string>& remarks) {
  const bool off = row.kind == ChecklistRow::Kind::off;
  row.date = canvas_.paragraph(dates_of(row), date_type(row), c_.content_width());
  const Points date_right = columns_.date + row.date.lines.front().width + layout_.body;
  const Points beside = columns_.stacked ? date_right : std::max(date_right, columns_.lessons);
  for (const std::string& remark : remarks) {
    const Points width = canvas_.width(remark, Type::small);
    row.remark_below = row.date.lines.size() > 1 || beside + width > columns_.minutes_right;
    row.remark = canvas_.paragraph(remark, Type::small, row.remark_below ? c_.content_width() : width);
    if (!row.remark_below) break;
  }
  const Points remark = row.remark_below ? row.remark.height() : Points{};
  row.height = row.date.height() + remark + (off ? padding() : padding() * 2);
  rows.push_back(std::move(row));
}

/// Without dates there is nothing to call them.
void ChecklistRows::add_days_off(Date first, Date last) {
  if (c_.plan.undated) return;
  ChecklistRow row{.kind = ChecklistRow::Kind::off, .dates = {first, last}};
  set_remark(row, {c_.language.say(word::off{})});
}

void ChecklistRows::add_empty_days(std::size_t first, std::size_t last) {
  const Language& in = c_.language;
  const std::size_t count = last - first + 1;
  std::vector<std::string> remarks;
  if (c_.plan.days[first].buffer) {
    if (count > 1) remarks.push_back(in.say(word::days_kept_free{.days = count}));
    remarks.push_back(in.say(word::kept_free{}));
  } else {
    if (count > 1) remarks.push_back(in.say(word::days_nothing_new{.days = count}));
    remarks.push_back(in.say(word::nothing_new{}));
  }
  ChecklistRow row{.kind = ChecklistRow::Kind::empty,
                   .first_day = first,
                   .last_day = last,
                   .dates = {c_.plan.days[first].date, c_.plan.days[last].date}};
  set_remark(row, remarks);
}

// ------------------------------------------------------------------ days

void ChecklistRows::add_day(std::size_t day) {
  const StudyDay& planned = c_.plan.days[day];
  ChecklistRow row{.first_day = day, .last_day = day, .dates = {planned.date, planned.date}};
  row.date = canvas_.paragraph(dates_of(row), date_type(row), c_.content_width());
  for (std::size_t t = 0; t < planned.tasks.size(); ++t) row.lessons.push_back(lesson_of(day, t));
  const std::vector<NumberedBox> boxes = review_boxes(c_, planned);
  BoxRows in_rows = review_rows();
  for (std::size_t first = 0; first < boxes.size();) {
    const std::size_t last = in_rows.end_of_row(boxes, first, first == 0 ? reviews_word() : Points{});
    row.reviews.emplace_back(first, last);
    first = last;
  }
  row.height = row_height(row);
  if (row.height <= layout_.content_height()) {
    rows.push_back(std::move(row));
  } else {
    add_pieces(row);
  }
}

ChecklistLesson ChecklistRows::lesson_of(std::size_t day, std::size_t task) {
  const Task& planned = c_.plan.days[day].tasks[task];
  const Date date = c_.plan.days[day].date;
  ChecklistLesson lesson{.task = task};
  lesson.references = references_to(c_, planned.lesson);
  lesson.title = canvas_.paragraph(c_.title_of(planned), title_type(), columns_.title_width);
  if (const auto from = c_.moved_from.find({planned.lesson, date}); from != c_.moved_from.end()) {
    const std::string before = unbroken(c_.dates.date_beside(from->second, date));
    lesson.moved = canvas_.paragraph(c_.language.say(word::moved_from{.date = before}), Type::small,
                                     columns_.title_width - moved_arrow());
  }
  lesson.height = lesson_height(lesson);
  return lesson;
}

Points ChecklistRows::lesson_height(const ChecklistLesson& lesson) const {
  Points height = lesson.title.height() + lesson.moved.height();
  if (lesson.first_piece && columns_.number_above) height += canvas_.leading(Type::small);
  return std::max(height, box_size()) + layout_.leading / (shows_load() ? 5 : 10);
}

Points ChecklistRows::lessons_height(const ChecklistRow& row) {
  Points height;
  for (const ChecklistLesson& lesson : row.lessons) height += lesson.height;
  return height;
}

Points ChecklistRows::head_height(const ChecklistRow& row) const {
  return columns_.stacked ? row.date.height() + layout_.leading / 4 : Points{};
}

BoxRows ChecklistRows::review_rows() {
  return {canvas_, Type::small, box_size().scaled(7, 10), columns_.reviews_width};
}
Points ChecklistRows::review_row_height() {
  return review_rows().height() + layout_.leading / (shows_load() ? 5 : 10);
}
Points ChecklistRows::reviews_word() {
  return canvas_.width(c_.language.say(word::reviews_label{}), Type::small) + layout_.body / 2;
}

Points ChecklistRows::reviews_height(const ChecklistRow& row) {
  return review_row_height() * static_cast<std::int64_t>(row.reviews.size());
}

/// Of the date with what is below it, beside the lessons.
Points ChecklistRows::date_height(const ChecklistRow& row) const {
  const bool load = row.first_piece && shows_load();
  const bool word = !row.first_piece || is_deadline(row);
  return row.date.height() +
         canvas_.leading(Type::small) * (static_cast<std::int64_t>(load) + static_cast<std::int64_t>(word));
}

Points ChecklistRows::row_height(const ChecklistRow& row) {
  const Points lessons = lessons_height(row);
  const Points reviews = reviews_height(row);
  const Points inside = columns_.stacked ? head_height(row) + lessons + reviews
                                         : std::max({lessons, reviews, date_height(row)});
  return inside + padding() * 2;
}

/// A title that is longer than `most` in pieces.
std::vector<ChecklistLesson> ChecklistRows::parts_of(const ChecklistLesson& lesson, Points most) const {
  std::vector<ChecklistLesson> parts;
  for (TextBlock& lines : pieces_of(lesson.title, most)) {
    ChecklistLesson part{.task = lesson.task, .first_piece = parts.empty(), .title = std::move(lines)};
    if (part.first_piece) part.moved = lesson.moved;
    part.references = lesson.references;
    part.height = lesson_height(part);
    parts.push_back(std::move(part));
  }
  return parts;
}

/// A day that is longer than a page becomes rows of about half a page.
void ChecklistRows::add_pieces(const ChecklistRow& whole) {
  const Points most = layout_.content_height() / 2;
  ChecklistRow next{.first_day = whole.first_day,
                    .last_day = whole.last_day,
                    .dates = whole.dates,
                    .last_piece = false,
                    .date = whole.date};
  const auto end_row = [&] {
    next.height = row_height(next);
    rows.push_back(next);
    next.first_piece = false;
    next.lessons.clear();
    next.reviews.clear();
  };
  const auto is_full = [&](Points more) { return row_height(next) + more > most; };
  for (const ChecklistLesson& lesson : whole.lessons) {
    for (ChecklistLesson& part : parts_of(lesson, most / 2)) {
      if (!next.lessons.empty() && is_full(part.height)) end_row();
      next.lessons.push_back(std::move(part));
    }
  }
  for (const auto& boxes : whole.reviews) {
    if (!next.reviews.empty() && is_full(review_row_height())) end_row();
    next.reviews.push_back(boxes);
  }
  next.last_piece = true;
  end_row();
}

}  // namespace pensum::page
