// What is printed on a page, as a number: FNV-1a over what its operations draw.
#include "document/pages.hpp"

#include <algorithm>
#include <string_view>

namespace pensum::document {
namespace {

class Ink {
 public:
  void operator()(const DrawText& text) {
    add('T', text.x, text.baseline, text.color);
    for (const text::Run& run : text.line.runs) {
      add(run.size);
      add(std::string_view(run.text));
    }
  }
  void operator()(const FillRectangle& fill) { add('F', fill.area, fill.color); }
  void operator()(const StrokeRectangle& stroke) { add('R', stroke.area, stroke.line_width, stroke.color); }
  void operator()(const StrokeLine& line) {
    add('L', line.x1, line.y1, line.x2, line.y2, line.line_width, line.color);
  }
  void operator()(const TickBox& box) {
    add('B', box.area);
    add(box.name.view());
  }
  void operator()(const LinkArea&) {}
  void operator()(const DrawImage& image) { add('I', image.area); }

  std::uint64_t name() const { return name_; }

 private:
  void add(std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
      name_ = (name_ ^ (value >> (byte * 8) & 0xFF)) * 0x100000001B3;
    }
  }
  void add(char mark) { add(static_cast<std::uint64_t>(mark)); }
  void add(Points length) { add(static_cast<std::uint64_t>(length.milli)); }
  void add(Color color) { add(static_cast<std::uint64_t>(color.red << 16 | color.green << 8 | color.blue)); }
  void add(const Rectangle& area) { add(area.left, area.top, area.width, area.height); }
  void add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    for (const char letter : text) name_ = (name_ ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
  }
  template <class First, class Second, class... Others>
  void add(First first, Second second, Others... others) {
    add(first);
    add(second);
    (add(others), ...);
  }

  std::uint64_t name_ = 0xCBF29CE484222325;
};

}  // namespace

std::uint64_t ink_of(const Page& page) {
  Ink ink;
  const std::size_t count = std::min(page.operations.size(), page.margins);
  for (std::size_t i = 0; i < count; ++i) std::visit(ink, page.operations[i]);
  return ink.name();
}

}  // namespace pensum::document
