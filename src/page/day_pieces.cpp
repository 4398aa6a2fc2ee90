#include "page/day_pieces.hpp"

#include "language/word.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace pensum::page {

namespace {

/// A day without new lessons is a day to review, and to write down what does not stick yet.
constexpr std::int64_t buffer_lines = 4;
/// On other days a line alone is little to write on.
constexpr std::int64_t fewest_notes = 2;
constexpr std::int64_t most_notes = 4;
/// A title is in full with its lesson's day.
constexpr std::size_t most_lines_of_review = 3;
/// Lessons' texts are at least so many times as wide as the body type where the page of the questions is
/// beside them.
constexpr std::int64_t narrowest_beside_references = 24;

bool on_same_page(const PlacedDay* one, const PlacedDay* other) {
  if (one == nullptr || other == nullptr) return one == other;
  return one->page == other->page && one->from == other->from;
}

}  // namespace

DayPieces::DayPieces(Composition& composition, const Section& section)
    : c_(composition), canvas_(c_.canvas), layout_(canvas_.layout()), section_(section) {
  c_.use_column(0, section.columns);
  find_widest();
  find_columns();
  if (widest_latest_ > latest_width() && !columns_.stacked) latest_lines_ = 2;
  find_progress();
  if (columns_.stacked) find_facts();
  for (const facts::Stretch& stretch : facts::stretches(c_.plan)) {
    add(stretch);
  }
  c_.use_column(0, 1);
}

// Empty days on two pages in hand are two pieces.
void DayPieces::add(const facts::Stretch& stretch) {
  if (!stretch.empty) return add_day(stretch.first);
  facts::Stretch part = stretch;
  for (std::size_t d = stretch.first; d < stretch.last && !c_.kept_days.empty(); ++d) {
    if (on_same_page(c_.kept_days[d], c_.kept_days[d + 1])) continue;
    part.last = d;
    add_empty_days(part);
    part = {.first = d + 1, .last = stretch.last, .empty = true};
  }
  add_empty_days(part);
}

const PlacedDay* DayPieces::past_day(std::size_t day) const {
  const Date date = c_.plan.days[day].date;
  if (c_.kept == nullptr || date >= c_.kept->today) return nullptr;
  const std::vector<PlacedDay>& days = c_.kept->pages.days;
  const auto found = std::ranges::lower_bound(days, date, {}, &PlacedDay::date);
  return found != days.end() && found->date == date ? &*found : nullptr;
}

Minutes DayPieces::widest_budget(std::size_t day) const {
  const PlacedDay* past = past_day(day);
  return past == nullptr ? widest_ : past->widest;
}

std::size_t DayPieces::days_in_all(std::size_t day) const {
  const PlacedDay* past = past_day(day);
  return past == nullptr ? c_.plan.days.size() : past->days_in_all;
}

void DayPieces::find_widest() {
  for (const StudyDay& day : c_.plan.days) {
    widest_ = std::max(widest_, day.budget);
    const Points date =
        canvas_.width(c_.language.heading(c_.language.weekday_day_month(day.date)), Type::large);
    widest_date_ = std::max(widest_date_, date);
    if (day.can_wait()) widest_latest_ = std::max(widest_latest_, canvas_.width(latest(day), Type::small));
  }
  for (const LessonIndex lesson : c_.plan.lessons) {
    widest_id_ = std::max(widest_id_,
                          canvas_.width(c_.language.lesson(c_.plan.catalog->lessons[lesson].id), Type::body));
    if (widest_id_ > layout_.body * 3) break;
  }
  // The course's longest, which a plan that is made again has, too.
  Minutes most;
  for (const Lesson& lesson : c_.plan.catalog->lessons) most = std::max(most, lesson.minutes);
  minutes_width_ = canvas_.width(c_.language.minutes(most), Type::body);
  text_width_ = c_.reference_widths.of(PartOfLesson::text, ReferenceForm::named);
  questions_width_ = c_.reference_widths.of(PartOfLesson::questions, ReferenceForm::named);
  page_width_ = c_.reference_widths.of(PartOfLesson::questions, ReferenceForm::page);
}

