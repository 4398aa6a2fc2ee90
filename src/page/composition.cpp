#include "page/composition.hpp"

#include "base/direction.hpp"
#include "base/utf8.hpp"
#include "language/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace pensum::page {

namespace {

/// As they stand in sentences of the program's own: isolated where something runs from right to left.
Dates::Form form_of_dates(const Plan& plan, const Language& language) {
  const bool right_to_left = language.direction() == Direction::right_to_left ||
                             direction_of(plan.catalog->language) == Direction::right_to_left;
  return right_to_left ? Dates::Form::isolated : Dates::Form::plain;
}

}  // namespace

Composition::Composition(const Plan& of, const Language& in, Canvas& on)
    : plan(of), language(in), dates(in, {of.start, of.deadline}, form_of_dates(of, in)), canvas(on) {}

void Composition::stands_here(PlanPlace place) {
  if (page_starts.size() <= canvas.page()) page_starts.resize(canvas.page() + 1);
  std::optional<PlanPlace>& start = page_starts[canvas.page()];
  if (!start) start = place;
}

void Composition::start_page() {
  canvas.new_page();
  y = canvas.layout().top;
}

void Composition::use_column(unsigned column, unsigned count) {
  const Layout& layout = canvas.layout();
  const Points gap = column_gap(layout);
  width = (layout.content_width() - gap * (count - 1)) / count;
  left = layout.left + (width + gap) * column;
}

std::string Composition::own_language() const {
  return plan.catalog->language.starts_with(words::language) ? "" : words::language;
}

std::string Composition::date_language() const {
  return language.tag() == plan.catalog->language ? "" : language.tag();
}

std::string Composition::quoted(std::string_view text) const {
  const bool right_to_left =
      direction_of(plan.catalog->language) == Direction::right_to_left || has_right_to_left(text);
  return right_to_left ? isolated(text) : std::string(text);
}

std::string Composition::title_of(const Task& task) const {
  const std::string& title = plan.catalog->lessons[task.lesson].title;
  if (task.parts == 1) return title;
  return fmt::format("{} ({})", quoted(title), quoted(words::part(task.part, task.parts)));
}

ElementId Composition::in_own_words(Role role, ElementId parent) {
  return canvas.element(Element{.role = role, .parent = parent, .language = own_language()});
}

void Composition::need(Points height) {
  if (room() < height && y > canvas.layout().top) start_page();
}

void Composition::flow(ElementId element, Points x, Color color, const TextBlock& block) {
  for (const text::Line& line : block.lines) {
    need(block.leading);
    canvas.text(element, x, canvas.baseline(y, block.type), color, line);
    y += block.leading;
  }
}

std::string box_name(const Catalog& catalog, const Task& task) {
  const std::string& id = catalog.lessons[task.lesson].id;
  return task.parts == 1 ? "lesson." + id : fmt::format("part.{}.{}", id, task.part);
}

std::string box_name(const Catalog& catalog, const Review& review) {
  return fmt::format("review.{}.{}", catalog.lessons[review.lesson].id, review.round);
}

std::string box_spoken(const Catalog& catalog, const Task& task) {
  const Lesson& lesson = catalog.lessons[task.lesson];
  const std::string part = task.parts == 1 ? "" : ", " + words::part(task.part, task.parts);
  return fmt::format("Lesson {}, {}{}: done", lesson.id, lesson.title, part);
}

std::string box_spoken(const Catalog& catalog, const Review& review) {
  const Lesson& lesson = catalog.lessons[review.lesson];
  return fmt::format("Lesson {}, {}, {}: done", lesson.id, lesson.title, words::review(review.round));
}

void set_blocks(Composition& c, std::span<const Block> blocks, const Flow& flow,
                const std::function<void(const PageRange&)>& draw) {
  const Points page = c.canvas.layout().content_height();
  Points needed = flow.gap;
  for (const Block& block : blocks) {
    needed += block.height;
    if (flow.start == Flow::Start::here) break;
  }
  // A title is not left alone on its page.
  const bool below_title = std::exchange(c.only_title, false);
  const bool begins_page =
      !below_title && (flow.start == Flow::Start::own_page || flow.columns > 1 || c.room() < needed);
  if (begins_page && !c.page_is_empty()) c.start_page();
  if (!c.page_is_empty() && !below_title) c.y += flow.gap;
  const Points first_top = c.y;
  const std::vector<PageRange> ranges = paginate(blocks, c.room(), page, below_title, flow.columns);
  for (std::size_t slot = 0; slot < ranges.size(); ++slot) {
    const auto column = static_cast<unsigned>(slot % flow.columns);
    if (slot > 0 && column == 0) c.start_page();
    if (flow.columns > 1) {
      c.use_column(column, flow.columns);
      c.y = slot < flow.columns ? first_top : c.canvas.layout().top;
    }
    draw(ranges[slot]);
  }
  if (flow.columns == 1) return;
  // What stands in columns has its last page to itself.
  c.use_column(0, 1);
  c.y = c.canvas.layout().content_bottom();
}

void draw_writing_lines(Composition& c, Points left, Points top, Points width, Points height) {
  const Layout& layout = c.canvas.layout();
  const std::int64_t lines = height.milli / layout.writing_line.milli;
  for (std::int64_t i = 0; i < lines; ++i) {
    c.canvas.horizontal_rule(left, top + layout.writing_line * i + layout.writing_line / 2, width,
                             layout.hairline, layout.faint);
  }
}

std::string unbroken(std::string_view text) {
  constexpr char32_t first_ideographic = 0x2E80;  // scripts whose lines end anywhere come from here on
  std::string joined;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.value == ' ') {
      append_utf8(joined, 0xA0);
    } else {
      if (point.value >= first_ideographic && !joined.empty()) append_utf8(joined, 0x2060);  // word joiner
      joined += text.substr(at, point.length);
      if (point.value >= first_ideographic) append_utf8(joined, 0x2060);
    }
    at += point.length;
  }
  return joined;
}

Points load_bar_height(const Layout& layout) { return layout.body.scaled(34, 100); }

Color review_color(const Layout& layout) {
  const auto lighter = [](std::uint8_t part) {
    return static_cast<std::uint8_t>(part + (255 - part) * 11 / 20);
  };
  return {lighter(layout.accent.red), lighter(layout.accent.green), lighter(layout.accent.blue)};
}

void draw_load_bar(Canvas& canvas, Points x, Points y, Points width, const StudyDay& day, Minutes widest) {
  const Layout& layout = canvas.layout();
  const Points height = load_bar_height(layout);
  const std::int64_t scale = std::max<std::int64_t>(widest.count, 1);
  const Points outer = width.scaled(day.budget.count, scale);
  const Points lessons = width.scaled(day.load.count, scale);
  const Points both = width.scaled(day.total().count, scale);
  if (lessons.milli > 0) canvas.fill(artifact, {x, y, lessons, height}, layout.accent);
  if (both > lessons) canvas.fill(artifact, {x + lessons, y, both - lessons, height}, review_color(layout));
  const Points half = layout.hairline / 2;
  canvas.outline(artifact,
                 {x + half, y + half, std::max(outer - layout.hairline, Points{1}), height - layout.hairline},
                 layout.hairline, layout.text);
}

}  // namespace pensum::page
