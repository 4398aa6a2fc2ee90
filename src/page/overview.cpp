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

void draw_title(Composition& c) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const Plan& plan = c.plan;
  const ElementId heading = canvas.element(Role::heading1, c.root);
  TextBlock title = canvas.paragraph(plan.catalog->title, Type::display, c.content_width());
  if (title.lines.size() > 3) title = canvas.paragraph(plan.catalog->title, Type::large, c.content_width());
  c.flow(heading, c.content_left(), layout.text, title);
  c.y += layout.leading / 2;
  std::string subtitle = plan.learner.empty() ? "Study plan" : "Study plan for " + plan.learner;
  subtitle += fmt::format("  ·  {} to {}", c.language.weekday_day_month(plan.start),
                          c.language.weekday_day_month_year(plan.deadline));
  c.flow(canvas.element(Role::paragraph, c.root), c.content_left(), layout.text,
         canvas.paragraph(subtitle, Type::body, c.content_width()));
  c.y += layout.leading;
}

void draw_key_numbers(Composition& c) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const auto numbers = report::key_numbers(c.plan, c.language);
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
      const ElementId body = canvas.element(Role::list_body, canvas.element(Role::list_item, list));
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
    c.flow(c.canvas.element(Role::paragraph, c.root), c.content_left(), c.canvas.layout().text,
           c.canvas.paragraph(note, Type::body, c.content_width()));
  }
  if (!notes.empty()) c.y += c.canvas.layout().leading;
}

void draw_paths(Composition& c) {
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const std::vector<PathPart> parts = path_parts(c.plan);
  if (parts.empty()) return;
  const Points title_width = c.content_width().scaled(62, 100);
  const Points facts_x = c.content_left() + c.content_width().scaled(66, 100);
  const Points facts_width = c.content_width() - c.content_width().scaled(66, 100);
  const ElementId section = canvas.element(Role::section, c.root);
  bool first = true;
  for (const PathPart& part : parts) {
    const TextBlock title = canvas.paragraph(part.path->title, Type::body_bold, title_width);
    const TextBlock summary = part.path->summary.empty()
                                  ? TextBlock{}
                                  : canvas.paragraph(part.path->summary, Type::small, title_width);
    const Date from = c.plan.days[part.first_day].date;
    const Date to = c.plan.days[part.last_day].date;
    const TextBlock lessons =
        canvas.paragraph(fmt::format("{} {}  ·  {}", part.tasks.size() == 1 ? "Lesson" : "Lessons",
                                     lesson_numbers(*c.plan.catalog, part.tasks), words::duration(part.load)),
                         Type::small, facts_width);
    const TextBlock dates = canvas.paragraph(
        from == to
            ? c.language.weekday_day_month(from)
            : fmt::format("{} – {}", c.language.weekday_day_month(from), c.language.weekday_day_month(to)),
        Type::small, facts_width);
    // The facts' first line and the title's stand on one baseline.
    const Points shift = canvas.baseline({}, Type::body_bold) - canvas.baseline({}, Type::small);
    const Points height =
        std::max(title.height() + summary.height(), shift + lessons.height() + dates.height());
    c.need(std::min(layout.leading / 2 + height, layout.content_height()));
    if (first) canvas.horizontal_rule(c.content_left(), c.y, c.content_width(), layout.rule, layout.text);
    first = false;
    c.y += layout.leading / 2;
    const Points top = c.y;
    const ElementId heading = canvas.element(Role::heading2, section);
    c.flow(heading, c.content_left(), layout.text, title);
    if (!summary.lines.empty()) {
      c.flow(canvas.element(Role::paragraph, section), c.content_left(), layout.secondary, summary);
    }
    const Points bottom = c.y;
    if (height <= layout.content_height()) {
      const ElementId facts = canvas.element(Role::paragraph, section);
      canvas.text(facts, facts_x, top + shift, layout.text, lessons);
      canvas.text(facts, facts_x, top + shift + lessons.height(), layout.text, dates);
      c.y = std::max(bottom, top + shift + lessons.height() + dates.height());
    }
    c.y += layout.leading / 2;
  }
}

}  // namespace

void compose_overview(Composition& c, const Section& section) {
  const Layout& layout = c.canvas.layout();
  c.canvas.set_place(c.overview, c.y);
  c.canvas.bookmark(0, "Overview", c.overview);
  draw_title(c);
  if (section.numbers) {
    draw_key_numbers(c);
    draw_notes(c);
  }
  if (section.calendar) {
    draw_calendar(c);
    c.y += layout.leading;
  }
  if (section.chart) {
    draw_load_chart(c);
    c.y += layout.leading;
  }
  if (section.paths) draw_paths(c);
}

}  // namespace pensum::page
