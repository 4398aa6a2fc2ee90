// The weeks: seven columns, one a day, with the day's lessons in a row below it. A week is whole on a
// page unless it is longer than one.
#include "language/word.hpp"
#include "page/box_rows.hpp"
#include "page/composition.hpp"
#include "page/week_pieces.hpp"
#include "plan/undated.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

class Weeks {
 public:
  Weeks(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), asked_(section), weeks_(c, section) {
    for (const StudyDay& day : c.plan.days) widest_ = std::max(widest_, day.budget);
  }

  void draw() {
    const std::vector<Block> blocks = weeks_.blocks();
    if (!asked_.own_page) {
      set_blocks(c_, blocks, {.gap = {}, .start = Flow::Start::here},
                 [&](const PageRange& page) { draw_pieces(page); });
      return;
    }
    for (std::size_t i = 0; i < weeks_.pieces.size(); ++i) {
      set_blocks(c_, {&blocks[i], 1}, {.gap = {}, .start = Flow::Start::own_page},
                 [&](const PageRange& page) { draw_pieces({page.first + i, page.last + i, page.unused}); });
    }
  }

 private:
  /// The rest of a page is room to write, in each week as many days as it has. Short weeks are not made
  /// higher than that.
  void draw_pieces(const PageRange& page) {
    std::int64_t days_in_all = 0;
    for (std::size_t i = page.first; i < page.last; ++i) days_in_all += study_days(i);
    for (std::size_t i = page.first; i < page.last; ++i) {
      Points extra = days_in_all > 0 ? page.unused.scaled(study_days(i), days_in_all) : Points{};
      if (!asked_.own_page) extra = std::min(extra, layout_.writing_line * (asked_.one_page ? 12 : 8));
      draw_piece(weeks_.pieces[i], extra);
      c_.y += weeks_.pieces[i].height + extra;
    }
  }

  std::int64_t study_days(std::size_t piece) const {
    return weeks_.weeks[weeks_.pieces[piece].week].study_days();
  }

  void draw_piece(const WeekPiece& piece, Points extra) {
    const Week& week = weeks_.weeks[piece.week];
    const Points rule = c_.y + weeks_.heading_height();
    draw_heading(piece, week);
    canvas_.horizontal_rule(c_.content_left(), rule, c_.content_width(), layout_.rule, layout_.text);
    const Points bottom = c_.y + piece.height + extra - weeks_.foot_height();
    for (std::size_t i = 0; i < days_of_week; ++i) {
      if (i > 0) {
        canvas_.vertical_rule(artifact, weeks_.column_x(i), rule, bottom - rule, layout_.hairline,
                              layout_.faint);
      }
      draw_column(piece, week.columns[i], i, rule, bottom);
    }
    if (piece.last_key > piece.first_key) draw_key(piece, week, rule);
  }

  /// The titles of the week's lessons.
  void draw_key(const WeekPiece& piece, const Week& week, Points rule) {
    const ElementId list = canvas_.element(Role::list, section_);
    const std::vector<Points> heights = weeks_.key_row_heights(week, piece.first_key, piece.last_key);
    Points top;
    for (std::size_t i = piece.first_key; i < piece.last_key; ++i) {
      const std::size_t row = (i - piece.first_key) % heights.size();
      if (row == 0) top = rule + layout_.leading / 5;
      const Points left = weeks_.key_left((i - piece.first_key) / heights.size());
      const LessonIndex lesson = week.key[i].lesson;
      const ElementId item = canvas_.element(Role::list_item, list);
      canvas_.text(canvas_.element(Role::label, item), left, top, layout_.text,
                   canvas_.paragraph(c_.language.lesson(c_.plan.catalog->lessons[lesson].id),
                                     weeks_.key_number_type(), weeks_.key_number_width(), 1));
      draw_linked_title(c_, canvas_.element(Role::list_body, item), lesson, place_to_learn(c_, lesson),
                        left + weeks_.key_indent(), top, week.key[i].title);
      top += heights[row];
    }
  }

  /// Of a plan without dates.
  std::string week_name(const Week& week) const {
    return c_.language.heading(c_.language.say(word::plan_week{.week = week_of_plan(week.first)}));
  }

