#include "page/canvas.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace pensum::page {

Points TextBlock::width() const {
  Points widest;
  for (const text::Line& line : lines) widest = std::max(widest, line.width);
  return widest;
}

Points TextBlock::height_of(std::size_t line) const {
  return places.empty() ? leading : leading + places[line].above;
}

Points TextBlock::height() const {
  Points sum = leading * static_cast<std::int64_t>(lines.size());
  for (const LinePlace& place : places) sum += place.above;
  return sum;
}

void TextBlock::append(TextBlock& other, std::size_t line) {
  lines.push_back(std::move(other.lines[line]));
  if (!other.places.empty()) places.push_back(other.places[line]);
}

namespace {

/// Where the lines end that stay with the one at `first`: all lines of the same code.
std::size_t end_of_unit(const TextBlock& block, std::size_t first, Points most) {
  std::size_t last = first + 1;
  if (block.places.empty() || !block.places[first].of_code) return last;
  Points height = block.height_of(first);
  while (last < block.lines.size() && block.places[last].of_code && block.places[last].above == Points{})
    height += block.height_of(last++);
  return height <= most ? last : first + 1;
}

}  // namespace

std::vector<TextBlock> pieces_of(TextBlock block, Points most) {
  std::vector<TextBlock> pieces;
  Points height;
  for (std::size_t at = 0; at < block.lines.size();) {
    const std::size_t end = end_of_unit(block, at, most);
    Points unit;
    for (std::size_t line = at; line < end; ++line) unit += block.height_of(line);
    if (pieces.empty() || height + unit > most) {
      pieces.push_back(block.begun());
      height = {};
    }
    for (; at < end; ++at) pieces.back().append(block, at);
    height += unit;
  }
  return pieces;
}

namespace {

/// In points: no line is wider.
constexpr std::int64_t most_line_width = 1'000'000;

/// Lines as they are without the end of the last.
std::string_view without_last_line_feed(std::string_view lines) {
  if (lines.ends_with('\n')) lines.remove_suffix(1);
  return lines;
}

/// Of a long title on a page that is full.
Points title_size(const Layout& layout) { return layout.display.scaled(85, 100); }

}  // namespace

Canvas::Canvas(const Layout& layout, Direction direction, text::Typesetter& typesetter, Document& document)
    : layout_(layout), direction_(direction), typesetter_(typesetter), document_(document) {
  if (document_.elements.empty()) document_.elements.push_back(Element{});
}

text::Style Canvas::style(Type type) const {
  using text::Figures;
  using text::Weight;
  switch (type) {
    case Type::small:
      return {Weight::regular, layout_.small, Figures::tabular};
    case Type::small_bold:
      return {Weight::bold, layout_.small, Figures::tabular};
    case Type::body:
      return {Weight::regular, layout_.body, Figures::tabular};
    case Type::body_bold:
      return {Weight::bold, layout_.body, Figures::proportional};
    case Type::large:
      return {Weight::bold, layout_.large, Figures::proportional};
    case Type::title:
      return {Weight::bold, title_size(layout_), Figures::proportional};
    case Type::display:
      return {Weight::bold, layout_.display, Figures::proportional};
  }
  return {};
}

Points Canvas::leading(Type type) const {
  switch (type) {
    case Type::small:
    case Type::small_bold:
      return layout_.leading.scaled(layout_.small.milli * 2 + layout_.body.milli, layout_.body.milli * 3);
    case Type::body:
    case Type::body_bold:
      return layout_.leading;
    case Type::large:
      return layout_.large.scaled(13, 10);
    case Type::title:
      return title_size(layout_).scaled(115, 100);
    case Type::display:
      return layout_.display.scaled(115, 100);
  }
  return layout_.leading;
}

text::Line Canvas::line(std::string_view text, Type type) { return typesetter_.line(text, style(type)); }

Points Canvas::width(std::string_view text, Type type) { return typesetter_.width(text, style(type)); }

TextBlock Canvas::paragraph(std::string_view text, Type type, Points width, std::size_t most_lines) {
  return {typesetter_.paragraph(text, style(type), {.width = width, .most_lines = most_lines}), leading(type),
          type};
}

TextBlock Canvas::prose(const RichText& text, Type type, Points width, const FindTarget& find) {
  const text::Style style = this->style(type);
  const text::Measure measure{.width = width, .hyphenate = true};
  if (text.marks.empty()) return {typesetter_.paragraph(text.text, style, measure), leading(type), type};
  TextBlock block{.lines = {}, .leading = leading(type), .type = type};
  std::vector<Stretch> stretches;
  const Points apart = block.leading / 4;
  const Points indent = style.size;
  bool behind_code = false;
  for (const TextPiece& piece : pieces_of(text)) {
    std::vector<text::Line> lines;
    LinePlace place;
    if (piece.is_code) {
      stretches.push_back({});
      place.indent = indent;
      place.of_code = width - indent;
      lines = typesetter_.code(without_last_line_feed(piece.text.text), style, width - indent,
                               static_cast<std::uint32_t>(stretches.size()));
    } else {
      const std::vector<text::Span> spans = spans_of(piece.text, find, stretches);
      lines = typesetter_.paragraph(piece.text.text, spans, style, measure);
    }
    for (text::Line& line : lines) {
      const bool begins = &line == &lines.front() && !block.lines.empty();
      place.above = begins && (piece.is_code || behind_code) ? apart : Points{};
      block.lines.push_back(std::move(line));
      block.places.push_back(place);
    }
    behind_code = piece.is_code;
  }
  block.stretches = std::make_shared<const std::vector<Stretch>>(std::move(stretches));
  return block;
}

