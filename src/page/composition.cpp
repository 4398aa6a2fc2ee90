#include "page/composition.hpp"

#include <algorithm>
#include <cstdint>

namespace pensum::page {

void Composition::start_page() {
  canvas.new_page();
  y = canvas.layout().top;
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
