// The lesson index: every lesson with its box, number, title, minutes, day, page and the pages of its
// text and its questions, path by path. On narrow pages, or in large type, what is beside the title elsewhere
// is in a line below it. Where there is room only so, lessons are lines of small type with their day.
#include "language/word.hpp"
#include "page/composition.hpp"
#include "page/references.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// A heading, a path's title, a lesson, or the rest of one whose title is very long; broken and measured.
struct Entry {
  enum class Kind { heading, path, lesson, rest } kind = Kind::lesson;
  LessonIndex lesson = 0;
  std::size_t path = 0;
  bool last_piece = true;  ///< of its lesson
  TextBlock text;
  Points height;
};

/// Titles in narrower columns take too many lines.
constexpr std::int64_t narrowest_title = 14;  // times the body type
/// As wide as numbers of pages are.
constexpr std::size_t wide_page = 888;

class Index {
 public:
  Index(Composition& c, const Section& section)
      : c_(c),
        canvas_(c.canvas),
        layout_(canvas_.layout()),
        columns_(section.columns),
        close_(section.close) {
    c_.use_column(0, columns_);
    measure();
    set_columns();
    collect(0);
    // Titles have as many lines as the page has room for.
    for (const std::size_t lines : {std::size_t{2}, std::size_t{1}}) {
      if (close_ && height() > layout_.content_height()) collect(lines);
    }
    c_.use_column(0, 1);
  }

  void draw() {
    std::vector<Block> blocks;
    for (const Entry& entry : entries_) {
      blocks.push_back({.height = entry.height,
                        .keep_with_next = entry.kind == Entry::Kind::heading,
                        .head = entry.kind == Entry::Kind::path,
                        .rows = entry.kind == Entry::Kind::rest ? 0U : 1U});
    }
    index_ = canvas_.element(Role::section, c_.root);
    set_blocks(c_, blocks, {.columns = columns_, .gap = layout_.leading * 2}, [&](const PageRange& page) {
      set_columns();
      if (page.first == 0 && page.last > 0) {
        c_.index = canvas_.reserve_place();
        canvas_.set_place(*c_.index, c_.y);
        canvas_.bookmark(0, c_.language.say(word::lesson_index{}), *c_.index);
      }
      for (std::size_t i = page.first; i < page.last; ++i) draw_entry(entries_[i]);
    });
  }

 private:
  Points box_size() const { return layout_.box.scaled(close_ ? 2 : 3, close_ ? 3 : 4); }
  Type title_type() const { return close_ ? Type::small : Type::body; }
  /// Whether lessons are a list, not a table with heads.
  bool is_list() const { return stacked_ || close_; }
  Points height() const {
    Points all;
    for (const Entry& entry : entries_) all += entry.height;
    return all;
  }

  void measure() {
    const Language& in = c_.language;
    Minutes most;
    for (const LessonIndex lesson : c_.plan.lessons) {
      const std::string id = in.lesson(c_.plan.catalog->lessons[lesson].id);
      widest_id_ = std::max(widest_id_, width_of(id, title_type()));
      most = std::max(most, c_.plan.catalog->lessons[lesson].minutes);
    }
    for (const StudyDay& day : c_.plan.days) {
      widest_date_ = std::max(widest_date_, width_of(date_of(day.date)));
    }
    widest_minutes_ = width_of(in.minutes(most));
    number_above_ = widest_id_ > layout_.body * 3;
    refers_ = has_parts(c_, PartOfLesson::questions);
    reads_ = has_parts(c_, PartOfLesson::text);
    set_columns();
    stacked_ = !close_ && title_width_ < layout_.body * narrowest_title;
  }
  std::string date_of(Date date) const {
    return c_.language.line(close_ && !c_.dates.name_years() ? c_.language.day_month(date)
                                                             : c_.dates.narrow_date(date));
  }
  Points width_of(std::string_view text, Type type = Type::small) { return canvas_.width(text, type); }
  /// Heads may be wider than what is below them.
  Points with_head(Points widest, std::string_view word) { return std::max(widest, width_of(word)); }

