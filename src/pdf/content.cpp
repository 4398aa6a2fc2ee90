#include "pdf/content.hpp"

#include "pdf/numbers.hpp"
#include "pdf/show_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace pensum::pdf {

namespace {

using document::Color;

/// Whose marked content is open: consecutive operations of one element share a sequence.
class Sequence {
 public:
  /// Whether one of `element` begins, after the end of the one before.
  bool begin(document::ElementId element) { return std::exchange(open_, element) != element; }
  /// Whether one is to end, before what is not of `element`.
  bool end_unless(document::ElementId element) {
    if (!open_ || *open_ == element) return false;
    open_.reset();
    return true;
  }
  bool is_open() const { return open_.has_value(); }
  void end() { open_.reset(); }

 private:
  std::optional<document::ElementId> open_;
};

/// Follows sequences as PageWriter begins and ends them.
class Announcer {
 public:
  explicit Announcer(ContentListener& listener) : listener_(listener) {}

  void tell(const document::DrawText& text) {
    if (!text.line.runs.empty()) begin(text.element);
  }
  void tell(const document::TickBox& box) {
    begin(frame_of(box).element);
    sequence_.end_unless(box.element);
    listener_.box(box);
  }
  void tell(const document::LinkArea& area) {
    sequence_.end_unless(area.element);
    listener_.link(area);
  }
  template <class Operation>
  void tell(const Operation& operation) {
    begin(operation.element);
  }

  std::uint32_t count() const { return count_; }

 private:
  void begin(document::ElementId element) {
    if (!sequence_.begin(element) || element == document::artifact) return;
    listener_.content(element);
    ++count_;
  }

  ContentListener& listener_;
  Sequence sequence_;
  std::uint32_t count_ = 0;
};

class PageWriter {
 public:
  PageWriter(const document::Page& page, Part part, const Fonts& fonts, std::uint32_t identifier)
      : page_(page), part_(part), fonts_(fonts), identifier_(identifier) {
    if (part.first > 0) fill_ = stroke_ = std::nullopt;  // as the content before leaves them
  }

  std::string write() {
    for (at_ = part_.first; at_ < part_.last; ++at_) {
      std::visit([this](const auto& op) { draw(op); }, page_.operations[at_]);
    }
    end_sequence();
    return std::move(out_);
  }

 private:
  // ------------------------------------------------------------------ marked content

  void begin(document::ElementId element) {
    const bool open = sequence_.is_open();
    if (!sequence_.begin(element)) return;
    if (open) out_ += "EMC\n";
    if (element == document::artifact) {
      out_ += "/Artifact BMC\n";
      return;
    }
    // The role is in the structure tree; here any name does.
    out_ += "/P<</MCID ";
    append_integer(out_, identifier_++);
    out_ += ">>BDC\n";
  }

  void end_sequence() {
    if (sequence_.is_open()) out_ += "EMC\n";
    sequence_.end();
  }

  void end_sequence_unless(document::ElementId element) {
    if (sequence_.end_unless(element)) out_ += "EMC\n";
  }

  // ------------------------------------------------------------------ operations

  void draw(const document::DrawText& text) {
    if (text.line.runs.empty()) return;
    // In logical order, which is that of reading, wherever on the line they are.
    runs_.assign(text.line.runs.begin(), text.line.runs.end());
    if (runs_.size() > 1) std::ranges::stable_sort(runs_, {}, &text::Run::text_first);
    begin(text.element);
    set_color(text.color, Paint::fill);
    out_ += "BT\n";
    Points left = text.x;
    Points bottom = page_.height - text.baseline;
    if (text.turned) {
      out_ += "-1 0 0 -1 ";
      point(left, bottom);
      out_ += "Tm\n";
      left = bottom = Points{};  // the axes now run from there, to the left and down
    }
    Points x{};
    Points y{};
    for (const text::Run& run : runs_) {
      set_font(run.face, run.size);
      const Points to_x = left + run.x;
      point(to_x - x, bottom - y);
      out_ += "Td\n";
      x = to_x;
      y = bottom;
      shown_.write(fonts_.face(run.face), run);
    }
    if (const auto space = fonts_.closing_space(page_, at_)) {
      set_font(space->face, space->size);
      shown_.write(fonts_.face(space->face), *space);
    }
    out_ += "ET\n";
  }