TextBlock Canvas::code(std::string_view lines, Type type, Points width) {
  constexpr std::int64_t least = 80;  // of the type, in hundredths
  lines = without_last_line_feed(lines);
  text::Style style = this->style(type);
  TextBlock block{.lines = typesetter_.code(lines, style, Points::whole(most_line_width), 0),
                  .leading = leading(type),
                  .type = type};
  Points widest;
  for (const text::Line& line : block.lines) widest = std::max(widest, line.width);
  if (widest > width) {
    const std::int64_t percent = std::max(width.milli * 100 / widest.milli, least);
    style.size = style.size.scaled(percent, 100);
    block.leading = block.leading.scaled(percent, 100);
    block.lines = typesetter_.code(lines, style, width, 0);
  }
  block.places.assign(block.lines.size(), {.above = {}, .indent = {}, .of_code = width});
  return block;
}

Points Canvas::baseline(Points top, Type type) const { return top + (leading(type) + cap_height(type)) / 2; }

Points Canvas::cap_height(Type type) const { return typesetter_.metrics(style(type)).cap_height; }

void Canvas::new_page() {
  document_.pages.push_back({.width = layout_.width,
                             .height = layout_.height,
                             .label = std::to_string(document_.pages.size() + 1),
                             .operations = {}});
  page_ = document_.pages.size() - 1;
}

ElementId Canvas::element(Role role, ElementId parent) {
  return element(Element{.role = role, .parent = parent});
}

ElementId Canvas::element(Element element) {
  document_.elements.push_back(std::move(element));
  return static_cast<ElementId>(document_.elements.size() - 1);
}

PlaceId Canvas::reserve_place() {
  document_.places.emplace_back();
  return static_cast<PlaceId>(document_.places.size() - 1);
}

void Canvas::set_place(PlaceId place, Points top) { document_.places[place] = {page(), top}; }

void Canvas::bookmark(unsigned level, std::string title, PlaceId place) {
  document_.bookmarks.push_back({level, std::move(title), place});
}

Points Canvas::mirrored(Points x, Points width) const {
  return direction_ == Direction::left_to_right ? x : layout_.width - x - width;
}

Rectangle Canvas::mirrored(Rectangle area) const {
  area.left = mirrored(area.left, area.width);
  return area;
}

void Canvas::text(ElementId element, Points x, Points baseline, Color color, text::Line line) {
  const Points left = mirrored(x, line.width);
  operations().push_back(DrawText{element, left, baseline, color, std::move(line)});
}

void Canvas::text_right(ElementId element, Points right, Points baseline, Color color, text::Line line) {
  const Points left = right - line.width;
  text(element, left, baseline, color, std::move(line));
}

void Canvas::text_centred(ElementId element, Points x, Points width, Points baseline, Color color,
                          text::Line line) {
  const Points left = x + (width - line.width) / 2;
  text(element, left, baseline, color, std::move(line));
}

void Canvas::text(ElementId element, Points x, Points top, Color color, TextBlock block) {
  Parts parts{.outside = element, .block = block};
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    text::Line& line = block.lines[i];
    const LinePlace place = block.places.empty() ? LinePlace{} : block.places[i];
    top += place.above;
    const Points left = mirrored(x + place.indent, place.of_code.value_or(line.width));
    if (block.stretches == nullptr) {
      operations().push_back(DrawText{element, left, baseline(top, block.type), color, std::move(line)});
    } else {
      text_in_parts(parts, left, top, color, line);
    }
    top += block.leading;
  }
}

/// Below the letters that stand on the baseline, through those that reach below it.
Points Canvas::underline_below(Type type) const { return style(type).size.scaled(16, 100); }

void Canvas::underlined(ElementId element, Points x, Points top, Color color, TextBlock block) {
  const Points below = underline_below(block.type);
  for (text::Line& line : block.lines) {
    const Points base = baseline(top, block.type);
    horizontal_rule(x, base + below, line.width, layout_.hairline, layout_.secondary);
    text(element, x, base, color, std::move(line));
    top += block.leading;
  }
}

