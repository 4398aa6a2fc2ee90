// The checklist: a row for each day, with its boxes, titles and reviews and room for a note, and above them a
// square for each lesson, to be filled in by hand. A fortnight of it is a page to pin up.
#include "language/word.hpp"
#include "page/box_rows.hpp"
#include "page/checklist_rows.hpp"
#include "page/composition.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// Of more lessons nobody fills in squares; their boxes are on their days.
constexpr std::int64_t most_rows_of_squares = 4;

// ------------------------------------------------------------------ a square for each lesson

class Squares {
 public:
  explicit Squares(Composition& c) : c_(c), canvas_(c.canvas), layout_(canvas_.layout()) {
    count_ = static_cast<std::int64_t>(c_.plan.lessons.size());
    // As long as the page is wide where that does not make them large.
    const Points least = std::max(layout_.box, layout_.small * 7 / 4);
    side_ = std::clamp(c_.content_width() / std::max<std::int64_t>(count_, 1), least, least * 3 / 2);
    // Neighbours share a line.
    pitch_ = side_ - layout_.box_line;
    in_row_ = std::max<std::int64_t>(1, (c_.content_width() - layout_.box_line).milli / pitch_.milli);
    // Rows are about as long as each other.
    if (rows() > 0) in_row_ = (count_ + rows() - 1) / rows();
    meaning_ = canvas_.paragraph(c_.language.say(word::squares_to_fill{}), Type::small, c_.content_width());
  }

  std::vector<DrawnBlock> blocks(const std::shared_ptr<Squares>& self) const {
    if (count_ == 0 || rows() > most_rows_of_squares) return {};
    const Points below = layout_.leading * 3 / 4;
    const Points height =
        meaning_.height() + layout_.leading / 4 + pitch_ * rows() + layout_.box_line + below;
    return {{{.height = height, .below = below, .keep_with_next = true}, [self] { self->draw(); }}};
  }

 private:
  std::int64_t rows() const { return (count_ + in_row_ - 1) / in_row_; }

  void draw() {
    const Points top = c_.y + meaning_.height() + layout_.leading / 4;
    canvas_.text(c_.in_own_words(Role::paragraph, c_.root), c_.content_left(), c_.y, layout_.secondary,
                 std::move(meaning_));
    const ElementId list = canvas_.element(Role::list, c_.root);
    for (std::int64_t i = 0; i < count_; ++i) {
      draw_square(list, c_.plan.lessons[static_cast<std::size_t>(i)],
                  {c_.content_left() + pitch_ * (i % in_row_), top + pitch_ * (i / in_row_), side_, side_});
    }
  }

  /// On screen it is the lesson's own box, so that it is filled as soon as that is ticked.
  void draw_square(ElementId list, LessonIndex index, const Rectangle& area) {
    const Lesson& lesson = c_.plan.catalog->lessons[index];
    const Task whole{.lesson = index, .minutes = lesson.minutes};
    const ElementId label = canvas_.element(Role::label, canvas_.element(Role::list_item, list));
    canvas_.tick_box(canvas_.element(Role::form, label), area, box_name(*c_.plan.catalog, whole),
                     box_spoken(c_, whole));
    text::Line number = canvas_.line(c_.language.lesson(lesson.id), Type::small);
    if (number.width > side_ - layout_.box_line * 4) return;
    canvas_.text_centred(label, area.left, side_, area.top + (side_ + canvas_.cap_height(Type::small)) / 2,
                         layout_.secondary, std::move(number));
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Points side_, pitch_;
  std::int64_t in_row_ = 1;
  std::int64_t count_ = 0;
  TextBlock meaning_;
};

// ------------------------------------------------------------------ the rows

class Checklist {
 public:
  explicit Checklist(Composition& c) : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), all_(c) {}

  void draw() {
    set_blocks(c_, all_.blocks(), {.gap = {}, .start = Flow::Start::here}, [&](const PageRange& page) {
      // What is left of the page makes room for notes, but a short plan is not drawn out.
      const auto days = std::ranges::count(std::span(all_.rows).subspan(page.first, page.last - page.first),
                                           ChecklistRow::Kind::day, &ChecklistRow::kind);
      const Points share = days > 0 ? page.unused / days : Points{};
      const Points extra = std::min(share, layout_.writing_line * most_lines_more);
      for (std::size_t i = page.first; i < page.last; ++i) draw_row(all_.rows[i], extra);
      // The last row's own line.
      if (page.last > page.first) rule(c_.y, layout_.rule);
    });
  }

