#include "pdf/content.hpp"

#include "pdf/numbers.hpp"
#include "pdf/show_text.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

namespace pensum::pdf {

namespace {

using document::Color;

class PageWriter {
 public:
  PageWriter(const document::Page& page, const Fonts& fonts, ContentListener& listener)
      : page_(page), fonts_(fonts), listener_(listener) {}

  std::string write() {
    for (at_ = 0; at_ < page_.operations.size(); ++at_) {
      std::visit([this](const auto& op) { draw(op); }, page_.operations[at_]);
    }
    end_sequence();
    return std::move(out_);
  }

 private:
  // ------------------------------------------------------------------ marked content

  void begin(document::ElementId element) {
    if (sequence_ == element) return;
    end_sequence();
    sequence_ = element;
    if (element == document::artifact) {
      out_ += "/Artifact BMC\n";
      return;
    }
    // The role is in the structure tree; here any name does.
    out_ += "/P<</MCID ";
    append_integer(out_, listener_.content(element));
    out_ += ">>BDC\n";
  }

  void end_sequence() {
    if (sequence_) out_ += "EMC\n";
    sequence_.reset();
  }

  void end_sequence_unless(document::ElementId element) {
    if (sequence_ && *sequence_ != element) end_sequence();
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
      shown_.write(fonts_.face(run.face), open(run, glyphs_));
    }
    if (const auto space = closing_space(page_, at_, fonts_.set())) {
      set_font(space->face, space->size);
      shown_.write(fonts_.face(space->face), space->run());
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
    listener_.box(box);
  }

  void draw(const document::LinkArea& area) {
    end_sequence_unless(area.element);
    listener_.link(area);
  }

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
  const Fonts& fonts_;
  ContentListener& listener_;
  std::string out_;
  RunWriter shown_{out_};
  std::size_t at_ = 0;                                       // the operation being drawn
  std::optional<document::ElementId> sequence_;              // whose marked content is open
  std::optional<document::Color> fill_ = document::Color{};  // a page starts in black
  std::optional<document::Color> stroke_ = document::Color{};
  std::optional<Points> line_width_;
  std::optional<text::FaceId> face_;
  Points size_;
  std::vector<text::Run> runs_;      // of a line
  std::vector<text::Glyph> glyphs_;  // of a run
};

void append_component(std::string& out, std::uint8_t value) {
  append_thousandths(out, (std::int64_t{value} * 1000 + 127) / 255);
  out += ' ';
}

}  // namespace

std::string page_content(const document::Page& page, const Fonts& fonts, ContentListener& listener) {
  return PageWriter(page, fonts, listener).write();
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
