#include "page/composition.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "language/same_language.hpp"
#include "language/word.hpp"
#include "plan/box_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace pensum::page {

namespace {

/// As they are in sentences of the program's own: isolated if something runs from right to left.
Dates::Form form_of_dates(const Plan& plan, const Language& language) {
  const bool right_to_left = language.direction() == Direction::right_to_left ||
                             direction_of(plan.catalog->language) == Direction::right_to_left;
  return right_to_left ? Dates::Form::isolated : Dates::Form::plain;
}

}  // namespace

Composition::Composition(const Plan& of, const Language& in, Canvas& on)
    : plan(of), language(in), dates(in, {of.start, of.deadline}, form_of_dates(of, in)), canvas(on) {}

void Composition::stands_here(PlanPlace place) {
  if (is_at_the_end) return;  // a book lists pages in the order of the days
  if (page_starts.size() <= canvas.page()) page_starts.resize(canvas.page() + 1);
  std::optional<PlanPlace>& start = page_starts[canvas.page()];
  if (!start) start = place;
}

void Composition::start_page() {
  canvas.new_page();
  y = canvas.layout().top;
}

std::optional<PlaceId> Composition::questions_of(LessonIndex lesson) const {
  const auto found = question_places.find(lesson);
  if (found == question_places.end()) return std::nullopt;
  return found->second.front();
}

void Composition::use_column(unsigned column, unsigned count) {
  const Layout& layout = canvas.layout();
  const Points gap = column_gap(layout);
  width = (layout.content_width() - gap * (count - 1)) / count;
  left = layout.left + (width + gap) * column;
}

std::string Composition::own_language() const {
  const std::string& own = language.words_tag();
  return same_language(own, plan.catalog->language) ? std::string() : own;
}

std::string Composition::date_language() const {
  if (plan.undated) return own_language();  // “Day 3” is in the program's words
  return language.tag() == plan.catalog->language ? "" : language.tag();
}

std::string Composition::quoted(std::string_view text) const {
  return isolated_in(form_of_dates(plan, language) == Dates::Form::isolated, text);
}

std::string Composition::title_of(const Task& task) const {
  const std::string& title = plan.catalog->lessons[task.lesson].title;
  if (task.parts == 1) return title;
  const std::string part = language.say(word::part_of{.part = task.part, .parts = task.parts});
  return language.say(word::title_with_part{.title = quoted(title), .part = quoted(part)});
}

ElementId Composition::in_own_words(Role role, ElementId parent) {
  return canvas.element(Element{.role = role, .parent = parent, .language = own_language()});
}

std::string box_name(const Catalog& catalog, const Task& task) {
  const std::string& id = catalog.lessons[task.lesson].id;
  if (task.parts == 1) return pensum::box_name({.kind = BoxFor::Kind::lesson, .lesson = id});
  return pensum::box_name({.kind = BoxFor::Kind::part, .lesson = id, .number = task.part});
}

std::string box_name(const Catalog& catalog, const Review& review) {
  return pensum::box_name(
      {.kind = BoxFor::Kind::review, .lesson = catalog.lessons[review.lesson].id, .number = review.round});
}

std::string box_spoken(const Composition& c, const Task& task) {
  const Lesson& lesson = c.plan.catalog->lessons[task.lesson];
  if (task.parts == 1)
    return c.language.say(word::lesson_box{.lesson = c.language.lesson(lesson.id), .title = lesson.title});
  return c.language.say(word::part_box{
      .lesson = c.language.lesson(lesson.id), .title = lesson.title, .part = task.part, .parts = task.parts});
}

std::string box_spoken(const Composition& c, const Review& review) {
  const Lesson& lesson = c.plan.catalog->lessons[review.lesson];
  return c.language.say(
      word::review_box{.lesson = c.language.lesson(lesson.id), .title = lesson.title, .round = review.round});
}

constexpr std::string_view zero_width_space = "\u200B";