 private:
  /// That a page with room to spare gives a day to write on.
  static constexpr std::int64_t most_lines_more = 3;

  void rule(Points y, Points width) {
    canvas_.horizontal_rule(c_.content_left(), y, c_.content_width(), width, layout_.text);
  }

  void draw_row(const ChecklistRow& row, Points extra) {
    const bool is_day = row.kind == ChecklistRow::Kind::day;
    const Points height = row.height + (is_day ? extra : Points{});
    const bool begins_week = Weekday{row.dates.first} == c_.language.first_weekday();
    if (row.first_piece) rule(c_.y, begins_week || c_.page_is_empty() ? layout_.rule : layout_.hairline);
    if (all_.is_deadline(row)) {
      canvas_.outline(artifact, {c_.content_left() - frame(), c_.y, c_.content_width() + frame() * 2, height},
                      layout_.rule * 2, layout_.text);
    }
    if (row.kind != ChecklistRow::Kind::off) note_days(row);
    if (is_day) {
      draw_day(row, height);
    } else {
      draw_remark(row);
    }
    c_.y += height;
  }
  /// How far the deadline's frame is from what is in it.
  Points frame() const { return layout_.body / 2; }

  /// Where links to the row's days lead, and its entry in the outline.
  void note_days(const ChecklistRow& row) {
    if (!row.first_piece) return;
    section_ = canvas_.element(Role::section, c_.root);
    lessons_ = reviews_ = artifact;
    if (c_.days_in != SectionKind::checklist) return;
    c_.stands_here(InDay{.day = row.first_day, .task = 0});
    for (std::size_t day = row.first_day; day <= row.last_day; ++day) {
      canvas_.set_place(c_.day_places[day], c_.y);
    }
    const DateRange& dates = row.dates;
    std::string title = c_.dates.date(dates.first);
    if (dates.last > dates.first) title = date_range(c_.language, title, c_.dates.date(dates.last));
    canvas_.bookmark(1, c_.language.heading(std::move(title)), c_.day_places[row.first_day]);
  }

  /// The date is a heading, and leads to its day where another section has that.
  void draw_date(const ChecklistRow& row, Points top) {
    const Points left = columns().date;
    if (!row.first_piece) {
      canvas_.text(artifact, left, top, layout_.text, row.date);
      return;
    }
    const ElementId heading =
        canvas_.element(Element{.role = Role::heading2, .parent = section_, .language = c_.date_language()});
    if (c_.days_in == SectionKind::checklist) {
      canvas_.text(heading, left, top, layout_.text, row.date);
      return;
    }
    const ElementId link = canvas_.element(Role::link, heading);
    canvas_.text(link, left, top, layout_.text, row.date);
    canvas_.link(link, {left, top, row.date.lines.front().width, row.date.height()},
                 c_.day_places[row.first_day], c_.language.full_date(row.dates.first));
  }

  // ---------------------------------------------------------------- days with nothing to tick

  void draw_remark(const ChecklistRow& row) {
    const bool off = row.kind == ChecklistRow::Kind::off;
    const Points top = c_.y + (off ? all_.padding() / 2 : all_.padding());
    if (off) {
      canvas_.text(canvas_.element(
                       Element{.role = Role::paragraph, .parent = c_.root, .language = c_.date_language()}),
                   columns().date, top, layout_.secondary, row.date);
    } else {
      draw_date(row, top);
    }
    const ElementId remark = c_.in_own_words(Role::paragraph, off ? c_.root : section_);
    const Type type = all_.date_type(row);
    if (row.remark_below) {
      canvas_.text(remark, columns().date, top + row.date.height(), layout_.secondary, row.remark);
    } else {
      const Points date_right = columns().date + row.date.lines.front().width + layout_.body;
      const Points beside = columns().stacked ? date_right : std::max(date_right, columns().lessons);
      canvas_.text(remark, beside, canvas_.baseline(top, type), layout_.secondary, row.remark.lines.front());
    }
    if (all_.is_deadline(row)) draw_deadline(off ? c_.root : section_, canvas_.baseline(top, type));
  }

  /// The word at the row's end, where there is nothing else.
  void draw_deadline(ElementId parent, Points baseline) {
    canvas_.text_right(c_.in_own_words(Role::paragraph, parent), c_.content_right(), baseline, layout_.text,
                       canvas_.line(c_.language.say(word::deadline{}), Type::small_bold));
  }

  // ---------------------------------------------------------------- days