  void draw(const document::FillRectangle& fill) {
    begin(fill.element);
    set_color(fill.color, Paint::fill);
    rectangle(fill.area);
    out_ += "f\n";
  }

  void draw(const document::StrokeRectangle& stroke) {
    begin(stroke.element);
    set_color(stroke.color, Paint::stroke);
    set_line_width(stroke.line_width);
    rectangle(stroke.area);
    out_ += "S\n";
  }

  void draw(const document::StrokeLine& line) {
    begin(line.element);
    set_color(line.color, Paint::stroke);
    set_line_width(line.line_width);
    point(line.x1, page_.height - line.y1);
    out_ += "m ";
    point(line.x2, page_.height - line.y2);
    out_ += "l S\n";
  }

  // What a viewer that shows no form fields shows, too; the field is on top of it.
  void draw(const document::TickBox& box) {
    draw(frame_of(box));
    end_sequence_unless(box.element);
  }

  void draw(const document::LinkArea& area) { end_sequence_unless(area.element); }

  void draw(const document::DrawImage& image) {
    begin(image.element);
    const document::Rectangle& area = image.area;
    const Points bottom = page_.height - area.top - area.height;
    out_ += "q ";
    if (image.turned) {
      matrix(-area.width, -area.height, area.left + area.width, bottom + area.height);
    } else {
      matrix(area.width, area.height, area.left, bottom);
    }
    out_ += "cm /";
    out_ += image_resource(image.image);
    out_ += " Do Q\n";
  }

  // ------------------------------------------------------------------ graphics state

  void set_color(document::Color color, Paint paint) {
    std::optional<document::Color>& current = paint == Paint::fill ? fill_ : stroke_;
    if (current == color) return;
    current = color;
    append_color(out_, color, paint);
  }

  void set_line_width(Points width) {
    if (line_width_ == width) return;
    line_width_ = width;
    append_length(out_, width);
    out_ += " w\n";
  }

  void set_font(text::FaceId face, Points size) {
    if (face_ == face && size_ == size) return;
    face_ = face;
    size_ = size;
    out_ += '/';
    out_ += fonts_.face(face).resource();
    out_ += ' ';
    append_length(out_, size);
    out_ += " Tf\n";
  }

  void point(Points x, Points y) {
    append_length(out_, x);
    out_ += ' ';
    append_length(out_, y);
    out_ += ' ';
  }

  // Of a stretching and a move, without the operator.
  void matrix(Points x_scale, Points y_scale, Points x, Points y) {
    append_length(out_, x_scale);
    out_ += " 0 0 ";
    append_length(out_, y_scale);
    out_ += ' ';
    point(x, y);
  }

  void rectangle(const document::Rectangle& area) {
    point(area.left, page_.height - area.top - area.height);
    point(area.width, area.height);
    out_ += "re ";
  }

  const document::Page& page_;
  Part part_;
  const Fonts& fonts_;
  std::uint32_t identifier_;  // of the next piece of content
  std::string out_;
  RunWriter shown_{out_};
  std::size_t at_ = 0;  // the operation being drawn
  Sequence sequence_;
  std::optional<document::Color> fill_ = document::Color{};  // a page starts in black
  std::optional<document::Color> stroke_ = document::Color{};
  std::optional<Points> line_width_;
  std::optional<text::FaceId> face_;
  Points size_;
  std::vector<text::Run> runs_;  // of a line
};

/// Writes what PageWriter goes by. Elements are told from each other only, so each is how far it is from the
/// part's first.
class KeyWriter {
 public:
  KeyWriter(const document::Page& page, Part part, const Fonts& fonts, std::uint32_t identifier)
      : page_(page), part_(part), fonts_(fonts) {
    add(identifier);
    add(part.first > 0);
    add(page.height);
  }

  std::string write() {
    for (std::size_t at = part_.first; at < part_.last; ++at) {
      const document::Operation& operation = page_.operations[at];
      add(operation.index());
      std::visit([this](const auto& each) { add_operation(each); }, operation);
    }
    add(last_text_is_closed());
    out_ += fonts_.codes();
    return std::move(out_);
  }

