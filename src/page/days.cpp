// The days: a block for each study day, whole on a page unless it is longer than one, with the room
// that is left on a page used for lines to write on.
#include "language/word.hpp"
#include "page/box_rows.hpp"
#include "page/composition.hpp"
#include "page/day_pieces.hpp"
#include "page/days_in_hand.hpp"
#include "page/month_on_page.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

class Days {
 public:
  Days(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), section_asked_(section), days_(c, section) {
    if (c.kept != nullptr)
      in_hand_.emplace(c, section, days_, [this](const PageRange& page) { draw_page(page); });
  }

  void draw() {
    for (const StudyDay& day : c_.plan.days) c_.placed.days.push_back({.date = day.date});
    if (!c_.kept_days.empty()) {
      in_hand_->draw();
    } else if (section_asked_.own_page) {
      for (std::size_t first = 0, last = 0; first < days_.pieces.size(); first = last) {
        while (last < days_.pieces.size() && days_.pieces[last].day == days_.pieces[first].day) ++last;
        draw_pieces(first, last, {.gap = {}, .start = Flow::Start::own_page});
      }
    } else {
      const Flow flow{.columns = section_asked_.columns, .gap = layout_.leading};
      days_.save_a_page();
      days_.find_room_for_progress();
      days_.find_notes(flow);
      draw_pieces(0, days_.pieces.size(), flow);
    }
    c_.placed.tight = days_.is_tight();
    c_.placed.note_lines = days_.notes();
    for (std::size_t d = 0; d < c_.plan.days.size(); ++d) {
      PlacedDay& placed = c_.placed.days[d];
      std::tie(placed.lessons_done, placed.lessons) = days_.lessons_done(d);
    }
    c_.bookmarks_of_days = canvas_.bookmarks();
  }

  /// What the pages in hand have no room for.
  void draw_rest() { in_hand_->draw_rest(); }

 private:
  // ---------------------------------------------------------------- pages

  void draw_pieces(std::size_t first, std::size_t last, const Flow& flow) {
    set_blocks(c_, days_.blocks(first, last), flow, [&](const PageRange& page) {
      draw_page({page.first + first, page.last + first, page.unused});
    });
    days_.find_columns_of_page();
  }

  void draw_page(const PageRange& page) {
    days_.find_columns();
    std::int64_t whole_days = 0;
    for (std::size_t i = page.first; i < page.last; ++i) whole_days += has_lines(days_.pieces[i]) ? 1 : 0;
    // The page's unused height is shared by its days, as white between them; never more than two lines each,
    // so that a short last page stays compact. A page of the day's own has it to write on.
    Points extra = whole_days > 0 && page.unused.milli > 0 ? page.unused / whole_days : Points{};
    if (!section_asked_.own_page) extra = std::min(extra, layout_.writing_line * 2);
    for (std::size_t i = page.first; i < page.last; ++i) {
      DayPiece& piece = days_.pieces[i];
      const Points top = c_.y;
      draw_piece(piece, i == page.first && !piece.first);
      if (!has_lines(piece)) continue;
      if (section_asked_.own_page) {
        draw_room(piece.day, c_.y, extra);
      } else {
        draw_lines(c_.y - piece.lines, piece.lines);
        if (piece.notes > 0 && !columns().stacked) draw_notes(piece.day, top, c_.y + extra);
      }
      c_.y += extra;
    }
  }

  /// Beside the lessons, below the date and its facts, down to the next day.
  void draw_notes(std::size_t day, Points top, Points bottom) {
    const Points first = top + days_.padding() + days_.date_column_height(c_.plan.days[day]);
    draw_writing_lines(c_, c_.content_left(), first, days_.latest_width(), bottom - first);
  }

  /// Below a day with a page of its own: lines, and a calendar of the month at the page's end if there is
  /// room.
  void draw_room(std::size_t day, Points top, Points height) {
    const MonthOnPage month(c_);
    const Points above = height - month.height(c_.plan.days[day].date);
    if (!section_asked_.month || above < layout_.writing_line * 2) return draw_lines(top, height);
    const Points lines = layout_.writing_line * (above.milli / layout_.writing_line.milli);
    draw_lines(top, lines);
    const Points width = c_.content_right() - month.width() - layout_.leading - columns().title;
    draw_writing_lines(c_, columns().title, top + lines, width, height - lines);
    month.draw(section_, c_.plan.days[day].date, c_.content_right() - month.width(), top + above);
  }

