// How a plan begins: the course's title, a logo beside it, for whom the plan is and when.
#include "page/composition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace pensum::page {
namespace {

/// The logo at the page's end of the line; returns the height that it takes and the width left beside it.
struct Beside {
  Points height;
  Points width;
};
Beside draw_logo(Composition& c) {
  const std::optional<Logo>& logo = c.canvas.layout().logo;
  if (!logo) return {Points{}, c.content_width()};
  const auto pixels_wide = static_cast<std::int64_t>(logo->image.width);
  const auto pixels_high = static_cast<std::int64_t>(logo->image.height);
  Points height = logo->height;
  Points width = height.scaled(pixels_wide, pixels_high);
  // However wide a logo is, the title has the greater part of the line.
  const Points most = c.content_width() / 3;
  if (width > most) {
    height = most.scaled(pixels_high, pixels_wide);
    width = most;
  }
  const ElementId figure =
      c.canvas.element(Element{.role = Role::figure, .parent = c.root, .alternative = logo->alternative});
  c.canvas.image(figure, {c.content_right() - width, c.y, width, height}, logo->image);
  return {height, c.content_width() - width - column_gap(c.canvas.layout())};
}

}  // namespace

void draw_title(Composition& c, Type type) {
  constexpr std::size_t most_lines_in_large_type = 3;
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const Points top = c.y;
  const ElementId heading = canvas.element(Role::heading1, c.root);
  const Beside logo = draw_logo(c);
  TextBlock title = canvas.paragraph(c.plan.catalog->title, type, logo.width);
  if (title.lines.size() > most_lines_in_large_type) {
    title = canvas.paragraph(c.plan.catalog->title, Type::large, logo.width);
  }
  c.flow(heading, c.content_left(), layout.text, title);
  c.y += layout.leading / 2;
  std::string subtitle = c.plan.learner.empty() ? "Study plan" : "Study plan for " + c.quoted(c.plan.learner);
  const auto [start, deadline] = c.dates.plan();
  subtitle += fmt::format("  ·  {} to {}", unbroken(start), unbroken(deadline));
  c.flow(c.in_own_words(Role::paragraph, c.root), c.content_left(), layout.text,
         canvas.paragraph(subtitle, Type::body, logo.width));
  c.y = std::max(c.y, top + logo.height) + layout.leading;
}

}  // namespace pensum::page