  void draw_day(const ChecklistRow& row, Points height) {
    const Points top = c_.y + all_.padding();
    const Points bottom = c_.y + height;
    if (columns().stacked) {
      draw_date(row, top);
      draw_facts_at_right(row, canvas_.baseline(top, all_.date_type(row)));
    } else {
      draw_date_column(row, top);
    }
    Points y = top + all_.head_height(row);
    for (const ChecklistLesson& lesson : row.lessons) {
      draw_lesson(row, lesson, y);
      y += lesson.height;
    }
    draw_reviews(row, columns().stacked ? y : top);
    if (row.last_piece) draw_lines(columns().stacked ? bottom - (height - row.height) : top, bottom);
  }

  std::string fact_of(const ChecklistRow& row) const {
    if (!row.first_piece) return c_.language.say(word::continued{});
    return c_.language.minutes(c_.plan.days[row.first_day].total());
  }

  bool is_deadline(const ChecklistRow& row) const { return row.first_piece && all_.is_deadline(row); }

  void draw_facts_at_right(const ChecklistRow& row, Points baseline) {
    Points right = c_.content_right();
    const auto draw = [&](const std::string& words, Type type, Color color) {
      text::Line line = canvas_.line(words, type);
      const Points width = line.width;
      canvas_.text_right(row.first_piece ? c_.in_own_words(Role::paragraph, section_) : artifact, right,
                         baseline, color, std::move(line));
      right = right - width - layout_.body;
    };
    if (all_.shows_load() || !row.first_piece) draw(fact_of(row), Type::small, layout_.secondary);
    if (is_deadline(row)) draw(c_.language.say(word::deadline{}), Type::small_bold, layout_.text);
    if (row.first_piece) draw_line(row, right, baseline);
  }

  /// To write the date on, from its number up to `right`.
  void draw_line(const ChecklistRow& row, Points right, Points baseline) {
    const Points left = columns().date + row.date.lines.front().width + layout_.body / 2;
    draw_date_line(c_, left, right, baseline);
  }

  /// The date on the first title's baseline; below it how much there is to do.
  void draw_date_column(const ChecklistRow& row, Points top) {
    const Type type = all_.date_type(row);
    const Points first = canvas_.baseline(top, all_.title_type()) - canvas_.baseline(Points{}, type);
    draw_date(row, first);
    if (row.first_piece) draw_line(row, columns().lessons - layout_.body, canvas_.baseline(first, type));
    Points y = first + row.date.height();
    const auto draw = [&](const std::string& words, Type small, Color color) {
      canvas_.text(row.first_piece ? c_.in_own_words(Role::paragraph, section_) : artifact, columns().date,
                   canvas_.baseline(y, small), color, canvas_.line(words, small));
      y += canvas_.leading(small);
    };
    if (all_.shows_load() || !row.first_piece) draw(fact_of(row), Type::small, layout_.secondary);
    if (is_deadline(row)) draw(c_.language.say(word::deadline{}), Type::small_bold, layout_.text);
  }

  void draw_lesson(const ChecklistRow& row, const ChecklistLesson& planned, Points y) {
    const Task& task = c_.plan.days[row.first_day].tasks[planned.task];
    const Lesson& lesson = c_.plan.catalog->lessons[task.lesson];
    if (planned.first_piece) {
      if (lessons_ == artifact) lessons_ = canvas_.element(Role::list, section_);
      const ElementId item = canvas_.element(Role::list_item, lessons_);
      const ElementId label = canvas_.element(Role::label, item);
      body_ = canvas_.element(Role::list_body, item);
      const Points top = columns().number_above ? y + canvas_.leading(Type::small) : y;
      const Points baseline = canvas_.baseline(top, all_.title_type());
      const Points box = all_.box_size();
      const Points box_top = baseline - canvas_.cap_height(all_.title_type()) / 2 - box / 2;
      canvas_.tick_box(canvas_.element(Role::form, label), {columns().box, box_top, box, box},
                       box_name(*c_.plan.catalog, task), box_spoken(c_, task));
      text::Line number = canvas_.line(c_.language.lesson(lesson.id),
                                       columns().number_above ? Type::small : all_.title_type());
      if (columns().number_above) {
        canvas_.text(label, columns().title, canvas_.baseline(y, Type::small), layout_.secondary,
                     std::move(number));
      } else {
        canvas_.text_right(label, columns().number_right, baseline, layout_.secondary, std::move(number));
      }
      y = top;
      draw_title(task.lesson, planned, y);
      draw_reference(planned, baseline);
      if (all_.shows_minutes()) {
        canvas_.text_right(body_, columns().minutes_right, baseline, layout_.secondary,
                           canvas_.line(c_.language.minutes(task.minutes), Type::small));
      }
    } else {
      draw_title(task.lesson, planned, y);
    }
    if (!planned.moved.lines.empty()) draw_moved(planned.moved, y + planned.title.height());
  }

