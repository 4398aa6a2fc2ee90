// The overview: title, key numbers, calendar, load chart, and what the paths hold.
#include "language/words.hpp"
#include "page/calendar.hpp"
#include "page/composition.hpp"
#include "page/load_chart.hpp"
#include "plan/lesson_numbers.hpp"
#include "report/key_numbers.hpp"
#include "report/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace pensum::page {
namespace {

void draw_key_numbers(Composition& c) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const auto numbers = report::key_numbers(c.plan, c.dates);
  const Points gap = layout.leading;
  const std::size_t columns = c.content_width() >= layout.body * 36 ? 4 : 2;
  const Points width =
      (c.content_width() - gap * static_cast<std::int64_t>(columns - 1)) / static_cast<std::int64_t>(columns);
  const ElementId list = canvas.element(Role::list, c.root);
  for (std::size_t row = 0; row < numbers.size(); row += columns) {
    std::array<TextBlock, 4> number_blocks;
    std::array<TextBlock, 4> meaning_blocks;
    Points height;
    for (std::size_t i = row; i < row + columns; ++i) {
      number_blocks[i] = canvas.paragraph(numbers[i].number, Type::large, width);
      meaning_blocks[i] = canvas.paragraph(numbers[i].meaning, Type::small, width);
      height = std::max(height, number_blocks[i].height() + meaning_blocks[i].height());
    }
    c.need(height + layout.leading);
    canvas.horizontal_rule(c.content_left(), c.y, c.content_width(), layout.rule, layout.text);
    c.y += layout.leading / 2;
    for (std::size_t i = row; i < row + columns; ++i) {
      const ElementId body = c.in_own_words(Role::list_body, canvas.element(Role::list_item, list));
      const Points x = c.content_left() + (width + gap) * static_cast<std::int64_t>(i - row);
      canvas.text(body, x, c.y, layout.text, number_blocks[i]);
      canvas.text(body, x, c.y + number_blocks[i].height(), layout.secondary, meaning_blocks[i]);
    }
    c.y += height + layout.leading / 2;
  }
  c.y += layout.leading;
}

void draw_notes(Composition& c) {
  const std::vector<std::string> notes = report::notes(c.plan);
  for (const std::string& note : notes) {
    c.flow(c.in_own_words(Role::paragraph, c.root), c.content_left(), c.canvas.layout().text,
           c.canvas.paragraph(note, Type::body, c.content_width()));
  }
  if (!notes.empty()) c.y += c.canvas.layout().leading;
}

/// What each path holds and when, measured: the title and summary at the left, the facts beside them.
class Paths {
 public:
  explicit Paths(Composition& c) : c_(c), canvas_(c.canvas), layout_(canvas_.layout()) {
    const Points title_width = c.content_width().scaled(62, 100);
    facts_left_ = c.content_width().scaled(66, 100);
    const Points facts_width = c.content_width() - facts_left_;
    // The facts' first line and the title's stand on one baseline.
    shift_ = canvas_.baseline({}, Type::body_bold) - canvas_.baseline({}, Type::small);
    for (const PathPart& part : path_parts(c.plan)) {
      Entry entry{.title = canvas_.paragraph(part.path->title, Type::body_bold, title_width),
                  .summary = {},
                  .lessons = canvas_.paragraph(lessons_of(part), Type::small, facts_width),
                  .dates = canvas_.paragraph(dates_of(part), Type::small, facts_width)};
      if (!part.path->summary.empty()) {
        entry.summary = canvas_.prose(part.path->summary, Type::small, title_width);
      }
      entries_.push_back(std::move(entry));
    }
  }

  Points height() const {
    Points sum;
    for (const Entry& entry : entries_) sum += layout_.leading + height_of(entry);
    return sum;
  }

  void draw() {
    if (entries_.empty()) return;
    section_ = canvas_.element(Role::section, c_.root);
    bool first = true;
    for (const Entry& entry : entries_) {
      c_.need(std::min(layout_.leading / 2 + height_of(entry), layout_.content_height()));
      if (first) {
        canvas_.horizontal_rule(c_.content_left(), c_.y, c_.content_width(), layout_.rule, layout_.text);
      }
      first = false;
      c_.y += layout_.leading / 2;
      draw(entry);
      c_.y += layout_.leading / 2;
    }
  }

 private:
  struct Entry {
    TextBlock title;
    TextBlock summary;
    TextBlock lessons;
    TextBlock dates;
  };

  Points facts_height(const Entry& entry) const {
    return shift_ + entry.lessons.height() + entry.dates.height();
  }
  Points height_of(const Entry& entry) const {
    return std::max(entry.title.height() + entry.summary.height(), facts_height(entry));
  }

  std::string lessons_of(const PathPart& part) const {
    return fmt::format("{} {}, {}", part.tasks.size() == 1 ? "Lesson" : "Lessons",
                       lesson_numbers(*c_.plan.catalog, part.tasks), words::duration(part.load));
  }

  std::string dates_of(const PathPart& part) const {
    const Date from = c_.plan.days[part.first_day].date;
    const Date to = c_.plan.days[part.last_day].date;
    if (from == to) return unbroken(c_.dates.date(from));
    const auto [first, last] = c_.dates.stretch({from, to});
    return unbroken(first) + " – " + unbroken(last);
  }

  void draw(const Entry& entry) {
    const Points top = c_.y;
    c_.flow(canvas_.element(Role::heading2, section_), c_.content_left(), layout_.text, entry.title);
    if (!entry.summary.lines.empty()) {
      c_.flow(canvas_.element(Role::paragraph, section_), c_.content_left(), layout_.secondary,
              entry.summary);
    }
    if (height_of(entry) > layout_.content_height()) return;  // no place beside what fills pages
    const Points x = c_.content_left() + facts_left_;
    const ElementId facts = c_.in_own_words(Role::paragraph, section_);
    canvas_.text(facts, x, top + shift_, layout_.text, entry.lessons);
    canvas_.text(facts, x, top + shift_ + entry.lessons.height(), layout_.text, entry.dates);
    c_.y = std::max(c_.y, top + facts_height(entry));
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  std::vector<Entry> entries_;
  Points facts_left_;
  Points shift_;
  ElementId section_ = 0;
};

}  // namespace

void compose_overview(Composition& c, const Section& section) {
  const Layout& layout = c.canvas.layout();
  if (!c.page_is_empty()) c.start_page();
  c.stands_here(InOverview{});
  c.canvas.set_place(c.overview, c.y);
  c.canvas.bookmark(0, "Overview", c.overview);
  draw_title(c, Type::display);
  c.only_title = !section.calendar && !section.chart && !section.paths;
  if (section.numbers) {
    draw_key_numbers(c);
    draw_notes(c);
  }
  if (section.calendar) {
    draw_calendar(c);
    c.y += layout.leading;
  }
  Paths paths(c);
  if (section.chart) {
    draw_load_chart(c, section.paths ? paths.height() + layout.leading : Points{});
    c.y += layout.leading;
  }
  if (section.paths) paths.draw();
}

}  // namespace pensum::page
