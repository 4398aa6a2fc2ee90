// The lesson index: every lesson with its box, number, title, minutes, day and page, path by path.
#include "language/word.hpp"
#include "page/composition.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// A heading, a path's title, a lesson, or the rest of one whose title is very long; broken and measured.
struct Entry {
  enum class Kind { heading, path, lesson, rest } kind = Kind::lesson;
  LessonIndex lesson = 0;
  std::size_t path = 0;
  TextBlock text;
  Points height;
};

class Index {
 public:
  Index(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), columns_(section.columns) {
    c_.use_column(0, columns_);
    measure();
    set_columns();
    collect();
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
  Points box_size() const { return layout_.box.scaled(3, 4); }

  void measure() {
    for (const LessonIndex lesson : c_.plan.lessons) {
      widest_id_ =
          std::max(widest_id_,
                   canvas_.line(c_.language.lesson(c_.plan.catalog->lessons[lesson].id), Type::body).width);
    }
    for (const StudyDay& day : c_.plan.days) {
      widest_date_ = std::max(widest_date_, canvas_.line(c_.dates.narrow_date(day.date), Type::small).width);
    }
    // Heads may be wider than what is below them.
    widest_date_ = std::max(widest_date_, head_width(c_.language.say(word::column_day{})));
    minutes_width_ = std::max(canvas_.line(c_.language.minutes({1440}), Type::small).width,
                              head_width(c_.language.say(word::column_minutes{})));
    page_width_ =
        std::max(layout_.body * 3, head_width(c_.language.say(word::column_page{})) + layout_.body / 2);
  }
  Points head_width(std::string_view word) { return canvas_.line(word, Type::small).width; }

  void set_columns() {
    const Points gap = layout_.body;
    number_above_ = widest_id_ > layout_.body * 3;
    page_right_ = c_.content_right();
    // If no page has days, there is no page to name.
    date_right_ = c_.days_in ? page_right_ - page_width_ : page_right_;
    minutes_right_ = date_right_ - widest_date_ - gap;
    const Points box_right = c_.content_left() + box_size();
    number_right_ = box_right + layout_.body.scaled(8, 10) + widest_id_;
    title_ = number_above_ ? box_right + gap : number_right_ + layout_.body.scaled(8, 10);
    title_width_ = minutes_right_ - minutes_width_ - gap - title_;
  }

  void collect() {
    Entry heading{
        .kind = Entry::Kind::heading,
        .text = canvas_.paragraph(c_.language.say(word::lesson_index{}), Type::large, c_.content_width()),
        .height = {}};
    heading.height = heading.text.height() + layout_.leading / 2;
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
                    .text = canvas_.paragraph(paths[path].title, Type::body_bold, c_.content_width(), 3),
                    .height = {}};
        entry.height =
            layout_.leading / 2 + entry.text.height() + canvas_.leading(Type::small) + layout_.leading / 4;
        entries_.push_back(std::move(entry));
      }
      add_lesson(index, path);
    }
  }

  /// A title that is longer than a third of a page becomes pieces of as many lines as that holds.
  void add_lesson(LessonIndex index, std::size_t path) {
    TextBlock title = canvas_.paragraph(c_.plan.catalog->lessons[index].title, Type::body, title_width_);
    const std::vector<TextBlock> pieces = pieces_of(std::move(title), layout_.content_height() / 3);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Entry entry{.kind = i == 0 ? Entry::Kind::lesson : Entry::Kind::rest,
                  .lesson = index,
                  .path = path,
                  .text = pieces[i],
                  .height = pieces[i].height()};
      if (i + 1 == pieces.size()) entry.height += layout_.leading.scaled(45, 100);
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
        canvas_.text(title_cell_, title_, c_.y + layout_.leading / 5, layout_.text, std::move(entry.text));
        break;
    }
    c_.y += entry.height;
  }

  void draw_path(const Entry& entry) {
    Points y = c_.y + layout_.leading / 2;
    canvas_.text(canvas_.element(Role::heading3, index_), c_.content_left(), y, layout_.accent, entry.text);
    y += entry.text.height();
    table_ = canvas_.element(Role::table, index_);
    const ElementId row = canvas_.element(Role::table_row, table_);
    const Points baseline = canvas_.baseline(y, Type::small);
    const auto head = [&](std::string_view word, auto&& place) {
      const ElementId cell = canvas_.element(Element{
          .role = Role::header_cell, .scope = Scope::column, .parent = row, .language = c_.own_language()});
      place(cell, canvas_.line(word, Type::small));
    };
    const Color color = layout_.secondary;
    head(c_.language.say(word::column_lesson{}), [&](ElementId cell, text::Line line) {
      canvas_.text(cell, title_, baseline, color, std::move(line));
    });
    const auto head_at = [&](Points right, const std::string& word) {
      head(word, [&](ElementId cell, text::Line line) {
        canvas_.text_right(cell, right, baseline, color, std::move(line));
      });
    };
    head_at(minutes_right_, c_.language.say(word::column_minutes{}));
    head_at(date_right_, c_.language.say(word::column_day{}));
    if (c_.days_in) head_at(page_right_, c_.language.say(word::column_page{}));
    canvas_.horizontal_rule(c_.content_left(), c_.y + entry.height - layout_.leading / 8, c_.content_width(),
                            layout_.hairline, layout_.text);
  }

  void draw_lesson(Entry& entry) {
    const Lesson& lesson = c_.plan.catalog->lessons[entry.lesson];
    const auto found = c_.day_of_lesson.find(entry.lesson);
    c_.stands_here(InIndex{entry.lesson});
    const ElementId row = canvas_.element(Role::table_row, table_);
    Points y = c_.y + layout_.leading / 5;
    const ElementId cell = canvas_.element(Role::data_cell, row);
    title_cell_ = cell;
    const Points first_top = number_above_ ? y + canvas_.leading(Type::small) : y;
    const Points baseline = canvas_.baseline(first_top, Type::body);
    const Points box_top = baseline - canvas_.cap_height(Type::body) / 2 - box_size() / 2;
    canvas_.tick_box(canvas_.element(Role::form, cell), {c_.content_left(), box_top, box_size(), box_size()},
                     box_name(*c_.plan.catalog, Task{.lesson = entry.lesson, .minutes = lesson.minutes}),
                     box_spoken(c_, Task{.lesson = entry.lesson, .minutes = lesson.minutes}));
    if (number_above_) {
      canvas_.text(cell, title_, canvas_.baseline(y, Type::small), layout_.secondary,
                   canvas_.line(c_.language.lesson(lesson.id), Type::small));
    } else {
      canvas_.text_right(cell, number_right_, baseline, layout_.secondary,
                         canvas_.line(c_.language.lesson(lesson.id), Type::body));
    }
    canvas_.text(cell, title_, first_top, layout_.text, std::move(entry.text));
    const auto right_cell = [&](Points right, text::Line line) {
      canvas_.text_right(canvas_.element(Role::data_cell, row), right, baseline, layout_.text,
                         std::move(line));
    };
    right_cell(minutes_right_, canvas_.line(c_.language.number(lesson.minutes.count), Type::small));
    const ElementId date_cell = canvas_.element(Role::data_cell, row);
    if (found == c_.day_of_lesson.end()) return draw_no_day(date_cell, row, baseline);
    const std::size_t day = found->second;
    text::Line date = canvas_.line(c_.dates.narrow_date(c_.plan.days[day].date), Type::small);
    if (!c_.days_in) {
      canvas_.text_right(date_cell, date_right_, baseline, layout_.text, std::move(date));
      return;
    }
    const ElementId link = canvas_.element(Role::link, date_cell);
    const Points date_left = date_right_ - date.width;
    const Points date_width = date.width;
    canvas_.text_right(link, date_right_, baseline, layout_.accent, std::move(date));
    canvas_.link(link, {date_left, first_top, date_width, layout_.leading}, c_.day_places[day],
                 c_.language.full_date(c_.plan.days[day].date));
    c_.page_numbers.push_back({canvas_.promise_text_right(canvas_.element(Role::data_cell, row), page_right_,
                                                          baseline, layout_.text, Type::small),
                               c_.day_places[day]});
  }

  /// Of a lesson that was done before its day came.
  void draw_no_day(ElementId date, ElementId row, Points baseline) {
    canvas_.text_right(date, date_right_, baseline, layout_.text, canvas_.line("–", Type::small));
    if (!c_.days_in) return;
    canvas_.text_right(canvas_.element(Role::data_cell, row), page_right_, baseline, layout_.text,
                       canvas_.line("–", Type::small));
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  std::vector<Entry> entries_;
  unsigned columns_ = 1;
  Points widest_id_;
  Points widest_date_;
  Points minutes_width_;
  Points page_width_;
  bool number_above_ = false;
  Points number_right_, title_, title_width_, minutes_right_, date_right_, page_right_;
  ElementId index_ = 0;
  ElementId table_ = 0;
  ElementId title_cell_ = 0;
};

}  // namespace

void compose_index(Composition& c, const Section& section) {
  if (!c.plan.lessons.empty()) Index(c, section).draw();
}

}  // namespace pensum::page