  /// Whether there is room to write below it; in a line of empty days there is nothing to write about.
  bool has_lines(const DayPiece& piece) const {
    return piece.last && (!piece.empty || section_asked_.own_page);
  }

  InDay start_of(const DayPiece& piece) const {
    if (piece.first) return {.day = piece.day, .task = 0};
    if (!piece.rows.empty()) return {.day = piece.day, .task = piece.rows.front().task};
    const std::size_t review = piece.reviews.empty() ? 0 : piece.reviews.front().review;
    return {.day = piece.day, .task = c_.plan.days[piece.day].tasks.size() + review};
  }

  void draw_piece(DayPiece& piece, bool continued) {
    const Points top = c_.y;
    if (piece.last) {
      for (std::size_t d = piece.day; d <= piece.last_day(); ++d)
        c_.placed.days[d].last_page = canvas_.page();
    }
    if (c_.days_in == SectionKind::days) c_.stands_here(start_of(piece));
    if (piece.empty) {
      draw_empty_days(piece.day, *piece.empty);
      c_.y = top + piece.height;
      return;
    }
    if (piece.first || continued) draw_header(piece, continued);
    Points y = top + (piece.first || continued ? days_.header_height() : Points{});
    for (LessonRow& row : piece.rows) {
      draw_row(piece, row, y);
      y += row.height;
    }
    if (!piece.reviews.empty()) draw_reviews(piece, y);
    c_.y = top + piece.height + (continued ? days_.header_height() : Points{});
  }

  void draw_header(const DayPiece& piece, bool continued) {
    const StudyDay& day = c_.plan.days[piece.day];
    const Points left = c_.content_left();
    if (!section_asked_.own_page) {
      canvas_.horizontal_rule(left, c_.y, c_.content_width(), layout_.rule, layout_.text);
    }
    const Points top = c_.y + days_.padding();
    if (!continued) {
      section_ = canvas_.element(Role::section, c_.root);
      canvas_.set_place(c_.day_places[piece.day], c_.y);
      canvas_.bookmark(1, c_.language.heading(c_.dates.date(day.date)), c_.day_places[piece.day]);
    }
    const std::string date = c_.language.heading(c_.language.weekday_day_month(day.date));
    // The first line of the lessons and the date are on one baseline.
    const Points baseline =
        columns().stacked ? canvas_.baseline(top, Type::large) : canvas_.baseline(top, Type::body_bold);
    const ElementId heading =
        continued ? artifact
                  : canvas_.element(
                        Element{.role = Role::heading2, .parent = section_, .language = c_.date_language()});
    const ElementId link = continued ? artifact : canvas_.element(Role::link, heading);
    text::Line line = canvas_.line(date, Type::large);
    const Points width = line.width;
    canvas_.text(link, left, baseline, layout_.text, std::move(line));
    if (!continued) {
      canvas_.link(link, {left, top, width, canvas_.leading(Type::large)}, c_.overview,
                   c_.language.say(word::back_to_overview{}));
    }
    const ElementId facts = continued ? artifact : c_.in_own_words(Role::paragraph, section_);
    const Points line_left = left + width + layout_.body / 2;
    if (columns().stacked) {
      text::Line said = canvas_.line(
          continued ? c_.language.say(word::continued{}) : days_.facts_beside(piece.day), Type::small);
      if (!continued) draw_date_line(c_, line_left, c_.content_right() - said.width - layout_.body, baseline);
      canvas_.text_right(facts, c_.content_right(), baseline, layout_.secondary, std::move(said));
      const std::string below = continued ? std::string() : days_.facts_below(piece.day);
      if (!below.empty()) {
        canvas_.text_right(c_.in_own_words(Role::paragraph, section_), c_.content_right(),
                           baseline + canvas_.leading(Type::small), layout_.secondary,
                           canvas_.line(below, Type::small));
      }
    } else {
      if (!continued) draw_date_line(c_, line_left, left + columns().date_width - layout_.body, baseline);
      draw_date_column(facts, piece.day, continued, top);
    }
    if (!continued) list_ = canvas_.element(Role::list, section_);
  }