  void draw_heading(const WeekPiece& piece, const Week& week) {
    const Date last = week.first + days{6};
    const auto [from, to] = c_.dates.with_years({week.first, last});
    std::string text = c_.language.heading(date_range(c_.language, from, to));
    const bool is_numbered = c_.weeks_from == c_.language.first_weekday() && c_.language.numbers_weeks();
    if (c_.plan.undated) {
      text = week_name(week) + separator + text;
    } else if (is_numbered) {
      text = c_.language.say(word::week_number{.week = iso_week(week.first)}) + separator + text;
    }
    const Points baseline = canvas_.baseline(c_.y, Type::body_bold);
    if (!piece.first_of_week) {
      if (asked_.one_page) return;
      canvas_.text(artifact, c_.content_left(), baseline, layout_.text,
                   canvas_.line(text + separator + c_.language.say(word::continued{}), Type::body_bold));
      return;
    }
    section_ = canvas_.element(Role::section, c_.root);
    const PlaceId place = canvas_.reserve_place();
    canvas_.set_place(place, c_.y);
    if (piece.week == 0) canvas_.bookmark(0, c_.language.say(word::weeks_heading{}), place);
    canvas_.bookmark(1,
                     c_.plan.undated ? week_name(week)
                                     : date_range(c_.language, c_.dates.day(week.first), c_.dates.day(last)),
                     place);
    if (asked_.one_page) return;
    canvas_.text(canvas_.element(Role::heading2, section_), c_.content_left(), baseline, layout_.text,
                 canvas_.line(text, Type::body_bold));
  }

  void draw_column(const WeekPiece& piece, const WeekColumn& column, std::size_t index, Points rule,
                   Points bottom) {
    const Points x = weeks_.column_left(index);
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
    if (c_.plan.marks_deadline(column.date)) draw_deadline(index, rule, bottom);
    Points y = rule + weeks_.head_height();
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
    draw_writing_lines(c_, x, bottom - height, weeks_.text_width(), height);
  }

  void draw_empty_head(const WeekPiece& piece, const WeekColumn& column, Points x, Points rule,
                       bool in_plan) {
    const Points baseline = canvas_.baseline(rule + layout_.leading / 5, weeks_.date_type());
    const bool said = in_plan && piece.first_of_week;
    const ElementId paragraph =
        said ? canvas_.element(
                   Element{.role = Role::paragraph, .parent = section_, .language = c_.date_language()})
             : artifact;
    // Outside the plan dates are small, with nothing beside them.
    text::Line off = canvas_.line(c_.language.say(word::off{}), Type::small);
    if (c_.plan.undated) {
      if (in_plan) canvas_.text(paragraph, x, baseline, layout_.secondary, std::move(off));
      return;
    }
    const Points gap = layout_.body / 2;
    text::Line date = canvas_.line(weeks_.date_of(column.date), in_plan ? Type::body : Type::small);
    const auto fits = [&] { return date.width + gap + off.width <= weeks_.text_width(); };
    if (in_plan && !fits()) date = canvas_.line(weeks_.date_of(column.date), Type::small);
    const Points width = date.width;
    const bool has_room = fits();
    canvas_.text(paragraph, x, baseline, layout_.secondary, std::move(date));
    if (in_plan && has_room)
      canvas_.text(paragraph, x + width + gap, baseline, layout_.secondary, std::move(off));
  }

