// The text trace: a line for each operation, lengths in points with at most three decimals.
#include "document/pages.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <map>
#include <string_view>

namespace pensum::document {
namespace {

std::string points(Points length) {
  const bool negative = length.milli < 0;
  const std::int64_t milli = negative ? -length.milli : length.milli;
  std::string text = fmt::format("{}{}.{:03}", negative ? "-" : "", milli / 1000, milli % 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string area(const Rectangle& r) {
  return fmt::format("{} {} {}x{}", points(r.left), points(r.top), points(r.width), points(r.height));
}

std::string color(Color c) { return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue); }

std::string_view name(Role role) {
  switch (role) {
    case Role::document:
      return "document";
    case Role::section:
      return "section";
    case Role::heading1:
      return "heading1";
    case Role::heading2:
      return "heading2";
    case Role::heading3:
      return "heading3";
    case Role::heading4:
      return "heading4";
    case Role::heading5:
      return "heading5";
    case Role::paragraph:
      return "paragraph";
    case Role::list:
      return "list";
    case Role::list_item:
      return "item";
    case Role::label:
      return "label";
    case Role::list_body:
      return "body";
    case Role::table:
      return "table";
    case Role::table_row:
      return "row";
    case Role::header_cell:
      return "header";
    case Role::data_cell:
      return "cell";
    case Role::figure:
      return "figure";
    case Role::link:
      return "link";
    case Role::form:
      return "form";
    case Role::index:
      return "index";
    case Role::span:
      return "span";
    case Role::code:
      return "code";
    case Role::block_quote:
      return "quote";
    case Role::note:
      return "note";
  }
  return {};
}

/// "paragraph 12", or "artifact".
std::string element_of(const Document& document, ElementId id) {
  if (id == artifact) return "artifact";
  return fmt::format("{} {}", name(document.elements[id].role), id);
}

class Tracer {
 public:
  Tracer(const Document& document, std::string& text) : document_(document), out_(std::back_inserter(text)) {}

  void operator()(const DrawText& op) {
    // In logical order, as people read it.
    std::multimap<std::uint32_t, std::string_view> parts;
    for (const text::Run& run : op.line.runs) parts.emplace(run.text_first, run.text);
    std::string text;
    for (const auto& [first, part] : parts) text += part;
    const Points size = op.line.runs.empty() ? Points{} : op.line.runs.front().size;
    write("text {} {} size {} {}{} “{}” [{}]", points(op.x), points(op.baseline), points(size),
          color(op.color), op.turned ? " turned" : "", text, element_of(document_, op.element));
  }
  void operator()(const FillRectangle& op) {
    write("fill {} {} [{}]", area(op.area), color(op.color), element_of(document_, op.element));
  }
  void operator()(const StrokeRectangle& op) {
    write("outline {} line {} {} [{}]", area(op.area), points(op.line_width), color(op.color),
          element_of(document_, op.element));
  }
  void operator()(const StrokeLine& op) {
    write("line {} {} to {} {} line {} {} [{}]", points(op.x1), points(op.y1), points(op.x2), points(op.y2),
          points(op.line_width), color(op.color), element_of(document_, op.element));
  }
  void operator()(const TickBox& op) {
    write("box {} {} “{}” [{}]", area(op.area), op.name.view(), op.spoken.view(),
          element_of(document_, op.element));
  }
  void operator()(const LinkArea& op) {
    std::string target;
    if (const auto* place = std::get_if<PlaceId>(&op.target)) {
      const PlaceOnPage& at = document_.places[*place];
      target = fmt::format("page {} at {}", at.page + 1, points(at.top));
    } else {
      target = std::get<KeptText>(op.target).view();
    }
    write("link {} to {} “{}” [{}]", area(op.area), target, op.spoken.view(),
          element_of(document_, op.element));
  }
  void operator()(const DrawImage& op) {
    const Image& image = document_.images[op.image];
    write("image {} {}x{} pixels{} [{}]", area(op.area), image.width, image.height,
          op.turned ? " turned" : "", element_of(document_, op.element));
  }

 private:
  template <class... Args>
  void write(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(out_, "  ");
    fmt::format_to(out_, format, std::forward<Args>(args)...);
    fmt::format_to(out_, "\n");
  }

  const Document& document_;
  std::back_insert_iterator<std::string> out_;
};

}  // namespace

std::string to_trace(const Document& document) {
  std::string text = fmt::format("document “{}” {} {}\n", document.metadata.title, document.metadata.language,
                                 to_iso(document.metadata.date));
  Tracer tracer(document, text);
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const Page& page = document.pages[i];
    text +=
        fmt::format("page {} label {} {}x{}\n", i + 1, page.label, points(page.width), points(page.height));
    for (const Operation& operation : page.operations) std::visit(tracer, operation);
  }
  for (const Bookmark& bookmark : document.bookmarks) {
    text += fmt::format("bookmark {} “{}” page {}\n", bookmark.level, bookmark.title,
                        document.places[bookmark.place].page + 1);
  }
  return text;
}

}  // namespace pensum::document