/// What a line to write the date on takes, beside which facts are left out first.
Points DayPieces::date_line() const {
  return c_.plan.undated ? usual_date_line + layout_.body.scaled(3, 2) : Points{};
}

void DayPieces::find_facts() {
  bool some_latest = false;
  for (std::size_t d = 0; d < c_.plan.days.size(); ++d) {
    const StudyDay& day = c_.plan.days[d];
    if (day.tasks.empty() && day.reviews.empty()) continue;
    some_latest = some_latest || day.can_wait();
    const Points date =
        canvas_.width(c_.language.heading(c_.language.weekday_day_month(day.date)), Type::large);
    const Points room = c_.content_width() - date - layout_.body - date_line();
    const std::array<std::string, 4> facts = facts_of(d);
    while (facts_ + 1 < facts.size() && canvas_.width(facts[facts_], Type::small) > room) ++facts_;
  }
  // Days that are short on purpose stay so.
  latest_below_ = facts_ > 0 && some_latest && section_.summaries;
  progress_below_ = section_.progress;
  for (std::size_t d = 0; d < c_.plan.days.size() && progress_below_; ++d)
    progress_below_ = canvas_.width(facts_below(d), Type::small) <= c_.content_width();
}

std::string DayPieces::facts_below(std::size_t index) const {
  const StudyDay& day = c_.plan.days[index];
  std::string below = latest_below_ && day.can_wait() ? latest(day) : std::string();
  if (!progress_below_) return below;
  if (!below.empty()) below += separator;
  return below + progress(index);
}

// What is done before its day comes, or on none of them, is done by then; what was missed is not until it is
// planned again.
void DayPieces::find_progress() {
  if (!section_.progress) return;
  std::map<LessonIndex, std::size_t> last;
  for (std::size_t d = 0; d < c_.plan.days.size(); ++d) {
    for (const Task& task : c_.plan.days[d].tasks) last[task.lesson] = d;
  }
  lessons_done_.assign(c_.plan.days.size(), c_.plan.lessons.size() - last.size());
  for (const auto& [lesson, day] : last) ++lessons_done_[day];
  for (std::size_t d = 1; d < lessons_done_.size(); ++d)
    lessons_done_[d] += lessons_done_[d - 1] - (c_.plan.lessons.size() - last.size());
  if (columns_.stacked) return;
  for (std::size_t d = 0; d < c_.plan.days.size(); ++d) {
    const bool wraps = canvas_.width(progress(d), Type::small) > latest_width();
    progress_lines_ = std::max<std::int64_t>(progress_lines_, wraps ? 2 : 1);
  }
}

void DayPieces::leave_out_progress(std::size_t first, std::size_t last) {
  progress_lines_ = 0;
  progress_below_ = false;
  measure_again(first, last);
}

void DayPieces::find_room_for_progress() {
  if (!shows_progress()) return;
  const auto pages = [&] { return fewest_pages(blocks(0, pieces.size()), layout_.content_height()); };
  const std::size_t with = pages();
  const auto before = std::pair(progress_lines_, progress_below_);
  leave_out_progress(0, pieces.size());
  if (pages() < with) return;
  std::tie(progress_lines_, progress_below_) = before;
  measure_again(0, pieces.size());
}

std::pair<std::size_t, std::size_t> DayPieces::lessons_done(std::size_t day) const {
  if (!shows_progress()) return {};
  const PlacedDay* past = past_day(day);
  if (past != nullptr && past->lessons > 0) return {past->lessons_done, past->lessons};
  return {lessons_done_[day], c_.plan.lessons.size()};
}

std::string DayPieces::progress(std::size_t day) const {
  const auto [done, all] = lessons_done(day);
  return c_.language.say(word::done_by_tonight{.done = done, .all = all});
}

// From the most to the fewest words.
std::array<std::string, 4> DayPieces::facts_of(std::size_t index) const {
  const StudyDay& day = c_.plan.days[index];
  const std::string load = load_of_budget(day);
  std::string number = c_.language.say(word::day_of{.day = index + 1, .days = days_in_all(index)});
  std::string plain = load;
  if (c_.dates.name_years()) {
    // The date beside it does not have the year, so the year is before the day's number.
    const std::string year = c_.language.number(year_of(day.date));
    number += separator + year;
    plain = year + separator + load;
  }
  // Without dates the day's number is beside it, with a line to write the date on.
  const std::string both = c_.plan.undated ? load : number + separator + load;
  return {day.can_wait() ? both + separator + latest(day) : both, both, plain, load};
}