  void draw_date_column(ElementId facts, std::size_t index, bool continued, Points top) {
    const StudyDay& day = c_.plan.days[index];
    std::string number = c_.language.say(word::day_of{.day = index + 1, .days = days_.days_in_all(index)});
    // The date above it does not have the year.
    if (c_.dates.name_years()) number += separator + c_.language.number(year_of(day.date));
    const Points left = c_.content_left();
    const Points small = canvas_.leading(Type::small);
    Points y = top + layout_.leading + layout_.leading / 4;
    const auto add_line = [&](ElementId element, const std::string& words) {
      canvas_.text(element, left, canvas_.baseline(y, Type::small), layout_.secondary,
                   canvas_.line(words, Type::small));
      y += small;
    };
    if (continued) return add_line(facts, c_.language.say(word::continued{}));
    // Without dates the day's number is above.
    if (!c_.plan.undated) add_line(facts, number);
    add_line(c_.plan.undated ? facts : c_.in_own_words(Role::paragraph, section_), days_.load_of_budget(day));
    y += layout_.leading / 4;
    draw_load_bar(canvas_, left, y, columns().date_width.scaled(3, 4), day, days_.widest_budget(index));
    y += load_bar_height(layout_) + layout_.leading / 6;
    const auto add = [&](const std::string& fact) {
      const TextBlock text = canvas_.paragraph(fact, Type::small, days_.latest_width(), 2);
      canvas_.text(c_.in_own_words(Role::paragraph, section_), left, y, layout_.secondary, text);
      y += text.height();
    };
    if (days_.shows_progress()) add(days_.progress(index));
    if (day.can_wait()) add(days_.latest(day));
  }

  /// A line for the days from `first` on; links to all of them lead there.
  void draw_empty_days(std::size_t first, EmptyDays& empty) {
    const Points left = c_.content_left();
    if (!section_asked_.own_page) {
      canvas_.horizontal_rule(left, c_.y, c_.content_width(), layout_.rule, layout_.text);
    }
    section_ = canvas_.element(Role::section, c_.root);
    for (std::size_t day = first; day <= empty.last; ++day) canvas_.set_place(c_.day_places[day], c_.y);
    std::string dates = c_.language.weekday_day_month(c_.plan.days[first].date);
    if (empty.last > first) {
      dates = date_range(c_.language, dates, c_.language.weekday_day_month(c_.plan.days[empty.last].date));
    }
    canvas_.bookmark(1, c_.language.heading(std::move(dates)), c_.day_places[first]);
    const Points top = c_.y + days_.empty_top();
    const ElementId heading =
        canvas_.element(Element{.role = Role::heading2, .parent = section_, .language = c_.date_language()});
    const ElementId link = canvas_.element(Role::link, heading);
    const Points height = empty.dates.height();
    const Points width = empty.dates.lines.front().width;
    const Points baseline = canvas_.baseline(top, empty.dates.type);
    canvas_.text(link, left, top, layout_.text, std::move(empty.dates));
    canvas_.link(link, {left, top, width, height}, c_.overview, c_.language.say(word::back_to_overview{}));
    const ElementId remark = c_.in_own_words(Role::paragraph, section_);
    if (empty.beside) {
      canvas_.text(remark, left + empty.remark_left, baseline, layout_.secondary,
                   std::move(empty.remark.lines.front()));
    } else {
      canvas_.text(remark, left + empty.remark_left, top + height, layout_.secondary,
                   std::move(empty.remark));
    }
  }

  void draw_reviews(DayPiece& piece, Points y) {
    if (!section_asked_.review_titles) {
      draw_review_rows(piece, y);
      return;
    }
    for (ReviewLine& line : piece.reviews) {
      const Points height = days_.height_of(line);
      const Points heading = days_.heading_height(line);
      if (!line.heading.lines.empty()) {
        const Points top = y + heading - line.heading.height() - layout_.leading / 8;
        canvas_.text(c_.in_own_words(Role::heading3, section_), columns().title, top, layout_.text,
                     std::move(line.heading));
        list_ = canvas_.element(Role::list, section_);
      }
      draw_review(c_.plan.days[piece.day].reviews[line.review], line, y + heading);
      y += height;
    }
  }