  void set_columns() {
    const Language& in = c_.language;
    const Points gap = layout_.body;
    const Points narrow = layout_.body.scaled(8, 10);
    const BesideBoxes beside = beside_boxes(layout_, c_.content_left(), c_.content_right(), box_size(),
                                            number_above_ ? gap : narrow);
    box_ = beside.box;
    number_right_ = beside.left + widest_id_;
    title_ = number_above_ ? beside.left : number_right_ + narrow;
    questions_right_ = beside.right;
    if (stacked_) return set_columns_below();
    if (close_) {
      date_right_ = questions_right_;
      title_width_ = date_right_ - widest_date_ - gap - title_;
      return;
    }
    text_right_ = questions_right_;
    const Points number = layout_.body * 3 - gap / 2;
    if (refers_) text_right_ -= with_head(number, in.say(word::go_to_questions{})) + gap / 2;
    page_right_ = text_right_;
    if (reads_) page_right_ -= with_head(number, in.say(word::column_text{})) + gap / 2;
    // If no page has days, there is no page to name.
    date_right_ = page_right_;
    if (c_.days_in) date_right_ -= with_head(number, in.say(word::column_page{})) + gap / 2;
    minutes_right_ = date_right_ - with_head(widest_date_, in.say(word::column_day{})) - gap;
    const Points minutes = with_head(widest_minutes_, in.say(word::column_minutes{}));
    title_width_ = minutes_right_ - minutes - gap - title_;
  }

  /// Below the title: the minutes, the day with its page, and at the end the text and the questions.
  void set_columns_below() {
    const Points gap = layout_.body;
    title_width_ = questions_right_ - title_;
    minutes_right_ = title_ + widest_minutes_;
    date_right_ = minutes_right_ + gap + widest_date_;
    page_right_ = date_right_;
    if (c_.days_in) {
      page_right_ += gap + width_of(c_.language.say(word::page_reference{.page = wide_page}));
    }
    std::vector<LessonReference> all;
    if (reads_) all.push_back({.part = PartOfLesson::text});
    if (refers_) all.push_back({.part = PartOfLesson::questions});
    const Points width = line_of_references(c_, all, ReferenceForm::named);
    lines_of_references_ = 0;
    if (!all.empty() && page_right_ + gap + width > questions_right_)
      lines_of_references_ = width > title_width_ ? 2 : 1;
  }

  Points facts_height() const {
    return stacked_ ? canvas_.leading(Type::small) * (1 + lines_of_references_) : Points{};
  }

  /// Titles of at most so many lines; 0: in full.
  void collect(std::size_t most_lines) {
    entries_.clear();
    Entry heading{
        .kind = Entry::Kind::heading,
        .text = canvas_.paragraph(c_.language.say(word::lesson_index{}), Type::large, c_.content_width()),
        .height = {}};
    heading.height = heading.text.height() + layout_.leading / (close_ ? 4 : 2);
    entries_.push_back(std::move(heading));
    const std::vector<Path>& paths = c_.plan.catalog->paths;
    std::size_t path = paths.size();
    for (const LessonIndex index : c_.plan.lessons) {
      const auto of =
          static_cast<std::size_t>(std::ranges::upper_bound(paths, index, {}, &Path::first) - paths.begin()) -
          1;
      if (of != path) {
        path = of;
        Entry entry{.kind = Entry::Kind::path,
                    .path = path,
                    .text = canvas_.paragraph(paths[path].title, path_type(), c_.content_width(), 3),
                    .height = {}};
        entry.height = above_path() + entry.text.height() + layout_.leading / 4;
        if (!is_list()) entry.height += canvas_.leading(Type::small);
        entries_.push_back(std::move(entry));
      }
      add_lesson(index, path, most_lines);
    }
  }

  Type path_type() const { return close_ ? Type::small_bold : Type::body_bold; }
  Points above_path() const { return layout_.leading / (close_ ? 4 : 2); }
  Points above_lesson() const { return close_ ? Points{} : layout_.leading / 5; }