void DayPieces::find_columns() {
  const Points left = c_.content_left();
  // Beside the lessons where the dates leave them room; some languages' dates are long.
  const Points latest = std::min(widest_latest_ + layout_.body.scaled(7, 10), layout_.large.scaled(85, 10));
  const Points date = std::max({layout_.large.scaled(78, 10), latest, widest_date_ + layout_.body});
  columns_.stacked = c_.content_width() < layout_.body * 38 || date * 3 > c_.content_width();
  columns_.date_width = columns_.stacked ? Points{} : date;
  columns_.number_above = widest_id_ > layout_.body * 3;
  const Points gap = layout_.body.scaled(8, 10);
  const BesideBoxes beside = beside_boxes(layout_, left + columns_.date_width, c_.content_right(),
                                          layout_.box, columns_.number_above ? layout_.body : gap);
  columns_.box = beside.box;
  columns_.number_right = beside.left + widest_id_;
  columns_.title = columns_.number_above ? beside.left : columns_.number_right + gap;
  columns_.minutes_right = beside.right;
  const Points room = columns_.minutes_right - layout_.body - columns_.title;
  columns_.title_width = room - minutes_width_;
  const Points references = std::max(text_width_, questions_width_);
  refers_beside_ = room - references >= layout_.body * narrowest_beside_references;
  if (refers_beside_) columns_.title_width = room - std::max(minutes_width_, references);
  review_texts_ = text_width_.milli > 0 && (refers_beside_ || page_width_.milli == 0);
  columns_.summary_width =
      columns_.stacked && !refers_beside_ ? columns_.minutes_right - columns_.title : columns_.title_width;
}

void DayPieces::find_columns_of_page() {
  c_.use_column(0, section_.columns);
  find_columns();
  c_.use_column(0, 1);
}

std::vector<Block> DayPieces::blocks(std::size_t first, std::size_t last) const {
  std::vector<Block> blocks;
  blocks.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) {
    blocks.push_back({.height = pieces[i].height, .repeated = pieces[i].first ? Points{} : header_height()});
  }
  return blocks;
}

void DayPieces::save_a_page() {
  const auto pages = [&] { return fewest_pages(blocks(0, pieces.size()), layout_.content_height()); };
  const std::size_t normal = pages();
  if (normal < 2) return;
  set_tight(true, 0, pieces.size());
  if (pages() >= normal) set_tight(false, 0, pieces.size());
}

void DayPieces::set_tight(bool tight, std::size_t first, std::size_t last) {
  tight_ = tight;
  for (std::size_t i = first; i < last; ++i) pieces[i].tight = tight;
  measure_again(first, last);
}

void DayPieces::set_as_in_hand(const PlacedDay& day, std::size_t first, std::size_t last) {
  if (day.without_notes) set_notes(0, c_.plan.start, first, last);
  leave_out_summaries(c_.plan.start, last - std::min(day.shortened, last - first), last);
}

void DayPieces::note(const DayPiece& piece, PlacedDay& day) const {
  if (piece.first) {
    day.tight = piece.tight && !c_.placed.tight;
    day.without_notes = notes_ > 0 && piece.notes == 0 && piece.last && !piece.empty;
  }
  if (piece.shortened) ++day.shortened;
}

void DayPieces::set_notes(std::int64_t lines, Date from, std::size_t first, std::size_t last) {
  notes_ = std::max(notes_, lines);
  for (std::size_t i = first; i < last; ++i) {
    DayPiece& piece = pieces[i];
    if (c_.plan.days[piece.day].date < from || !piece.first || !piece.last || piece.empty) continue;
    piece.notes = lines;
    piece.lines = room_to_write(piece);
  }
  measure_again(first, last);
}

/// Whether all days that are to have lines have room for as many.
bool DayPieces::have_notes() const {
  return !columns_.stacked || std::ranges::all_of(pieces, [&](const DayPiece& piece) {
    return piece.lines >= layout_.writing_line * piece.notes;
  });
}