  void draw_review_rows(const DayPiece& piece, Points y) {
    const std::vector<NumberedBox> boxes = review_boxes(c_, c_.plan.days[piece.day]);
    BoxRows rows = days_.box_rows();
    for (const ReviewLine& line : piece.reviews) {
      const Points baseline = y + (rows.height() + canvas_.cap_height(Type::small)) / 2;
      if (line.review == 0) {
        canvas_.text(c_.in_own_words(Role::heading3, section_), columns().title, baseline, layout_.text,
                     canvas_.line(c_.language.say(word::reviews_label{}), Type::small_bold));
        list_ = canvas_.element(Role::list, section_);
      }
      for (const ReviewGroup& group : line.groups) {
        Points taken = group.left;
        if (!group.label.empty()) {
          text::Line label = canvas_.line(group.label, Type::small);
          const Points width = label.width;
          canvas_.text(c_.in_own_words(Role::paragraph, section_), columns().title + taken, baseline,
                       layout_.secondary, std::move(label));
          taken += width + days_.group_gap();
          list_ = canvas_.element(Role::list, section_);
        }
        rows.draw(list_, std::span(boxes).subspan(group.first, group.last - group.first),
                  columns().title + taken, y, taken);
      }
      y += days_.review_line_height();
    }
  }

  void draw_review(const Review& review, ReviewLine& line, Points y) {
    const Lesson& lesson = c_.plan.catalog->lessons[review.lesson];
    const Points baseline = canvas_.baseline(y, Type::small);
    const ElementId item = canvas_.element(Role::list_item, list_);
    const ElementId label = canvas_.element(Role::label, item);
    const Points box = days_.review_box();
    const Points top = baseline - canvas_.cap_height(Type::small) / 2 - box / 2;
    // This small box is as near to what is beside it as the lessons' boxes are.
    const Points left =
        beside_boxes(layout_, columns().box, columns().box + layout_.box, layout_.box - box, {}).left;
    canvas_.tick_box(canvas_.element(Role::form, label), {left, top, box, box},
                     box_name(*c_.plan.catalog, review), box_spoken(c_, review));
    const ElementId body = canvas_.element(Role::list_body, item);
    if (!columns().number_above) {
      canvas_.text_right(label, columns().number_right, baseline, layout_.secondary,
                         canvas_.line(c_.language.lesson(lesson.id), Type::small));
    }
    draw_linked_title(c_, body, review.lesson, place_to_review(c_, review.lesson), columns().title, y,
                      std::move(line.title));
    if (!line.label.empty()) {
      canvas_.text_right(c_.in_own_words(Role::span, body), days_.label_right(), baseline, layout_.secondary,
                         canvas_.line(line.label, Type::small));
    }
    for (const LessonReference& to : line.references) {
      refer_to(c_, canvas_.element(Role::link, c_.in_own_words(Role::span, body)), to,
               DayPieces::form_beside_review(to.part), days_.reference_right(to.part), y, layout_.secondary);
    }
    canvas_.text_right(body, columns().minutes_right, baseline, layout_.text,
                       canvas_.line(c_.language.minutes(review.minutes), Type::small));
  }