std::string date_range(const Language& language, std::string_view first, std::string_view last) {
  std::string range = language.say(word::date_range{.first = first, .last = last});
  // In Korean a tilde joins dates without a space, and a line ends only at a space.
  if (range.ends_with(last) && range.substr(0, range.size() - last.size()).ends_with('~'))
    range.insert(range.size() - last.size(), zero_width_space);
  if (language.direction() == Direction::left_to_right) return range;
  // It has only isolates and numbers, so nothing else tells the line which way it runs.
  return fmt::format("{}{}{}", right_to_left_isolate, range, pop_directional_isolate);
}

namespace {

/// Whether the blocks, or the first of them, fit below what is on the current page.
bool fit_below(const Composition& c, std::span<const Block> blocks, const Flow& flow) {
  const bool all = flow.start == Flow::Start::together;
  Points needed;
  for (const Block& block : all ? blocks : blocks.first(std::min<std::size_t>(blocks.size(), 1))) {
    needed += block.height;
  }
  const Points room = c.room() - flow.gap;
  if (needed > room * flow.columns) return false;
  if (flow.columns == 1 || !all) return true;
  return paginate(blocks, room, c.canvas.layout().content_height(), true, flow.columns).size() <=
         flow.columns;
}

}  // namespace

bool begin_below(const Composition& c, std::span<const Block> blocks, const Flow& flow) {
  const bool begins_page = flow.start == Flow::Start::own_page;
  return !c.page_is_empty() && (c.only_title || (!begins_page && fit_below(c, blocks, flow)));
}

bool go_to_kept_place(Composition& c) {
  if (c.kept == nullptr || c.begun == nullptr) return false;
  const auto section = static_cast<std::size_t>(c.begun - c.placed.sections.data());
  const PlacedSection& place = c.kept->pages.sections[section];
  while (c.canvas.page() < place.page) c.start_page();
  if (c.canvas.page() > place.page || c.y > place.top) return false;
  c.y = place.top;
  return true;
}

void begin_section(Composition& c) {
  if (PlacedSection* section = std::exchange(c.begun, nullptr)) {
    section->page = c.canvas.page();
    section->top = c.y;
  }
}

void draw_ranges(Composition& c, std::span<const PageRange> ranges, unsigned columns,
                 const std::function<void(const PageRange&)>& draw) {
  const Points top = c.canvas.layout().top;
  const Points first_top = c.y;
  Points lowest;  // of the current page's columns
  for (std::size_t slot = 0; slot < ranges.size(); ++slot) {
    const auto column = static_cast<unsigned>(slot % columns);
    if (slot > 0 && column == 0) c.start_page();
    if (column == 0) lowest = {};
    if (columns > 1) {
      c.use_column(column, columns);
      c.y = slot < columns ? first_top : top;
    }
    draw(ranges[slot]);
    lowest = std::max(lowest, c.y);
  }
  c.use_column(0, 1);
  c.y = lowest;
}

void set_blocks(Composition& c, std::span<const Block> blocks, const Flow& flow,
                const std::function<void(const PageRange&)>& draw) {
  const Points page = c.canvas.layout().content_height();
  // Neither a title nor a few lines are left alone on a page.
  const bool below_title = std::exchange(c.only_title, false);
  const bool is_kept = go_to_kept_place(c);
  const Points above = is_kept && !c.page_is_empty() && !below_title ? flow.gap : Points{};
  const bool below_little = nearly_empty(c.room() + above, page) && flow.start != Flow::Start::own_page;
  const bool fills = !c.page_is_empty() && (below_title || below_little);
  const bool begins_page =
      !is_kept && !fills && (flow.start == Flow::Start::own_page || !fit_below(c, blocks, flow));
  if (begins_page && !c.page_is_empty()) c.start_page();
  if (!is_kept && !c.page_is_empty() && !below_title) c.y += flow.gap;
  begin_section(c);
  draw_ranges(c, paginate(blocks, c.room(), page, fills, flow.columns), flow.columns, draw);
}

