#include "page/composition.hpp"

#include <algorithm>

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

void draw_load_bar(Canvas& canvas, Points x, Points y, Points width, Minutes load, Minutes budget,
                   Minutes widest) {
  const Layout& layout = canvas.layout();
  const Points height = load_bar_height(layout);
  const std::int64_t scale = std::max<std::int64_t>(widest.count, 1);
  const Points outer = width.scaled(budget.count, scale);
  const Points inner = width.scaled(load.count, scale);
  if (inner.milli > 0) canvas.fill(artifact, {x, y, inner, height}, layout.accent);
  const Points half = layout.hairline / 2;
  canvas.outline(artifact,
                 {x + half, y + half, std::max(outer - layout.hairline, Points{1}), height - layout.hairline},
                 layout.hairline, layout.text);
}

}  // namespace pensum::page