  void draw_row(const DayPiece& piece, LessonRow& row, Points y) {
    const Task& task = c_.plan.days[piece.day].tasks[row.task];
    const Lesson& lesson = c_.plan.catalog->lessons[task.lesson];
    const Points title_height = row.title.height();
    if (row.first_piece) {
      if (!row.path.lines.empty()) {
        canvas_.text(canvas_.element(Role::heading3, section_), columns().title, y, layout_.accent, row.path);
        list_ = canvas_.element(Role::list, section_);
        y += row.path.height();
      }
      const ElementId item = canvas_.element(Role::list_item, list_);
      const ElementId label = canvas_.element(Role::label, item);
      body_ = canvas_.element(Role::list_body, item);
      const Points first_top = columns().number_above ? y + canvas_.leading(Type::small) : y;
      const Points baseline = canvas_.baseline(first_top, Type::body_bold);
      draw_box(label, task, baseline);
      if (columns().number_above) {
        canvas_.text(label, columns().title, canvas_.baseline(y, Type::small), layout_.secondary,
                     canvas_.line(c_.language.lesson(lesson.id), Type::small));
        y = first_top;
      } else {
        canvas_.text_right(label, columns().number_right, baseline, layout_.secondary,
                           canvas_.line(c_.language.lesson(lesson.id), Type::body));
      }
      title_ = canvas_.element(Role::paragraph, body_);
      summary_ = artifact;
      draw_title(lesson, std::move(row.title), y);
      canvas_.text_right(title_, columns().minutes_right, baseline, layout_.text,
                         canvas_.line(c_.language.minutes(task.minutes), Type::body));
    } else {
      draw_title(lesson, std::move(row.title), y);
    }
    y += title_height;
    if (!row.moved.lines.empty()) {
      draw_moved(row.moved, y);
      y += row.moved.height();
    }
    const bool in_summary = days_.refers_in_summary(row);
    Points reference = y;
    if (!row.summary.lines.empty()) {
      if (summary_ == artifact) summary_ = canvas_.element(Role::paragraph, body_);
      const Points height = row.summary.height();
      canvas_.text(summary_, columns().title, y, layout_.secondary, std::move(row.summary));
      // Below the minutes, or in the summary's last line, or below that.
      if (!days_.refers_beside())
        reference = y + height - (in_summary ? canvas_.leading(Type::small) : Points{});
    }
    for (const std::vector<LessonReference>& line : days_.reference_lines(row)) {
      refer_in_line(c_, body_, line, ReferenceForm::named, columns().minutes_right, reference,
                    layout_.secondary);
      reference += canvas_.leading(Type::small);
    }
  }

  /// From which date the lesson was moved, behind an arrow: grey shows it, too.
  void draw_moved(const TextBlock& moved, Points y) {
    const Points middle = canvas_.baseline(y, moved.type) - canvas_.cap_height(moved.type) / 2;
    canvas_.arrow(columns().title, middle, layout_.small, layout_.rule, layout_.text);
    canvas_.text(c_.in_own_words(Role::paragraph, body_), columns().title + days_.moved_arrow(), y,
                 layout_.text, moved);
  }

  void draw_title(const Lesson& lesson, TextBlock title, Points y) {
    const Points height = title.height();
    if (lesson.url.empty() || title.lines.empty()) {
      canvas_.text(title_, columns().title, y, layout_.text, std::move(title));
      return;
    }
    const ElementId link = canvas_.element(Role::link, title_);
    canvas_.underlined(link, columns().title, y, layout_.text, std::move(title));
    canvas_.link(link, {columns().title, y, columns().title_width, height}, lesson.url, lesson.title);
  }

  void draw_box(ElementId label, const Task& task, Points baseline) {
    const ElementId form = canvas_.element(Role::form, label);
    const Points capital = canvas_.cap_height(Type::body_bold);
    const Points top = baseline - capital / 2 - layout_.box / 2;
    canvas_.tick_box(form, {columns().box, top, layout_.box, layout_.box}, box_name(*c_.plan.catalog, task),
                     box_spoken(c_, task));
  }

  void draw_lines(Points top, Points height) {
    draw_writing_lines(c_, columns().title, top, c_.content_right() - columns().title, height);
  }

  const DayColumns& columns() const { return days_.columns(); }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& section_asked_;
  DayPieces days_;
  std::optional<DaysInHand> in_hand_;  // where the pages are

  // The structure that the current day and lesson are drawn into.
  ElementId section_ = 0;
  ElementId list_ = 0;
  ElementId body_ = 0;
  ElementId title_ = 0;
  ElementId summary_ = artifact;
};

}  // namespace

void compose_days(Composition& c, const Section& section) {
  if (c.plan.days.empty()) return;
  const PlaceId place = c.day_places.front();
  c.canvas.bookmark(0, c.language.say(word::days_heading{}), place);
  const auto days = std::make_shared<Days>(c, section);
  days->draw();
  if (c.kept != nullptr) c.at_the_end.push_back([days] { days->draw_rest(); });
}

}  // namespace pensum::page