/// Each stretch is an element of its own within the block's.
void Canvas::text_in_parts(Parts& parts, Points left, Points top, Color color, const text::Line& line) {
  const Points stands = baseline(top, parts.block.type);
  for (text::LinePart& part : parts_of(line)) {
    const Rectangle area{left + part.x, top, part.line.width, parts.block.leading};
    operations().push_back(
        DrawText{element_of(parts, part.mark), area.left, stands, color, std::move(part.line)});
    link_part(parts, part.mark, area, stands);
  }
}

/// Links are underlined, so that they are seen in print and without colours.
void Canvas::link_part(Parts& parts, std::uint32_t mark, Rectangle area, Points baseline) {
  while (mark != 0 && !(*parts.block.stretches)[mark - 1].target)
    mark = (*parts.block.stretches)[mark - 1].around;
  if (mark == 0) return;
  const LinkTarget& target = *(*parts.block.stretches)[mark - 1].target;
  const Points y = baseline + underline_below(parts.block.type);
  operations().push_back(
      StrokeLine{artifact, area.left, y, area.left + area.width, y, layout_.hairline, layout_.secondary});
  operations().push_back(LinkArea{element_of(parts, mark), area, target.to, target.spoken});
}

ElementId Canvas::element_of(Parts& parts, std::uint32_t mark) {
  if (mark == 0 || parts.outside == artifact) return parts.outside;
  if (const auto made = parts.elements.find(mark); made != parts.elements.end()) return made->second;
  const Stretch& stretch = (*parts.block.stretches)[mark - 1];
  const ElementId parent = element_of(parts, stretch.around);
  return parts.elements[mark] = element(stretch.role, parent);
}

void Canvas::fill(ElementId element, Rectangle area, Color color) {
  operations().push_back(FillRectangle{element, mirrored(area), color});
}

void Canvas::outline(ElementId element, Rectangle area, Points line_width, Color color) {
  operations().push_back(StrokeRectangle{element, mirrored(area), line_width, color});
}

void Canvas::horizontal_rule(Points x, Points y, Points width, Points line_width, Color color) {
  const Points left = mirrored(x, width);
  operations().push_back(StrokeLine{artifact, left, y, left + width, y, line_width, color});
}

void Canvas::vertical_rule(ElementId element, Points x, Points y, Points height, Points line_width,
                           Color color) {
  const Points left = mirrored(x, Points{});
  operations().push_back(StrokeLine{element, left, y, left, y + height, line_width, color});
}

void Canvas::arrow(Points x, Points y, Points width, Points line_width, Color color) {
  const Points point = mirrored(x + width, {});
  const Points barbs = mirrored(x + width * 3 / 5, {});
  const Points rise = width / 4;
  operations().push_back(StrokeLine{artifact, mirrored(x, {}), y, point, y, line_width, color});
  operations().push_back(StrokeLine{artifact, barbs, y - rise, point, y, line_width, color});
  operations().push_back(StrokeLine{artifact, barbs, y + rise, point, y, line_width, color});
}

void Canvas::tick_box(ElementId element, Rectangle area, KeptText name, KeptText spoken) {
  const bool ticked = ticked_ != nullptr && ticked_->contains(std::string(name.view()));
  operations().push_back(TickBox{.element = element,
                                 .color = layout_.text,
                                 .area = mirrored(area),
                                 .line_width = layout_.box_line,
                                 .name = std::move(name),
                                 .spoken = std::move(spoken),
                                 .ticked = ticked});
}

void Canvas::image(ElementId element, Rectangle area, Image image) {
  document_.images.push_back(std::move(image));
  operations().push_back(
      DrawImage{element, mirrored(area), static_cast<ImageId>(document_.images.size() - 1)});
}

void Canvas::link(ElementId element, Rectangle area, std::variant<PlaceId, KeptText> target,
                  KeptText spoken) {
  operations().push_back(LinkArea{element, mirrored(area), std::move(target), std::move(spoken)});
}

Canvas::Promise Canvas::promise_text_right(ElementId element, Points right, Points baseline, Color color,
                                           Type type) {
  operations().push_back(DrawText{element, right, baseline, color, {}});
  return {page(), operations().size() - 1, right, type};
}

Canvas::Promise Canvas::promise_link_right(ElementId element, Points right, Points top, Color color,
                                           Type type, PlaceId target) {
  Promise promise = promise_text_right(element, right, baseline(top, type), color, type);
  promise.links = true;
  link(element, {right, top, {}, leading(type)}, target, {});
  return promise;
}

void Canvas::keep(const Promise& promise, std::string_view text, std::string_view spoken) {
  std::deque<Operation>& operations = document_.pages[promise.page].operations;
  auto& operation = std::get<DrawText>(operations[promise.operation]);
  operation.line = line(text, promise.type);
  operation.x = mirrored(promise.right - operation.line.width, operation.line.width);
  if (!promise.links) return;
  auto& area = std::get<LinkArea>(operations[promise.operation + 1]);
  area.area.left = operation.x;
  area.area.width = operation.line.width;
  area.spoken = spoken;
}

}  // namespace pensum::page
