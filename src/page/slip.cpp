#include "page/slip.hpp"

#include "facts/lesson_numbers.hpp"
#include "language/word.hpp"
#include "page/box_rows.hpp"
#include "page/composition.hpp"
#include "plan/past.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// How many slips a page holds.
struct Grid {
  std::int64_t across = 1;
  std::int64_t down = 1;
};

Grid grid_of(const Layout& layout) {
  if (layout.booklet) return {4, 2};
  if (layout.navigation.milli > 0) return {1, 1};
  return layout.width > layout.height ? Grid{2, 1} : Grid{1, 2};
}

/// A booklet is printed as a sheet.
Layout sheet_of(const Layout& layout) {
  Layout sheet = layout;
  if (layout.booklet) {
    sheet.width = layout.width * 4;
    sheet.height = layout.height * 2;
    sheet.booklet = false;
  }
  return sheet;
}

enum class Detail { titles, numbers };

class Slip {
 public:
  Slip(Composition& c, const Grid& grid)
      : c_(c),
        canvas_(c.canvas),
        layout_(canvas_.layout()),
        grid_(grid),
        dates_(changed_dates(c.plan, c.kept->today)),
        size_{{}, {}, layout_.width / grid.across, layout_.height / grid.down},
        padding_(std::max({layout_.top, layout_.right, layout_.leading}) * 2 / 3) {
    for (const ChangedDate& changed : dates_) {
      for (const Moved& moved : changed.away) from_[moved.lesson] = changed.date;
    }
  }