void DayPieces::find_notes(const Flow& flow) {
  if (section_.own_page) return;  // it has room to write anyway
  const auto pages = [&] {
    const std::vector<Block> all = blocks(0, pieces.size());
    return std::pair(begin_below(c_, all, flow) ? 0 : 1, fewest_pages(all, layout_.content_height()));
  };
  const auto without = pages();
  for (std::int64_t lines = most_notes; lines >= fewest_notes; lines -= 1) {
    notes_ = 0;
    set_notes(lines, c_.plan.start, 0, pieces.size());
    if (have_notes() && pages() == without) return;
  }
  set_notes(0, c_.plan.start, 0, pieces.size());
  notes_ = 0;
}

void DayPieces::leave_out_summaries(Date from, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (c_.plan.days[pieces[i].day].date < from) continue;
    pieces[i].shortened = true;
    for (LessonRow& row : pieces[i].rows) row.summary.lines.clear();
  }
  measure_again(first, last);
}

void DayPieces::measure_again(std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    DayPiece& piece = pieces[i];
    for (LessonRow& row : piece.rows) row.height = row_height(row);
    piece.height = piece_height(piece);
  }
}

Points DayPieces::header_height() const {
  if (!columns_.stacked) return padding();
  // A box that is higher than its line reaches up to the date.
  const Points box = std::max(layout_.box - layout_.leading, Points{}).scaled(9, 5);
  const Points latest = latest_below_ || progress_below_ ? canvas_.leading(Type::small) : Points{};
  // At the other end it reaches up to what is below the facts.
  const Points room = layout_.hand == Hand::left ? box + latest : std::max(box, latest);
  return padding() + canvas_.leading(Type::large) + layout_.leading / 4 + room;
}

// The width of the date column, beside which the lessons are.
Points DayPieces::date_column_height(const StudyDay& day) const {
  if (columns_.stacked) return {};
  const std::int64_t latest = day.can_wait() ? latest_lines_ : 0;
  const std::int64_t facts = (c_.plan.undated ? 1 : 2) + latest + progress_lines_;
  return canvas_.leading(Type::large) + canvas_.leading(Type::small) * facts + load_bar_height(layout_) +
         layout_.leading / 2;
}

bool DayPieces::begins_path(std::size_t day, std::size_t task) const {
  if (c_.plan.catalog->paths.size() < 2) return false;
  const LessonIndex lesson = c_.plan.days[day].tasks[task].lesson;
  if (c_.plan.days[day].tasks[task].part > 1) return false;
  if (lesson == c_.plan.lessons.front()) return true;
  const auto path = path_of(lesson);
  const auto before = std::ranges::lower_bound(c_.plan.lessons, lesson) - 1;
  return *before < path->first;
}

std::vector<Path>::const_iterator DayPieces::path_of(LessonIndex lesson) const {
  const std::vector<Path>& paths = c_.plan.catalog->paths;
  return std::ranges::upper_bound(paths, lesson, {}, &Path::first) - 1;
}

LessonRow DayPieces::row_of(std::size_t day, std::size_t task) {
  const Task& planned = c_.plan.days[day].tasks[task];
  const Lesson& lesson = c_.plan.catalog->lessons[planned.lesson];
  LessonRow row{.task = task, .path = {}, .title = {}, .moved = {}, .summary = {}, .height = {}};
  if (begins_path(day, task)) {
    const auto path = path_of(c_.plan.days[day].tasks[task].lesson);
    row.path = canvas_.paragraph(path->title, Type::small_bold, columns_.title_width, 1);
  }
  const std::string title = c_.title_of(planned);
  row.title = canvas_.paragraph(title, Type::body_bold, columns_.title_width);
  const Date date = c_.plan.days[day].date;
  if (const auto from = c_.moved_from.find({planned.lesson, date}); from != c_.moved_from.end()) {
    row.moved = canvas_.paragraph(
        c_.language.say(word::moved_from{.date = unbroken(c_.dates.date_beside(from->second, date))}),
        Type::small, columns_.title_width - moved_arrow());
  }
  if (section_.summaries && !lesson.summary.empty())
    row.summary = canvas_.prose(lesson.summary, Type::small, columns_.summary_width);
  // Every part of a lesson is read; its questions come at the end.
  row.references = references_to(c_, planned.lesson);
  if (planned.part < planned.parts)
    std::erase_if(row.references, [](const LessonReference& to) { return to.part != PartOfLesson::text; });
  row.height = row_height(row);
  return row;
}