 private:
  template <class Value>
  void add(const Value& value)
    requires std::is_arithmetic_v<Value>
  {
    std::array<char, sizeof value> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    out_.append(bytes.data(), bytes.size());
  }
  void add(Points points) { add(points.milli); }
  void add(document::Color color) { add(color.red | color.green << 8 | color.blue << 16); }
  void add(const document::Rectangle& area) {
    add(area.left);
    add(area.top);
    add(area.width);
    add(area.height);
  }
  /// Whether the part's last text gets a space, which depends on what comes behind the part.
  bool last_text_is_closed() const {
    std::size_t at = part_.last;
    while (at-- > part_.first) {
      if (std::holds_alternative<document::DrawText>(page_.operations[at]))
        return fonts_.closing_space(page_, at).has_value();
    }
    return false;
  }

  void add_element(document::ElementId element) {
    if (element == document::artifact) return add(element);
    if (!first_) first_ = element;
    add(static_cast<std::uint32_t>(element - *first_));
  }

  void add_operation(const document::DrawText& text) {
    add_element(text.element);
    add(text.x);
    add(text.baseline);
    add(text.color);
    add((text.turned ? 1 : 0) | (text.line.splits_word ? 2 : 0));
    const std::span<const std::uint32_t> words = text.line.runs.words();
    out_.append(reinterpret_cast<const char*>(words.data()), words.size_bytes());
  }
  void add_operation(const document::FillRectangle& fill) {
    add_element(fill.element);
    add(fill.area);
    add(fill.color);
  }
  void add_operation(const document::StrokeRectangle& stroke) {
    add_element(stroke.element);
    add(stroke.area);
    add(stroke.line_width);
    add(stroke.color);
  }
  void add_operation(const document::StrokeLine& line) {
    add_element(line.element);
    for (const Points end : {line.x1, line.y1, line.x2, line.y2, line.line_width}) add(end);
    add(line.color);
  }
  void add_operation(const document::TickBox& box) {
    add_element(box.element);
    add(box.area);
    add(box.line_width);
    add(box.color);
  }
  void add_operation(const document::LinkArea& area) { add_element(area.element); }
  void add_operation(const document::DrawImage& image) {
    add_element(image.element);
    add(image.area);
    add(image.image);
    add(image.turned);
  }

  const document::Page& page_;
  Part part_;
  const Fonts& fonts_;
  std::string out_;
  std::optional<document::ElementId> first_;
};

void append_component(std::string& out, std::uint8_t value) {
  append_thousandths(out, (std::int64_t{value} * 1000 + 127) / 255);
  out += ' ';
}

}  // namespace

std::uint32_t announce(const document::Page& page, Part part, ContentListener& listener) {
  Announcer announcer(listener);
  for (std::size_t at = part.first; at < part.last; ++at)
    std::visit([&](const auto& operation) { announcer.tell(operation); }, page.operations[at]);
  return announcer.count();
}

std::string page_content(const document::Page& page, Part part, const Fonts& fonts,
                         std::uint32_t identifier) {
  return PageWriter(page, part, fonts, identifier).write();
}

std::string content_key(const document::Page& page, Part part, const Fonts& fonts, std::uint32_t identifier) {
  return KeyWriter(page, part, fonts, identifier).write();
}

document::StrokeRectangle frame_of(const document::TickBox& box) {
  const Points half = box.line_width / 2;
  const document::Rectangle& area = box.area;
  return {.element = document::artifact,
          .area = {area.left + half, area.top + half, area.width - half * 2, area.height - half * 2},
          .line_width = box.line_width,
          .color = box.color};
}

std::string image_resource(document::ImageId id) {
  std::string name = "I";
  append_integer(name, id);
  return name;
}

void append_color(std::string& out, document::Color color, Paint paint) {
  append_component(out, color.red);
  if (color.red == color.green && color.green == color.blue) {
    out += paint == Paint::fill ? "g\n" : "G\n";
    return;
  }
  append_component(out, color.green);
  append_component(out, color.blue);
  out += paint == Paint::fill ? "rg\n" : "RG\n";
}

}  // namespace pensum::pdf