  /// A title that is longer than a third of a page becomes pieces of as many lines as that holds.
  void add_lesson(LessonIndex index, std::size_t path, std::size_t most_lines) {
    TextBlock title =
        canvas_.paragraph(c_.plan.catalog->lessons[index].title, title_type(), title_width_, most_lines);
    const std::vector<TextBlock> pieces = pieces_of(std::move(title), layout_.content_height() / 3);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Entry entry{.kind = i == 0 ? Entry::Kind::lesson : Entry::Kind::rest,
                  .lesson = index,
                  .path = path,
                  .text = pieces[i],
                  .height = pieces[i].height()};
      entry.last_piece = i + 1 == pieces.size();
      if (entry.last_piece) entry.height += facts_height() + layout_.leading.scaled(close_ ? 12 : 45, 100);
      if (i == 0 && number_above_) entry.height += canvas_.leading(Type::small);
      entries_.push_back(std::move(entry));
    }
  }

  void draw_entry(Entry& entry) {
    switch (entry.kind) {
      case Entry::Kind::heading:
        canvas_.text(c_.in_own_words(Role::heading2, index_), c_.content_left(), c_.y, layout_.text,
                     entry.text);
        break;
      case Entry::Kind::path:
        draw_path(entry);
        break;
      case Entry::Kind::lesson:
        draw_lesson(entry);
        break;
      case Entry::Kind::rest:
        draw_rest(entry);
        break;
    }
    c_.y += entry.height;
  }

  void draw_path(const Entry& entry) {
    Points y = c_.y + above_path();
    canvas_.text(canvas_.element(Role::heading3, index_), c_.content_left(), y, layout_.accent, entry.text);
    y += entry.text.height();
    table_ = canvas_.element(is_list() ? Role::list : Role::table, index_);
    if (!is_list()) draw_heads(canvas_.baseline(y, Type::small));
    canvas_.horizontal_rule(c_.content_left(), c_.y + entry.height - layout_.leading / 8, c_.content_width(),
                            layout_.hairline, layout_.text);
  }

  void draw_heads(Points baseline) {
    const Language& in = c_.language;
    const ElementId row = canvas_.element(Role::table_row, table_);
    const auto head = [&](std::string_view word, auto&& place) {
      const ElementId cell = canvas_.element(Element{
          .role = Role::header_cell, .scope = Scope::column, .parent = row, .language = c_.own_language()});
      place(cell, canvas_.line(word, Type::small));
    };
    const Color color = layout_.secondary;
    head(in.say(word::column_lesson{}), [&](ElementId cell, text::Line line) {
      canvas_.text(cell, title_, baseline, color, std::move(line));
    });
    const auto head_at = [&](Points right, const std::string& word) {
      head(word, [&](ElementId cell, text::Line line) {
        canvas_.text_right(cell, right, baseline, color, std::move(line));
      });
    };
    head_at(minutes_right_, in.say(word::column_minutes{}));
    head_at(date_right_, in.say(word::column_day{}));
    if (c_.days_in) head_at(page_right_, in.say(word::column_page{}));
    if (reads_) head_at(text_right_, in.say(word::column_text{}));
    if (refers_) head_at(questions_right_, in.say(word::go_to_questions{}));
  }

  void draw_lesson(Entry& entry) {
    const Lesson& lesson = c_.plan.catalog->lessons[entry.lesson];
    c_.stands_here(InIndex{entry.lesson});
    row_ = canvas_.element(is_list() ? Role::list_item : Role::table_row, table_);
    const Points y = c_.y + above_lesson();
    const ElementId cell = canvas_.element(is_list() ? Role::label : Role::data_cell, row_);
    const Points first_top = number_above_ ? y + canvas_.leading(Type::small) : y;
    const Points baseline = canvas_.baseline(first_top, title_type());
    const Points box_top = baseline - canvas_.cap_height(title_type()) / 2 - box_size() / 2;
    canvas_.tick_box(canvas_.element(Role::form, cell), {box_, box_top, box_size(), box_size()},
                     box_name(*c_.plan.catalog, Task{.lesson = entry.lesson, .minutes = lesson.minutes}),
                     box_spoken(c_, Task{.lesson = entry.lesson, .minutes = lesson.minutes}));
    if (number_above_) {
      canvas_.text(cell, title_, canvas_.baseline(y, Type::small), layout_.secondary,
                   canvas_.line(c_.language.lesson(lesson.id), Type::small));
    } else {
      canvas_.text_right(cell, number_right_, baseline, layout_.secondary,
                         canvas_.line(c_.language.lesson(lesson.id), title_type()));
    }
    title_cell_ = is_list() ? canvas_.element(Role::list_body, row_) : cell;
    const Points below = first_top + entry.text.height();
    canvas_.text(title_cell_, title_, first_top, layout_.text, std::move(entry.text));
    if (!stacked_) {
      draw_facts(entry.lesson, first_top);
    } else if (entry.last_piece) {
      draw_facts(entry.lesson, below);
    }
  }

  void draw_rest(Entry& entry) {
    const Points y = c_.y + above_lesson();
    const Points below = y + entry.text.height();
    canvas_.text(title_cell_, title_, y, layout_.text, std::move(entry.text));
    if (stacked_ && entry.last_piece) draw_facts(entry.lesson, below);
  }

  ElementId fact() {
    return canvas_.element(is_list() ? Role::paragraph : Role::data_cell, is_list() ? title_cell_ : row_);
  }

  /// The minutes, the day, its page and those of the text and the questions: in the title's first line, or
  /// below it.
  void draw_facts(LessonIndex index, Points top) {
    const Minutes minutes = c_.plan.catalog->lessons[index].minutes;
    const Points baseline = canvas_.baseline(top, is_list() ? Type::small : Type::body);
    if (close_) return draw_day(index, baseline);
    if (stacked_) {
      canvas_.text(fact(), title_, baseline, layout_.secondary,
                   canvas_.line(c_.language.minutes(minutes), Type::small));
    } else {
      canvas_.text_right(fact(), minutes_right_, baseline, layout_.text,
                         canvas_.line(c_.language.number(minutes.count), Type::small));
    }
    draw_day(index, baseline);
    draw_references(index, baseline);
  }

  void draw_day(LessonIndex lesson, Points baseline) {
    const ElementId date_cell = fact();
    const auto found = c_.day_of_lesson.find(lesson);
    if (found == c_.day_of_lesson.end()) return draw_no_day(date_cell, baseline);
    const std::size_t day = found->second;
    text::Line date = canvas_.line(date_of(c_.plan.days[day].date), Type::small);
    const Points width = date.width;
    const Points left = stacked_ ? minutes_right_ + layout_.body : date_right_ - width;
    if (!c_.days_in) {
      canvas_.text(date_cell, left, baseline, layout_.text, std::move(date));
      return;
    }
    const ElementId link = canvas_.element(Role::link, date_cell);
    canvas_.text(link, left, baseline, layout_.accent, std::move(date));
    canvas_.link(link, {left, top_of_line(baseline), width, canvas_.leading(Type::small)}, c_.day_places[day],
                 c_.language.full_date(c_.plan.days[day].date));
    if (close_) return;
    c_.page_numbers.push_back(
        {.promise = canvas_.promise_text_right(fact(), page_right_, baseline,
                                               stacked_ ? layout_.secondary : layout_.text, Type::small),
         .place = c_.day_places[day],
         .reference = stacked_ ? PageReference::page : PageReference::number});
  }

  void draw_references(LessonIndex lesson, Points baseline) {
    const std::vector<LessonReference> references = references_to(c_, lesson);
    if (stacked_) return draw_references_below(references, top_of_line(baseline));
    for (const PartOfLesson part : {PartOfLesson::text, PartOfLesson::questions}) {
      if (!has_parts(c_, part)) continue;
      const ElementId cell = fact();
      const Points right = part == PartOfLesson::text ? text_right_ : questions_right_;
      const auto to = std::ranges::find(references, part, &LessonReference::part);
      if (to == references.end()) {
        canvas_.text_right(cell, right, baseline, layout_.text, dash());
      } else {
        refer_to(c_, canvas_.element(Role::link, cell), *to, ReferenceForm::number, right,
                 top_of_line(baseline), layout_.accent);
      }
    }
  }

  void draw_references_below(const std::vector<LessonReference>& references, Points top) {
    if (lines_of_references_ > 0) top += canvas_.leading(Type::small);
    if (lines_of_references_ < 2) {
      refer_in_line(c_, title_cell_, references, ReferenceForm::named, questions_right_, top,
                    layout_.secondary);
      return;
    }
    for (const LessonReference& to : references) {
      refer_in_line(c_, title_cell_, {to}, ReferenceForm::named, questions_right_, top, layout_.secondary);
      top += canvas_.leading(Type::small);
    }
  }

  /// Of the line box of small type on `baseline`.
  Points top_of_line(Points baseline) const { return baseline - canvas_.baseline({}, Type::small); }
  text::Line dash() { return canvas_.line("–", Type::small); }

  /// Of a lesson that was done before its day came.
  void draw_no_day(ElementId date, Points baseline) {
    if (stacked_) {
      canvas_.text(date, minutes_right_ + layout_.body, baseline, layout_.text, dash());
      return;
    }
    canvas_.text_right(date, date_right_, baseline, layout_.text, dash());
    if (c_.days_in && !close_) canvas_.text_right(fact(), page_right_, baseline, layout_.text, dash());
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  std::vector<Entry> entries_;
  unsigned columns_ = 1;
  bool close_ = false;
  Points widest_id_;
  Points widest_date_;
  Points widest_minutes_;
  bool number_above_ = false;
  bool refers_ = false;                   ///< to questions
  bool reads_ = false;                    ///< lessons' texts
  bool stacked_ = false;                  ///< the facts are below the titles
  std::int64_t lines_of_references_ = 0;  ///< of their own, below the other facts
  Points box_, number_right_, title_, title_width_, minutes_right_, date_right_, page_right_, text_right_,
      questions_right_;
  ElementId index_ = 0;
  ElementId table_ = 0;
  ElementId row_ = 0;
  ElementId title_cell_ = 0;
};

}  // namespace

void compose_index(Composition& c, const Section& section) {
  if (!c.plan.lessons.empty()) Index(c, section).draw();
}

}  // namespace pensum::page