bool DayPieces::refers_in_summary(const LessonRow& row) const {
  if (refers_beside_ || row.references.empty() || row.summary.lines.empty()) return false;
  const Points end = columns_.title + row.summary.lines.back().width + layout_.body;
  return end + line_of_references(c_, row.references, ReferenceForm::named) <= columns_.minutes_right;
}

std::vector<std::vector<LessonReference>> DayPieces::reference_lines(const LessonRow& row) const {
  if (row.references.empty()) return {};
  const Points width = line_of_references(c_, row.references, ReferenceForm::named);
  if (!refers_beside_ && width <= columns_.minutes_right - columns_.title) return {row.references};
  std::vector<std::vector<LessonReference>> lines;
  for (const LessonReference& to : row.references) lines.push_back({to});
  return lines;
}

/// More than the lesson's texts take anyway.
Points DayPieces::height_of_references(const LessonRow& row) const {
  const auto lines = static_cast<std::int64_t>(reference_lines(row).size());
  const Points height = canvas_.leading(Type::small) * lines;
  if (refers_beside_) return std::max(height - row.summary.height(), Points{});
  return refers_in_summary(row) ? Points{} : height;
}

Points DayPieces::row_height(const LessonRow& row) const {
  Points height = row.path.height() + row.title.height() + row.moved.height() + row.summary.height();
  if (row.first_piece && columns_.number_above) height += canvas_.leading(Type::small);
  height += height_of_references(row);
  return std::max(height, layout_.box + layout_.leading / 4) + row_gap();
}

Points DayPieces::piece_height(const DayPiece& piece) const {
  if (piece.empty) {
    const Points dates = piece.empty->dates.height();
    const Points remark = piece.empty->remark.height();
    return empty_top() * 2 + (piece.empty->beside ? std::max(dates, remark) : dates + remark);
  }
  Points rows;
  for (const LessonRow& row : piece.rows) rows += row.height;
  rows += reviews_height(piece);
  rows += piece.lines;
  Points beside = piece.first ? date_column_height(c_.plan.days[piece.day]) : Points{};
  if (!columns_.stacked) beside += layout_.writing_line * piece.notes;
  return (piece.first ? header_height() : Points{}) + std::max(rows, beside) + padding();
}

// With a heading above it.
Points DayPieces::highest_review() const {
  return review_line_height() + layout_.leading.scaled(3, 8) +
         canvas_.leading(Type::small) * static_cast<std::int64_t>(most_lines_of_review + 1);
}

Points DayPieces::review_line_height() const {
  return std::max(canvas_.leading(Type::small), review_box()) + layout_.leading / 4;
}

Points DayPieces::reviews_height(const DayPiece& piece) const {
  if (piece.reviews.empty()) return {};
  Points lines;
  for (const ReviewLine& line : piece.reviews) lines += height_of(line);
  return lines + row_gap();
}

Points DayPieces::heading_height(const ReviewLine& line) const {
  if (line.heading.lines.empty()) return {};
  const Points above = line.review > 0 && !tight_ ? layout_.leading / 4 : Points{};
  return above + line.heading.height() + layout_.leading / 8;
}

Points DayPieces::height_of(const ReviewLine& line) const {
  const auto more = static_cast<std::int64_t>(line.title.lines.size()) - 1;
  return heading_height(line) + review_line_height() + line.title.leading * std::max<std::int64_t>(more, 0);
}

Points DayPieces::reference_right(PartOfLesson part) const {
  const Points right = columns_.minutes_right - minutes_width_ - layout_.body / 2;
  if (part == PartOfLesson::questions || page_width_.milli == 0) return right;
  return right - page_width_ - layout_.body / 2;
}

Points DayPieces::label_right() const {
  const Points left = review_texts_ ? reference_right(PartOfLesson::text) - text_width_
                                    : reference_right(PartOfLesson::questions) - page_width_;
  return left - layout_.body / 2;
}