  void draw() {
    make_head();
    use_columns_of(layout_.body * 21);
    std::vector<DrawnBlock> blocks = blocks_of(Detail::titles);
    std::vector<PageRange> ranges = ranges_of(blocks);
    if (ranges.size() > columns_) {
      use_columns_of(layout_.body * 12);
      blocks = blocks_of(Detail::numbers);
      ranges = ranges_of(blocks);
    }
    section_ = c_.in_own_words(Role::section, c_.root);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const auto column = static_cast<unsigned>(i % columns_);
      if (column == 0) begin(i / columns_);
      c_.left = area_.left + padding_ + (column_width_ + column_gap(layout_)) * column;
      c_.width = column_width_;
      c_.y = area_.top + padding_ + head_height_;
      draw_blocks(std::span(blocks).subspan(ranges[i].first, ranges[i].last - ranges[i].first));
    }
  }

 private:
  // ---------------------------------------------------------------- the slip's own

  Points text_width() const { return size_.width - padding_ * 2; }
  Points foot_height() const {
    return grid_.down * grid_.across > 1 ? canvas_.leading(Type::small) * 3 / 2 : Points{};
  }
  Points column_height() const { return size_.height - padding_ * 2 - head_height_ - foot_height(); }

  void use_columns_of(Points width) {
    columns_ = static_cast<unsigned>(std::clamp<std::int64_t>(text_width().milli / width.milli, 1, 4));
    column_width_ = (text_width() - column_gap(layout_) * (columns_ - 1)) / columns_;
  }

  void make_head() {
    const std::string date = c_.quoted(unbroken(c_.language.weekday_day_month(c_.kept->today)));
    const std::string title = c_.language.say(word::what_changed{});
    title_ = canvas_.paragraph(title + separator + date, Type::large, text_width(), 2);
    const auto [start, deadline] = c_.dates.plan();
    const std::string when =
        c_.language.say(word::start_to_deadline{.start = unbroken(start), .deadline = unbroken(deadline)});
    std::string whose = c_.quoted(c_.plan.catalog->title);
    if (!c_.plan.learner.empty()) whose += separator + c_.quoted(c_.plan.learner);
    course_ = canvas_.paragraph(whose, Type::small, text_width(), 1);
    when_ = canvas_.paragraph(c_.language.heading(when), Type::small, text_width(), 2);
    head_height_ = title_.height() + course_.height() + when_.height() + layout_.leading;
  }

  /// The slip number `number` of the page or of a new one.
  void begin(std::size_t number) {
    const auto on_page = static_cast<std::int64_t>(number) % (grid_.across * grid_.down);
    if (on_page == 0) {
      canvas_.new_page();
      const std::string word = c_.language.say(word::what_changed{});
      canvas_.label_page(number == 0 ? word : word + " " + std::to_string(number / per_page() + 1));
    }
    area_ = size_;
    area_.left = size_.width * (on_page % grid_.across);
    area_.top = size_.height * (on_page / grid_.across);
    draw_head(number == 0);
    draw_cuts();
  }

  std::size_t per_page() const { return static_cast<std::size_t>(grid_.across * grid_.down); }

  void draw_head(bool first) {
    const Points left = area_.left + padding_;
    Points y = area_.top + padding_;
    if (first) {
      const PlaceId place = canvas_.reserve_place();
      canvas_.set_place(place, y);
      canvas_.bookmark(0, c_.language.say(word::what_changed{}), place);
    }
    const auto said = [&](Role role) { return first ? c_.in_own_words(role, section_) : artifact; };
    canvas_.text(said(Role::heading1), left, y, layout_.text, title_);
    y += title_.height();
    canvas_.text(first ? canvas_.element(Role::paragraph, c_.root) : artifact, left, y, layout_.secondary,
                 course_);
    y += course_.height();
    canvas_.text(said(Role::paragraph), left, y, layout_.secondary, when_);
  }

  /// What to do with it, and the lines along which it is cut off from the rest of the page.
  void draw_cuts() {
    if (per_page() == 1) return;
    const Points foot = area_.top + area_.height - padding_ - canvas_.leading(Type::small);
    canvas_.text(artifact, area_.left + padding_, foot, layout_.secondary,
                 canvas_.paragraph(c_.language.say(word::glue_in{}), Type::small, text_width(), 1));
    const Points right = area_.left + area_.width;
    const Points bottom = area_.top + area_.height;
    if (right < layout_.width)
      canvas_.vertical_rule(artifact, right, area_.top, area_.height, layout_.hairline, layout_.text);
    if (bottom < layout_.height)
      canvas_.horizontal_rule(area_.left, bottom, area_.width, layout_.hairline, layout_.text);
    if (right == layout_.width && bottom == layout_.height) return;
    // At the end of the line, where no letter of the slip is.
    canvas_.text_right(artifact, right - layout_.small / 2, bottom - layout_.small / 2, layout_.secondary,
                       canvas_.line(c_.language.say(word::cut{}), Type::small));
  }

  // ---------------------------------------------------------------- dates

  std::vector<DrawnBlock> blocks_of(Detail detail) {
    std::vector<DrawnBlock> blocks;
    for (const ChangedDate& changed : dates_) {
      blocks.push_back(date_block(changed));
      const std::size_t before = blocks.size();
      if (changed.day) add_day(blocks, *changed.day, detail);
      if (changed.date >= c_.kept->today && blocks.size() == before) blocks.push_back(remark_block(changed));
      for (DrawnBlock& away : away_blocks(changed)) blocks.push_back(std::move(away));
      blocks.back().block.height += layout_.leading / 2;
      blocks.back().block.below += layout_.leading / 2;
      keep_together(std::span(blocks).subspan(before - 1));
    }
    return blocks;
  }

  /// A date is whole unless it is longer than a column.
  void keep_together(std::span<DrawnBlock> date) const {
    Points height;
    for (const DrawnBlock& each : date) height += each.block.height;
    if (height > column_height()) return;
    for (DrawnBlock& each : date.first(date.size() - 1)) each.block.keep_with_next = true;
  }

  std::vector<PageRange> ranges_of(const std::vector<DrawnBlock>& blocks) const {
    std::vector<Block> sizes;
    std::ranges::transform(blocks, std::back_inserter(sizes), &DrawnBlock::block);
    return paginate(sizes, column_height(), column_height());
  }

  void draw_blocks(std::span<const DrawnBlock> blocks) {
    for (const DrawnBlock& each : blocks) {
      const Points top = c_.y;
      each.draw();
      c_.y = top + each.block.height;
    }
  }

  DrawnBlock date_block(const ChangedDate& changed) {
    const Points above = layout_.leading / 5;
    return {{.height = above + layout_.leading, .keep_with_next = true}, [this, above, date = changed.date] {
              canvas_.horizontal_rule(c_.left, c_.y, c_.width, layout_.hairline, layout_.text);
              const ElementId heading = canvas_.element(
                  Element{.role = Role::heading2, .parent = section_, .language = c_.date_language()});
              canvas_.text(heading, c_.left, canvas_.baseline(c_.y + above, Type::body_bold), layout_.text,
                           canvas_.line(c_.language.heading(c_.dates.date(date)), Type::body_bold));
              list_ = artifact;
            }};
  }

  /// A date that holds nothing now.
  DrawnBlock remark_block(const ChangedDate& changed) {
    const bool is_off = !changed.day && changed.date <= c_.plan.deadline;
    std::string remark = is_off ? c_.language.say(word::off{}) : c_.language.say(word::day_free{});
    return {{.height = canvas_.leading(Type::small)}, [this, remark = std::move(remark)] {
              canvas_.text(canvas_.element(Role::paragraph, section_), c_.left,
                           canvas_.baseline(c_.y, Type::small), layout_.secondary,
                           canvas_.line(remark, Type::small));
            }};
  }

  void add_day(std::vector<DrawnBlock>& blocks, std::size_t d, Detail detail) {
    const StudyDay& day = c_.plan.days[d];
    if (detail == Detail::titles) {
      for (const Task& task : day.tasks) blocks.push_back(lesson_block(task, day.date));
    } else {
      add_rows(blocks, lesson_boxes(c_, day), BoxRows(canvas_, Type::body, layout_.box, column_width_), {});
    }
    add_rows(blocks, review_boxes(c_, day),
             BoxRows(canvas_, Type::small, layout_.box.scaled(7, 10), column_width_),
             c_.language.say(word::reviews_label{}));
  }

  /// Boxes with numbers, behind `word` where it is not empty.
  void add_rows(std::vector<DrawnBlock>& blocks, std::vector<NumberedBox> boxes, BoxRows rows,
                const std::string& word) {
    const Points indent = word.empty() ? Points{} : canvas_.width(word, Type::small_bold) + layout_.body / 2;
    for (std::size_t first = 0; first < boxes.size();) {
      const Points taken = first == 0 ? indent : Points{};
      const std::size_t last = rows.end_of_row(boxes, first, taken);
      const auto from = boxes.begin() + static_cast<std::ptrdiff_t>(first);
      blocks.push_back(
          {{.height = rows.height() + layout_.leading / 4},
           [this, rows, taken, said = first == 0 ? word : std::string(),
            row = std::vector(from, from + static_cast<std::ptrdiff_t>(last - first))]() mutable {
             if (!said.empty()) draw_word(said, rows.height());
             rows.draw(list(), row, c_.left + taken, c_.y, taken);
           }});
      first = last;
    }
  }

  void draw_word(const std::string& word, Points height) {
    canvas_.text(c_.in_own_words(Role::paragraph, section_), c_.left,
                 c_.y + (height + canvas_.cap_height(Type::small)) / 2, layout_.text,
                 canvas_.line(word, Type::small_bold));
    list_ = artifact;  // what follows is another list
  }

  ElementId list() {
    if (list_ == artifact) list_ = canvas_.element(Role::list, section_);
    return list_;
  }

  /// An id may be as long as a title; beside a title only a short one has room.
  text::Line number_of(const Task& task) {
    text::Line line = canvas_.line(c_.language.lesson(c_.plan.catalog->lessons[task.lesson].id), Type::small);
    return line.width > layout_.body * 4 ? canvas_.line("", Type::small) : line;
  }

  DrawnBlock lesson_block(const Task& task, Date date) {
    text::Line number = number_of(task);
    const BesideBoxes beside = beside_boxes(layout_, {}, column_width_, layout_.box, layout_.body / 2);
    const Points indent = beside.left + (number.width.milli > 0 ? number.width + layout_.body / 2 : Points{});
    const Points width = beside.right - indent;
    TextBlock title = canvas_.paragraph(c_.title_of(task), Type::body, width);
    TextBlock from;
    if (const auto found = from_.find(task.lesson); found != from_.end() && task.part == task.parts) {
      const std::string before = unbroken(c_.dates.date_beside(found->second, date));
      from = canvas_.paragraph(c_.language.say(word::moved_from{.date = before}), Type::small,
                               width - arrow_room());
    }
    const Points first = std::max(layout_.box, layout_.leading);
    const Points height = first + title.height() - layout_.leading + from.height() + layout_.leading / 4;
    return {
        {.height = height},
        [this, task, beside, indent, first, number = std::move(number), title = std::move(title),
         from = std::move(from)] {
          const ElementId item = canvas_.element(Role::list_item, list());
          const ElementId label = canvas_.element(Role::label, item);
          canvas_.tick_box(canvas_.element(Role::form, label),
                           {c_.left + beside.box, c_.y + (first - layout_.box) / 2, layout_.box, layout_.box},
                           box_name(*c_.plan.catalog, task), box_spoken(c_, task));
          const Points top = c_.y + (first - layout_.leading) / 2;
          canvas_.text(label, c_.left + beside.left, canvas_.baseline(top, Type::body), layout_.secondary,
                       number);
          const ElementId body = canvas_.element(Role::list_body, item);
          canvas_.text(canvas_.element(Role::paragraph, body), c_.left + indent, top, layout_.text, title);
          if (!from.lines.empty()) draw_arrow(body, c_.left + indent, top + title.height(), from);
        }};
  }

  Points arrow_room() const { return layout_.small * 3 / 2; }

  void draw_arrow(ElementId parent, Points x, Points y, const TextBlock& text) {
    const Points middle = canvas_.baseline(y, text.type) - canvas_.cap_height(text.type) / 2;
    canvas_.arrow(x, middle, layout_.small, layout_.rule, layout_.text);
    canvas_.text(c_.in_own_words(Role::paragraph, parent), x + arrow_room(), y, layout_.text, text);
  }

  /// What was on the date: “7–9 → now Sat 28 Nov”.
  std::vector<DrawnBlock> away_blocks(const ChangedDate& changed) {
    std::vector<DrawnBlock> blocks;
    for (auto moved = changed.away.begin(); moved != changed.away.end();) {
      const Date to = moved->to;
      std::vector<LessonIndex> lessons;
      for (; moved != changed.away.end() && moved->to == to; ++moved) lessons.push_back(moved->lesson);
      const std::string now = unbroken(c_.dates.date_beside(to, changed.date));
      blocks.push_back(away_block(lessons, c_.language.say(word::moved_to{.date = now})));
    }
    if (!changed.left_out.empty())
      blocks.push_back(away_block(changed.left_out, c_.language.say(word::moved_out{})));
    return blocks;
  }

  DrawnBlock away_block(const std::vector<LessonIndex>& lessons, const std::string& where) {
    std::vector<Task> tasks;
    for (const LessonIndex lesson : lessons) tasks.push_back({.lesson = lesson, .minutes = {}});
    TextBlock numbers = canvas_.paragraph(facts::lesson_numbers(c_.language, *c_.plan.catalog, tasks),
                                          Type::small, column_width_);
    TextBlock target = canvas_.paragraph(where, Type::small, column_width_ - arrow_room());
    const Points beside = numbers.lines.front().width + layout_.body / 2;
    const bool in_line = numbers.lines.size() == 1 && target.lines.size() == 1 &&
                         beside + arrow_room() + target.lines.front().width <= column_width_;
    const Points height = numbers.height() + (in_line ? Points{} : target.height());
    return {{.height = height},
            [this, in_line, beside, numbers = std::move(numbers), target = std::move(target)] {
              const ElementId paragraph = canvas_.element(Role::paragraph, section_);
              canvas_.text(paragraph, c_.left, c_.y, layout_.text, numbers);
              draw_arrow(paragraph, c_.left + (in_line ? beside : Points{}),
                         in_line ? c_.y : c_.y + numbers.height(), target);
            }};
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Grid grid_;
  std::vector<ChangedDate> dates_;
  std::map<LessonIndex, Date> from_;  ///< where lessons were that moved
  Rectangle size_;
  Points padding_;
  unsigned columns_ = 1;
  Points column_width_;
  TextBlock title_, course_, when_;
  Points head_height_;
  Rectangle area_{};  ///< of the slip that is drawn
  ElementId section_ = 0;
  ElementId list_ = artifact;
};

}  // namespace

std::size_t add_slip(const Plan& plan, const Layout& layout, const Language& language,
                     text::Typesetter& typesetter, const KeptPages& kept, Document& document) {
  const std::size_t before = document.pages.size();
  const std::size_t bookmarks = document.bookmarks.size();
  const Layout sheet = sheet_of(for_device(layout, plan));
  Canvas canvas(sheet, direction_of(plan.catalog->language), typesetter, document);
  canvas.tick(kept.ticked);
  Composition c(plan, language, canvas);
  c.kept = &kept;
  Slip(c, grid_of(layout)).draw();
  std::ranges::rotate(document.bookmarks,
                      document.bookmarks.begin() + static_cast<std::ptrdiff_t>(bookmarks));
  return document.pages.size() - before;
}

}  // namespace pensum::page