  /// It leads to the lesson's address, or else to its text or its questions.
  void draw_title(LessonIndex index, const ChecklistLesson& planned, Points y) {
    const Lesson& lesson = c_.plan.catalog->lessons[index];
    const TextBlock& title = planned.title;
    if (lesson.url.empty()) {
      draw_linked_title(c_, body_, index, place_to_learn(c_, index), columns().title, y, title);
      return;
    }
    const ElementId link = canvas_.element(Role::link, body_);
    canvas_.underlined(link, columns().title, y, layout_.text, title);
    canvas_.link(link, {columns().title, y, columns().title_width, title.height()}, lesson.url, lesson.title);
  }

  /// The page of the lesson's text, which names that of its questions, or else of these.
  void draw_reference(const ChecklistLesson& planned, Points baseline) {
    if (!all_.shows_references() || planned.references.empty()) return;
    refer_in_line(c_, body_, {planned.references.front()}, ReferenceForm::page, columns().references_right,
                  baseline - canvas_.baseline({}, Type::small), layout_.secondary);
  }

  /// From which date the lesson was moved, behind an arrow: grey shows it, too.
  void draw_moved(const TextBlock& moved, Points y) {
    const Points middle = canvas_.baseline(y, moved.type) - canvas_.cap_height(moved.type) / 2;
    canvas_.arrow(columns().title, middle, layout_.small, layout_.rule, layout_.text);
    canvas_.text(c_.in_own_words(Role::paragraph, body_), columns().title + all_.moved_arrow(), y,
                 layout_.text, moved);
  }

  void draw_reviews(const ChecklistRow& row, Points y) {
    if (row.reviews.empty()) return;
    const std::vector<NumberedBox> boxes = review_boxes(c_, c_.plan.days[row.first_day]);
    BoxRows in_rows = all_.review_rows();
    // The first of them are in the middle of the title's line.
    if (!columns().stacked) {
      y += (canvas_.leading(all_.title_type()) - in_rows.height()) / 2;
    }
    for (const auto& [first, last] : row.reviews) {
      const Points taken = first == 0 ? all_.reviews_word() : Points{};
      if (first == 0) {
        canvas_.text(c_.in_own_words(Role::paragraph, section_), columns().reviews,
                     y + (in_rows.height() + canvas_.cap_height(Type::small)) / 2, layout_.secondary,
                     canvas_.line(c_.language.say(word::reviews_label{}), Type::small));
        reviews_ = canvas_.element(Role::list, section_);
      }
      in_rows.draw(reviews_, std::span(boxes).subspan(first, last - first), columns().reviews + taken, y,
                   taken);
      y += all_.review_row_height();
    }
  }

  /// From the bottom up, where the row's own line is the last one to write on.
  void draw_lines(Points top, Points bottom) {
    if (!all_.has_notes()) return;
    for (Points y = bottom - layout_.writing_line; y >= top + layout_.writing_line * 2 / 3;
         y = y - layout_.writing_line) {
      canvas_.horizontal_rule(columns().notes, y, columns().notes_width, layout_.hairline, layout_.faint);
    }
  }

  const ChecklistColumns& columns() const { return all_.columns(); }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  ChecklistRows all_;

  // The structure that the current day is drawn into.
  ElementId section_ = 0;
  ElementId lessons_ = artifact;
  ElementId reviews_ = artifact;
  ElementId body_ = 0;
};

}  // namespace

void compose_checklist(Composition& c, const Section&) {
  if (c.plan.days.empty()) return;
  const PlaceId place = c.canvas.reserve_place();
  const auto squares = std::make_shared<Squares>(c);
  if (const std::vector<DrawnBlock> blocks = squares->blocks(squares); !blocks.empty()) {
    const bool below_title = c.only_title;
    set_blocks(c, blocks);
    c.only_title = below_title;
  }
  c.canvas.bookmark(0, c.language.say(word::days_heading{}), place);
  c.canvas.set_place(place, c.y);
  Checklist(c).draw();
}

}  // namespace pensum::page