  void draw_head(const WeekPiece& piece, const WeekColumn& column, std::size_t index, Points x, Points rule) {
    const StudyDay& day = c_.plan.days[*column.day];
    const bool first = piece.first_of_week;
    Points y = rule + layout_.leading / 5;
    const Points baseline = canvas_.baseline(y, weeks_.date_type());
    text::Line date = canvas_.line(weeks_.date_of(column.date), weeks_.date_type());
    if (first) draw_date_line(c_, x + date.width + layout_.body / 2, x + weeks_.text_width(), baseline);
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
      canvas_.link(link, {x, y, width, canvas_.leading(weeks_.date_type())}, c_.day_places[*column.day],
                   c_.language.full_date(column.date));
    } else {
      canvas_.text(artifact, x, baseline, layout_.text, std::move(date));
    }
    y = rule + weeks_.date_height();
    if (weeks_.detail() == WeekDetail::full) {
      const ElementId facts = first ? c_.in_own_words(Role::paragraph, sections_[index]) : artifact;
      const std::string load = first ? load_of(day) : c_.language.say(word::continued{});
      canvas_.text(facts, x, canvas_.baseline(y, Type::small), layout_.secondary,
                   canvas_.line(load, Type::small));
      y += canvas_.leading(Type::small);
    }
    if (first && weeks_.shows_load()) draw_load_bar(canvas_, x, y, weeks_.text_width(), day, widest_);
  }

  ElementId list(std::size_t index) {
    if (lists_[index] == artifact) lists_[index] = canvas_.element(Role::list, sections_[index]);
    return lists_[index];
  }

  void draw_atom(const WeekColumn& column, const WeekAtom& atom, std::size_t index, Points x, Points y) {
    switch (atom.kind) {
      case WeekAtom::Kind::lesson:
        draw_lesson(column, atom.first, index, x, y);
        break;
      case WeekAtom::Kind::more:
        draw_title(column, atom, index, x, y);
        break;
      case WeekAtom::Kind::references:
        refer_in_line(c_, bodies_[index], atom.references, ReferenceForm::named, x + weeks_.text_width(), y,
                      layout_.secondary);
        break;
      case WeekAtom::Kind::lessons:
      case WeekAtom::Kind::reviews:
        draw_boxes(column, atom, index, x, y);
        break;
      case WeekAtom::Kind::reviews_word:
        draw_reviews_word(index, x, canvas_.baseline(y, Type::small_bold));
        break;
      case WeekAtom::Kind::review:
        draw_review(column, atom, index, x, y);
        break;
      case WeekAtom::Kind::remark:
        canvas_.text(c_.in_own_words(Role::paragraph, sections_[index]), x, y, layout_.secondary, atom.text);
        break;
    }
  }

  void draw_lesson(const WeekColumn& column, std::size_t index_of_task, std::size_t index, Points x,
                   Points y) {
    const Task& task = c_.plan.days[*column.day].tasks[index_of_task];
    const Lesson& lesson = c_.plan.catalog->lessons[task.lesson];
    const ElementId item = canvas_.element(Role::list_item, list(index));
    const ElementId label = canvas_.element(Role::label, item);
    bodies_[index] = canvas_.element(Role::list_body, item);
    links_[index] = artifact;
    const Points height = std::max(layout_.box, canvas_.leading(Type::small));
    const BesideBoxes beside = weeks_.beside_box(x);
    draw_box(label, task, beside.box, y + (height - layout_.box) / 2);
    const Points baseline = y + (height + canvas_.cap_height(Type::small)) / 2;
    const Points room = beside.right - beside.left;
    text::Line number = canvas_.paragraph(c_.language.lesson(lesson.id), Type::small, room, 1).lines.front();
    text::Line minutes = canvas_.line(c_.language.minutes(task.minutes), Type::small);
    // Where both have no room the number is more important: the minutes lose their unit first, then go.
    const auto fits = [&] { return number.width + minutes.width + layout_.body / 3 <= room; };
    if (!fits()) minutes = canvas_.line(c_.language.number(task.minutes.count), Type::small);
    const bool both = fits();
    canvas_.text(label, beside.left, baseline, layout_.secondary, std::move(number));
    if (both) canvas_.text_right(bodies_[index], beside.right, baseline, layout_.text, std::move(minutes));
  }

  /// A line of it, which leads to the lesson's text, or else to its questions.
  void draw_title(const WeekColumn& column, const WeekAtom& atom, std::size_t index, Points x, Points y) {
    const LessonIndex lesson = c_.plan.days[*column.day].tasks[atom.first].lesson;
    const std::vector<LessonReference> references = references_to(c_, lesson);
    if (references.empty()) {
      canvas_.text(bodies_[index], x, y, layout_.text, atom.text);
      return;
    }
    if (links_[index] == artifact) links_[index] = canvas_.element(Role::link, bodies_[index]);
    canvas_.text(links_[index], x, y, layout_.text, atom.text);
    canvas_.link(links_[index], {x, y, atom.text.width(), atom.text.height()}, references.front().place,
                 c_.plan.catalog->lessons[lesson].title);
    if (atom.references.empty()) return;
    const Points top = canvas_.baseline(y, atom.text.type) - canvas_.baseline({}, Type::small);
    refer_in_line(c_, bodies_[index], atom.references, ReferenceForm::page, x + weeks_.text_width(), top,
                  layout_.secondary);
  }

  void draw_box(ElementId label, const Task& task, Points x, Points top) {
    canvas_.tick_box(canvas_.element(Role::form, label), {x, top, layout_.box, layout_.box},
                     box_name(*c_.plan.catalog, task), box_spoken(c_, task));
  }

  void draw_reviews_word(std::size_t index, Points x, Points baseline) {
    canvas_.text(c_.in_own_words(Role::paragraph, sections_[index]), x, baseline, layout_.text,
                 canvas_.line(c_.language.say(word::reviews_label{}), Type::small_bold));
    lists_[index] = artifact;  // what follows is another list
  }

  void draw_boxes(const WeekColumn& column, const WeekAtom& atom, std::size_t index, Points x, Points y) {
    BoxRows rows = weeks_.box_rows(atom.kind);
    Points taken;
    if (atom.kind == WeekAtom::Kind::reviews && atom.first == 0) {
      draw_reviews_word(index, x, y + (rows.height() + canvas_.cap_height(Type::small)) / 2);
      taken = weeks_.reviews_word();
    }
    const std::vector<NumberedBox> boxes = weeks_.boxes_of(column, atom.kind);
    rows.draw(list(index), std::span(boxes).subspan(atom.first, atom.last - atom.first), x + taken, y, taken);
  }

  void draw_review(const WeekColumn& column, const WeekAtom& atom, std::size_t index, Points x, Points y) {
    const Review& review = c_.plan.days[*column.day].reviews[atom.first];
    const Lesson& lesson = c_.plan.catalog->lessons[review.lesson];
    const ElementId item = canvas_.element(Role::list_item, list(index));
    const ElementId label = canvas_.element(Role::label, item);
    const Points box = weeks_.review_box();
    const Points height = std::max(box, canvas_.leading(Type::small));
    const BesideBoxes beside = weeks_.beside_review_box(x);
    canvas_.tick_box(canvas_.element(Role::form, label), {beside.box, y + (height - box) / 2, box, box},
                     box_name(*c_.plan.catalog, review), box_spoken(c_, review));
    const Points baseline = y + (height + canvas_.cap_height(Type::small)) / 2;
    if (weeks_.shows_id(lesson)) {
      canvas_.text(label, beside.left, baseline, layout_.secondary,
                   canvas_.line(c_.language.lesson(lesson.id), Type::small));
    }
    draw_linked_title(c_, canvas_.element(Role::list_body, item), review.lesson,
                      place_to_review(c_, review.lesson), beside.left + weeks_.review_indent(lesson),
                      y + (height - canvas_.leading(Type::small)) / 2, atom.text);
  }

  /// A frame, and the word beside the date, or else beside the load.
  void draw_deadline(std::size_t index, Points rule, Points bottom) {
    const Points width = weeks_.grid_width() / 7;
    canvas_.outline(artifact, {weeks_.column_x(index), rule, width, bottom - rule}, layout_.rule,
                    layout_.text);
    text::Line word = canvas_.line(c_.language.say(word::deadline{}), Type::small_bold);
    const Points room = weeks_.text_width() - word.width - layout_.body / 2;
    Points baseline = canvas_.baseline(rule + layout_.leading / 5, weeks_.date_type());
    if (canvas_.width(weeks_.date_of(c_.plan.deadline), weeks_.date_type()) > room) {
      const StudyDay& day = c_.plan.days[*find_day(c_.plan, c_.plan.deadline)];
      const bool fits =
          weeks_.detail() == WeekDetail::full && canvas_.width(load_of(day), Type::small) <= room;
      if (!fits) return;
      baseline = canvas_.baseline(rule + weeks_.date_height(), Type::small);
    }
    canvas_.text_right(c_.in_own_words(Role::paragraph, sections_[index]),
                       weeks_.column_left(index) + weeks_.text_width(), baseline, layout_.text,
                       std::move(word));
  }

  std::string load_of(const StudyDay& day) const {
    return c_.language.say(word::load_of_budget{.load = day.total().count, .budget = day.budget.count});
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& asked_;
  WeekPieces weeks_;
  Minutes widest_;

  // The structure that the current week's days are drawn into.
  ElementId section_ = 0;
  std::array<ElementId, days_of_week> sections_{};
  std::array<ElementId, days_of_week> lists_{};
  std::array<ElementId, days_of_week> bodies_{};
  std::array<ElementId, days_of_week> links_{};  ///< of titles; none before their first line
};

}  // namespace

void compose_weeks(Composition& c, const Section& section) { Weeks(c, section).draw(); }

}  // namespace pensum::page