void add_space(std::vector<DrawnBlock>& blocks, Points space) {
  if (blocks.empty()) return;
  blocks.back().block.height += space;
  blocks.back().block.below += space;
}

void set_blocks(Composition& c, std::span<const DrawnBlock> blocks) {
  std::vector<Block> sizes;
  sizes.reserve(blocks.size());
  for (const DrawnBlock& block : blocks) sizes.push_back(block.block);
  set_blocks(c, sizes, {.gap = {}, .start = Flow::Start::here}, [&](const PageRange& page) {
    for (std::size_t i = page.first; i < page.last; ++i) {
      const Points top = c.y;
      blocks[i].draw();
      c.y = top + blocks[i].block.height;
    }
  });
}

void draw_writing_lines(Composition& c, Points left, Points top, Points width, Points height) {
  const Layout& layout = c.canvas.layout();
  const std::int64_t lines = height.milli / layout.writing_line.milli;
  for (std::int64_t i = 0; i < lines; ++i) {
    c.canvas.horizontal_rule(left, top + layout.writing_line * i + layout.writing_line / 2, width,
                             layout.hairline, layout.faint);
  }
}

void fill_pages(Composition& c, std::size_t pages) {
  while (c.canvas.page() + 1 < pages) {
    c.start_page();
    if (c.canvas.layout().booklet) draw_writing_lines(c, c.content_left(), c.y, c.content_width(), c.room());
  }
}

void draw_date_line(Composition& c, Points left, Points right, Points baseline) {
  if (!c.plan.undated) return;
  const Points width = std::min(right - left, longest_date_line);
  if (width < shortest_date_line) return;
  const Layout& layout = c.canvas.layout();
  c.canvas.horizontal_rule(left, baseline + layout.rule, width, layout.hairline, layout.secondary);
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

std::string with_unbroken_dates(const Composition& c, std::string_view text) {
  const bool isolates = form_of_dates(c.plan, c.language) == Dates::Form::isolated;
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = text.find(first_strong_isolate, at);
    const std::size_t last = text.find(pop_directional_isolate, first);
    kept += text.substr(at, first - at);
    if (first == text.npos || last == text.npos) break;
    const std::size_t inside = first + first_strong_isolate.size();
    const std::string date = unbroken(text.substr(inside, last - inside));
    kept += isolates ? isolated(date) : date;
    at = last + pop_directional_isolate.size();
  }
  return kept;
}

BesideBoxes beside_boxes(const Layout& layout, Points left, Points right, Points box, Points gap) {
  if (layout.hand == Hand::left) return {.box = right - box, .left = left, .right = right - box - gap};
  return {.box = left, .left = left + box + gap, .right = right};
}

Points load_bar_height(const Layout& layout) { return layout.body.scaled(34, 100); }

Points load_gap(const Layout& layout, Points reviews) { return std::min(layout.rule, reviews / 3); }

void draw_load_bar(Canvas& canvas, Points x, Points y, Points width, const StudyDay& day, Minutes widest) {
  const Layout& layout = canvas.layout();
  const Points height = load_bar_height(layout);
  const std::int64_t scale = std::max<std::int64_t>(widest.count, 1);
  const Points outer = width.scaled(day.budget.count, scale);
  const Points lessons = width.scaled(day.load.count, scale);
  const Points both = width.scaled(day.total().count, scale);
  if (lessons.milli > 0) canvas.fill(artifact, {x, y, lessons, height}, layout.accent);
  if (both > lessons) {
    const Points gap = lessons.milli > 0 ? load_gap(layout, both - lessons) : Points{};
    canvas.fill(artifact, {x + lessons + gap, y, both - lessons - gap, height}, layout.light);
  }
  const Points half = layout.hairline / 2;
  canvas.outline(artifact,
                 {x + half, y + half, std::max(outer - layout.hairline, Points{1}), height - layout.hairline},
                 layout.hairline, layout.text);
}

}  // namespace pensum::page