/// After how many days that round of reviews was asked for; the plan that a day which is over comes from may
/// have been asked for others.
std::optional<std::int64_t> DayPieces::days_after(std::size_t day, std::size_t review) const {
  const bool past = c_.kept != nullptr && c_.plan.days[day].date < c_.kept->today;
  const ReviewOffsets& offsets =
      past && c_.plan.before ? c_.plan.before->review_offsets : c_.plan.review_offsets;
  const std::size_t round = c_.plan.days[day].reviews[review].round;
  if (round > offsets.size()) return std::nullopt;
  return offsets[round - 1];
}

bool DayPieces::begins_group(std::size_t day, std::size_t review) const {
  const std::vector<Review>& reviews = c_.plan.days[day].reviews;
  return review == 0 || reviews[review].round != reviews[review - 1].round;
}

std::string DayPieces::group_heading(std::size_t day, std::size_t review) const {
  const std::vector<Review>& reviews = c_.plan.days[day].reviews;
  std::size_t last = review + 1;
  while (last < reviews.size() && !begins_group(day, last)) ++last;
  const std::optional<std::int64_t> days = days_after(day, review);
  if (!days) return c_.language.say(word::review_heading{.count = last - review});
  const auto count = static_cast<std::size_t>(*days);
  const auto group = std::span(reviews).subspan(review, last - review);
  const bool refers =
      std::ranges::any_of(group, [&](const Review& of) { return c_.questions_of(of.lesson).has_value(); });
  return refers ? c_.language.say(word::reviews_after_questions{.days = count})
                : c_.language.say(word::reviews_after{.days = count});
}

ReviewLine DayPieces::review_line(std::size_t day, std::size_t review) {
  const LessonIndex lesson = c_.plan.days[day].reviews[review].lesson;
  ReviewLine line{.review = review, .heading = {}, .label = {}, .title = {}};
  line.references = references_to(c_, lesson);
  if (!review_texts_)
    std::erase_if(line.references, [](const LessonReference& to) { return to.part == PartOfLesson::text; });
  Points width = line.references.empty() ? columns_.title_width : label_right() - columns_.title;
  const std::optional<std::int64_t> days = days_after(day, review);
  // A heading for each group would take days of small loads to another page.
  if (begins_group(day, review) && review > 0 && !columns_.stacked && days) {
    line.label = c_.language.say(word::after_days{.days = static_cast<std::size_t>(*days)});
    width = label_right() - canvas_.width(line.label, Type::small) - layout_.body - columns_.title;
  } else if (begins_group(day, review)) {
    line.heading = canvas_.paragraph(group_heading(day, review), Type::small_bold,
                                     columns_.minutes_right - columns_.title);
  }
  line.title =
      canvas_.paragraph(c_.plan.catalog->lessons[lesson].title, Type::small, width, most_lines_of_review);
  return line;
}

// All reviews below one heading, where that keeps the day on a page.
void DayPieces::ungroup(DayPiece& piece) {
  const Points page = layout_.content_height();
  Points headings;
  for (const ReviewLine& line : piece.reviews) headings += heading_height(line);
  if (headings.milli == 0 || piece.height - headings > page) return;
  std::vector<ReviewLine> grouped = piece.reviews;
  for (ReviewLine& line : piece.reviews) line.heading = {};
  piece.reviews.front().heading =
      canvas_.paragraph(c_.language.say(word::review_heading{.count = piece.reviews.size()}),
                        Type::small_bold, columns_.minutes_right - columns_.title);
  const Points whole = piece_height(piece);
  if (whole > page) {
    piece.reviews = std::move(grouped);
  } else {
    piece.height = whole;
  }
}

