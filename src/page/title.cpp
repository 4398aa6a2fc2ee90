// How a plan begins: the course's title, a logo beside it, for whom the plan is and when.
#include "language/word.hpp"
#include "page/composition.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

/// The logo, and how large it stands at the page's end of the title's line.
struct Beside {
  Points height;
  Points width;
};

Beside logo_size(const Composition& c) {
  const std::optional<Logo>& logo = c.canvas.layout().logo;
  if (!logo) return {};
  const auto pixels_wide = static_cast<std::int64_t>(logo->image.width);
  const auto pixels_high = static_cast<std::int64_t>(logo->image.height);
  const Points width = logo->height.scaled(pixels_wide, pixels_high);
  // The title has the greater part of the line, however wide the logo is.
  const Points most = c.content_width() / 3;
  if (width > most) return {most.scaled(pixels_high, pixels_wide), most};
  return {logo->height, width};
}

void draw_logo(Composition& c, const Beside& size) {
  const std::optional<Logo>& logo = c.canvas.layout().logo;
  if (!logo) return;
  const ElementId figure =
      c.canvas.element(Element{.role = Role::figure, .parent = c.root, .alternative = logo->alternative});
  c.canvas.image(figure, {c.content_right() - size.width, c.y, size.width, size.height}, logo->image);
}

/// For whom the plan is, and when, on a line of its own where both have no room on one.
TextBlock subtitle_of(Composition& c, Points width) {
  const std::string whose = c.plan.learner.empty()
                                ? c.language.say(word::study_plan{})
                                : c.language.say(word::study_plan_for{.learner = c.quoted(c.plan.learner)});
  const auto [start, deadline] = c.dates.plan();
  const std::string when =
      c.language.say(word::start_to_deadline{.start = unbroken(start), .deadline = unbroken(deadline)});
  TextBlock block = c.canvas.paragraph(whose + separator + when, Type::body, width);
  if (block.lines.size() == 1) return block;
  block = c.canvas.paragraph(whose, Type::body, width);
  std::ranges::move(c.canvas.paragraph(c.language.heading(when), Type::body, width).lines,
                    std::back_inserter(block.lines));
  return block;
}

}  // namespace

std::vector<DrawnBlock> title_blocks(Composition& c, Type type, Points below) {
  constexpr std::size_t most_lines_in_large_type = 3;
  Canvas& canvas = c.canvas;
  const Layout& layout = canvas.layout();
  const Beside logo = logo_size(c);
  const Points width = layout.logo ? c.content_width() - logo.width - column_gap(layout) : c.content_width();
  TextBlock title = canvas.paragraph(c.plan.catalog->title, type, width);
  if (title.lines.size() > most_lines_in_large_type) {
    title = canvas.paragraph(c.plan.catalog->title, Type::large, width);
  }
  // A title longer than a third of a page may continue on the next page.
  std::vector<TextBlock> pieces = pieces_of(std::move(title), layout.content_height() / 3);
  const Points subtitle_gap = layout.leading / 2;
  std::vector<DrawnBlock> blocks;
  Points height;
  auto heading = std::make_shared<ElementId>(artifact);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Points gap = i + 1 == pieces.size() ? subtitle_gap : Points{};
    height += pieces[i].height() + gap;
    blocks.push_back({{.height = pieces[i].height() + gap, .keep_with_next = i + 1 == pieces.size()},
                      [&c, logo, heading, first = i == 0, piece = std::move(pieces[i])] {
                        if (first) {
                          *heading = c.canvas.element(Role::heading1, c.root);
                          draw_logo(c, logo);
                        }
                        c.canvas.text(*heading, c.content_left(), c.y, c.canvas.layout().text, piece);
                      }});
  }
  TextBlock subtitle = subtitle_of(c, width);
  height += subtitle.height();
  const Points beside = std::max(logo.height - height, Points{});
  std::vector<TextBlock> lines = pieces_of(std::move(subtitle), layout.content_height() / 3);
  auto paragraph = std::make_shared<ElementId>(artifact);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Points gap = i + 1 == lines.size() ? below : Points{};
    blocks.push_back({{.height = lines[i].height() + gap + (gap.milli > 0 ? beside : Points{}), .below = gap},
                      [&c, paragraph, first = i == 0, piece = std::move(lines[i])] {
                        if (first) *paragraph = c.in_own_words(Role::paragraph, c.root);
                        c.canvas.text(*paragraph, c.content_left(), c.y, c.canvas.layout().text, piece);
                      }});
  }
  return blocks;
}

}  // namespace pensum::page