// The word, then group after group, each behind its label; a new row where the next box has no room.
std::vector<ReviewLine> DayPieces::review_rows(std::size_t day) {
  const std::vector<NumberedBox> boxes = review_boxes(c_, c_.plan.days[day]);
  BoxRows rows = box_rows();
  std::vector<ReviewLine> lines;
  Points left = canvas_.width(c_.language.say(word::reviews_label{}), Type::small_bold) + group_gap();
  const auto begin_row = [&](std::size_t first) {
    lines.push_back({.review = first, .heading = {}, .label = {}, .title = {}});
    if (lines.size() > 1) left = {};
  };
  for (std::size_t first = 0, end = 0; first < boxes.size(); first = end) {
    while (end < boxes.size() && (end == first || !begins_group(day, end))) ++end;
    const std::optional<std::int64_t> days = days_after(day, first);
    std::string label =
        days ? c_.language.say(word::after_days{.days = static_cast<std::size_t>(*days)}) : std::string();
    if (lines.empty()) begin_row(first);
    for (std::size_t at = first; at < end;) {
      const Points word = label.empty() ? Points{} : canvas_.width(label, Type::small) + group_gap();
      if (left > Points{} && !rows.has_room(boxes[at], left + word)) begin_row(at);
      const std::size_t last = rows.end_of_row(std::span(boxes).first(end), at, left + word);
      lines.back().groups.push_back({at, last, std::exchange(label, {}), left});
      left += word + rows.width(std::span(boxes).subspan(at, last - at), left + word) + group_gap();
      at = last;
      if (at < end) begin_row(at);
    }
  }
  return lines;
}

std::vector<ReviewLine> DayPieces::review_lines(std::size_t day) {
  if (!section_.review_titles) return review_rows(day);
  std::vector<ReviewLine> lines;
  for (std::size_t r = 0; r < c_.plan.days[day].reviews.size(); ++r) lines.push_back(review_line(day, r));
  return lines;
}

BoxRows DayPieces::box_rows() {
  return {canvas_, Type::small, review_box(), c_.content_right() - columns_.title};
}

void DayPieces::add_day(std::size_t day) {
  DayPiece whole{.day = day, .rows = {}, .reviews = {}, .height = {}};
  for (std::size_t t = 0; t < c_.plan.days[day].tasks.size(); ++t) whole.rows.push_back(row_of(day, t));
  whole.reviews = review_lines(day);
  whole.height = piece_height(whole);
  if (whole.height > layout_.content_height()) ungroup(whole);
  if (whole.height <= layout_.content_height()) {
    whole.lines = room_to_write(whole);
    whole.height = piece_height(whole);
    pieces.push_back(std::move(whole));
    return;
  }
  add_long_day(std::move(whole));
}

std::string DayPieces::dates_of(const facts::Stretch& stretch) const {
  const Date first = c_.plan.days[stretch.first].date;
  const Date last = c_.plan.days[stretch.last].date;
  if (first == last) return unbroken(c_.language.heading(c_.dates.date(first)));
  const auto [from, to] = c_.dates.stretch({first, last});
  return c_.language.heading(date_range(c_.language, unbroken(from), unbroken(to)));
}

// The remarks on empty days, from the most to the fewest words.
std::vector<std::string> DayPieces::remarks_on(const facts::Stretch& stretch) const {
  const Language& in = c_.language;
  const bool buffer = c_.plan.days[stretch.first].buffer;
  const std::size_t days = stretch.days();
  if (days == 1) {
    if (buffer) return {in.say(word::kept_free_hint{}), in.say(word::kept_free{})};
    return {in.say(word::nothing_new_hint{}), in.say(word::nothing_new{})};
  }
  if (buffer) {
    return {in.say(word::days_kept_free_hint{.days = days}), in.say(word::days_kept_free{.days = days})};
  }
  return {in.say(word::days_nothing_new_hint{.days = days}), in.say(word::days_nothing_new{.days = days})};
}

// In a line, the dates as strong as a lesson's title; on a page of their own like other days'.
void DayPieces::add_empty_days(const facts::Stretch& stretch) {
  const Type type = section_.own_page ? Type::large : Type::body_bold;
  EmptyDays empty{.last = stretch.last,
                  .dates = canvas_.paragraph(dates_of(stretch), type, c_.content_width()),
                  .remark = {},
                  .remark_left = {}};
  const std::vector<std::string> remarks = remarks_on(stretch);
  if (!section_.own_page && empty.dates.lines.size() == 1) {
    // Where the lessons' titles are, if the dates leave that free.
    const Points beside =
        std::max(empty.dates.lines.front().width + layout_.body, columns_.title - c_.content_left());
    for (const std::string& remark : remarks) {
      const Points width = canvas_.width(remark, Type::body);
      if (empty.beside || beside + width > c_.content_width()) continue;
      empty.remark = canvas_.paragraph(remark, Type::body, width);
      empty.remark_left = beside;
      empty.beside = true;
    }
  }
  if (!empty.beside) empty.remark = canvas_.paragraph(remarks.front(), Type::body, c_.content_width());
  DayPiece piece{.day = stretch.first, .rows = {}, .reviews = {}, .empty = std::move(empty), .height = {}};
  piece.height = piece_height(piece);
  pieces.push_back(std::move(piece));
}

// A day longer than a page becomes pieces of one lesson each and of the reviews; what is longer than
// half a page becomes pieces of as many lines as that holds.
void DayPieces::add_long_day(DayPiece whole) {
  const std::size_t first_of_day = pieces.size();
  const Points most = layout_.content_height() / 2;
  const auto add = [&](DayPiece piece) {
    piece.day = whole.day;
    piece.first = pieces.size() == first_of_day;
    piece.height = piece_height(piece);
    pieces.push_back(std::move(piece));
  };
  for (LessonRow& row : whole.rows) {
    std::vector<LessonRow> parts =
        row.height <= most ? std::vector<LessonRow>{std::move(row)} : split(row, most);
    for (LessonRow& part : parts) {
      DayPiece piece{.last = false, .rows = {}, .reviews = {}, .height = {}};
      piece.rows.push_back(std::move(part));
      add(std::move(piece));
    }
  }
  const auto fitting =
      static_cast<std::size_t>(std::max<std::int64_t>(1, most.milli / highest_review().milli));
  for (std::size_t first = 0; first < whole.reviews.size(); first += fitting) {
    const std::size_t last = std::min(first + fitting, whole.reviews.size());
    DayPiece piece{.last = false, .rows = {}, .reviews = {}, .height = {}};
    for (std::size_t i = first; i < last; ++i) piece.reviews.push_back(std::move(whole.reviews[i]));
    add(std::move(piece));
  }
  pieces.back().last = true;
  pieces.back().height = piece_height(pieces.back());
}

std::vector<LessonRow> DayPieces::split(const LessonRow& row, Points most) const {
  std::vector<LessonRow> parts;
  TextBlock title = row.title;
  TextBlock summary = row.summary;
  LessonRow part{.task = row.task,
                 .path = row.path,
                 .title = title.begun(),
                 .moved = row.moved,
                 .summary = summary.begun(),
                 .height = {}};
  const auto flush = [&] {
    part.height = row_height(part);
    parts.push_back(part);
    part.first_piece = false;
    part.path = {};
    part.moved = {};
    part.title = title.begun();
    part.summary = summary.begun();
  };
  for (std::size_t line = 0; line < title.lines.size(); ++line) {
    part.title.append(title, line);
    if (row_height(part) > most) flush();
  }
  for (std::size_t line = 0; line < summary.lines.size(); ++line) {
    part.summary.append(summary, line);
    if (row_height(part) > most) flush();
  }
  if (!part.title.lines.empty() || !part.summary.lines.empty()) flush();
  parts.back().references = row.references;
  parts.back().height = row_height(parts.back());
  return parts;
}

std::string DayPieces::latest(const StudyDay& day) const {
  return c_.language.say(
      word::can_wait_until{.date = unbroken(c_.dates.date_beside(*day.waits_until, day.date))});
}

std::string DayPieces::load_of_budget(const StudyDay& day) const {
  return c_.language.say(word::load_of_budget{.load = day.total().count, .budget = day.budget.count});
}

// Never so much that the day would not be whole on a page; one of its own has room to write anyway.
Points DayPieces::room_to_write(const DayPiece& piece) const {
  const bool buffer = c_.plan.days[piece.day].buffer;
  if (section_.own_page || (!buffer && piece.notes == 0)) return {};
  if (!buffer && !columns_.stacked) return {};  // it is beside the lessons
  const Points height = piece.height - piece.lines;
  const std::int64_t fitting = (layout_.content_height() - height).milli / layout_.writing_line.milli;
  return layout_.writing_line * std::clamp<std::int64_t>(fitting, 0, buffer ? buffer_lines : piece.notes);
}

}  // namespace pensum::page
