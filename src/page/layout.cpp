#include "page/layout.hpp"

#include "base/spelling.hpp"
#include "page/length.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace pensum::page {
namespace {

constexpr std::size_t deepest_extension = 8;

/// A length that a layout file may set, and the sizes that make sense for it.
struct LengthField {
  std::string_view element;
  std::string_view attribute;
  Points Layout::* member;
  Points least;
  Points most;
};

constexpr Points pt(std::int64_t points) { return Points::whole(points); }
constexpr Points tenth_pt(std::int64_t tenths) { return Points{tenths * 100}; }

const std::array<LengthField, 16> length_fields = {{
    {"page", "width", &Layout::width, Points::mm(60), Points::mm(1200)},
    {"page", "height", &Layout::height, Points::mm(60), Points::mm(1200)},
    {"page", "top", &Layout::top, pt(0), Points::mm(100)},
    {"page", "right", &Layout::right, pt(0), Points::mm(100)},
    {"page", "bottom", &Layout::bottom, pt(0), Points::mm(100)},
    {"page", "left", &Layout::left, pt(0), Points::mm(100)},
    {"type", "small", &Layout::small, pt(5), pt(48)},
    {"type", "body", &Layout::body, pt(6), pt(60)},
    {"type", "large", &Layout::large, pt(6), pt(96)},
    {"type", "display", &Layout::display, pt(6), pt(144)},
    {"type", "leading", &Layout::leading, pt(6), pt(120)},
    {"box", "size", &Layout::box, pt(5), pt(72)},
    {"box", "line", &Layout::box_line, tenth_pt(2), pt(4)},
    {"rules", "hairline", &Layout::hairline, tenth_pt(2), pt(4)},
    {"rules", "rule", &Layout::rule, tenth_pt(2), pt(6)},
    {"rules", "writing", &Layout::writing_line, pt(8), pt(72)},
}};

/// A colour that a layout file may set. `contrast` is the least ratio to white paper, in tenths
/// (WCAG 2.2: 4.5 to 1 for text, 3 to 1 for lines that carry meaning).
struct ColorField {
  std::string_view attribute;
  Color Layout::* member;
  int contrast;
};

constexpr std::array<ColorField, 4> color_fields = {{
    {"text", &Layout::text, 45},
    {"secondary", &Layout::secondary, 45},
    {"accent", &Layout::accent, 45},
    {"faint", &Layout::faint, 30},
}};

constexpr std::array<std::pair<std::string_view, Section>, 3> section_names = {{
    {"overview", Section::overview},
    {"days", Section::days},
    {"index", Section::index},
}};

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  std::array<unsigned, 6> digits{};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = text[i + 1];
    if (c >= '0' && c <= '9') {
      digits[i] = static_cast<unsigned>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digits[i] = static_cast<unsigned>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digits[i] = static_cast<unsigned>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(digits[i] * 16 + digits[i + 1]); };
  return Color{byte(0), byte(2), byte(4)};
}

/// The contrast of `color` with white, as WCAG 2.2 defines it (relative luminance).
double contrast_with_white(Color color) {
  const auto linear = [](std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  const double luminance =
      0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
  return 1.05 / (luminance + 0.05);
}

std::string in_points(Points length) {
  return fmt::format("{:g} pt", static_cast<double>(length.milli) / 1000.0);
}

/// Reads one layout file over what it extends.
class Reader {
 public:
  Reader(const xml::Document& document, Layout base) : document_(document), layout_(std::move(base)) {}

  Result<Layout> read(bool complete) {
    const pugi::xml_node root = document_.root();
    if (std::string_view(root.name()) != "layout") {
      error(document_.place(root),
            fmt::format("this is no layout: its root element is <{}>", shown(root.name())),
            "a layout starts with <layout name=\"…\">");
      return std::unexpected(std::move(diagnostics_));
    }
    xml::check_shape(
        document_, root,
        {"layout", {"name", "extends"}, {"title", "page", "type", "box", "rules", "colors", "sections"}},
        diagnostics_);
    read_name(root);
    for (const pugi::xml_node element : root.children()) {
      if (element.type() == pugi::node_element) read_element(element);
    }
    if (complete) check_complete(root);
    if (diagnostics_.empty()) check_sense(root);
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return std::move(layout_);
  }

 private:
  void error(Place place, std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, std::move(place), std::move(message), std::move(hint)});
  }

  void read_name(pugi::xml_node root) {
    const pugi::xml_attribute name = root.attribute("name");
    if (!name || name.value()[0] == '\0') {
      error(document_.place(root), "the layout has no name", "give it one: <layout name=\"my-layout\">");
      return;
    }
    layout_.name = name.value();
  }

  void read_element(pugi::xml_node element) {
    const std::string_view name = element.name();
    if (std::ranges::find(seen_, name) != seen_.end()) {
      error(document_.place(element), fmt::format("a second <{}>", name), "keep one of them");
      return;
    }
    seen_.emplace_back(name);
    if (name == "title") {
      xml::check_shape(document_, element, {"title", {}, {}, xml::Shape::Text::yes}, diagnostics_);
      layout_.title = xml::text_of(element);
    } else if (name == "colors") {
      read_colors(element);
    } else if (name == "sections") {
      read_sections(element);
    } else {
      read_lengths(element);
    }
  }

  void read_lengths(pugi::xml_node element) {
    const std::string_view name = element.name();
    xml::Shape shape{name, {}, {}};
    for (const LengthField& field : length_fields) {
      if (field.element == name) shape.attributes.push_back(field.attribute);
    }
    if (shape.attributes.empty()) return;  // an unknown element: said already
    xml::check_shape(document_, element, shape, diagnostics_);
    for (const LengthField& field : length_fields) {
      if (field.element != name) continue;
      const pugi::xml_attribute attribute = element.attribute(std::string(field.attribute).c_str());
      if (attribute) read_length(attribute, field);
    }
  }

  void read_length(pugi::xml_attribute attribute, const LengthField& field) {
    const std::optional<Points> length = parse_length(attribute.value());
    if (!length) {
      error(document_.value_place(attribute),
            fmt::format("“{}” is no length for {}", shown(attribute.value()), field.attribute),
            "write a number and a unit: 4.2mm, 1.5cm, 8.5in or 10pt");
    } else if (*length < field.least || *length > field.most) {
      error(document_.value_place(attribute),
            fmt::format("{} is {} for {} of <{}>", shown(attribute.value()),
                        *length < field.least ? "too little" : "too much", field.attribute, field.element),
            fmt::format("it may be {} to {}", in_points(field.least), in_points(field.most)));
    } else {
      layout_.*field.member = *length;
    }
  }

  void read_colors(pugi::xml_node element) {
    xml::check_shape(document_, element, {"colors", {"text", "secondary", "accent", "faint"}, {}},
                     diagnostics_);
    for (const ColorField& field : color_fields) {
      const pugi::xml_attribute attribute = element.attribute(std::string(field.attribute).c_str());
      if (!attribute) continue;
      const std::optional<Color> color = parse_color(attribute.value());
      if (!color) {
        error(document_.value_place(attribute),
              fmt::format("“{}” is no colour for {}", shown(attribute.value()), field.attribute),
              "write it as six hexadecimal digits: #0b5563");
        continue;
      }
      const double contrast = contrast_with_white(*color);
      if (contrast * 10 < field.contrast) {
        error(document_.value_place(attribute),
              fmt::format("{} is too light for {}: its contrast with white paper is {:.1f} to 1",
                          shown(attribute.value()), field.attribute, contrast),
              fmt::format("choose a darker colour, at least {:.1f} to 1", field.contrast / 10.0));
        continue;
      }
      layout_.*field.member = *color;
    }
  }

  void read_sections(pugi::xml_node element) {
    xml::Shape shape{"sections", {}, {}};
    for (const auto& [name, section] : section_names) shape.children.push_back(name);
    xml::check_shape(document_, element, shape, diagnostics_);
    std::vector<Section> sections;
    for (const pugi::xml_node child : element.children()) {
      const auto known = std::ranges::find(section_names, std::string_view(child.name()),
                                           &std::pair<std::string_view, Section>::first);
      if (known == section_names.end()) continue;  // said already
      xml::check_shape(document_, child, {known->first, {}, {}}, diagnostics_);
      if (std::ranges::find(sections, known->second) != sections.end()) {
        error(document_.place(child), fmt::format("a second <{}>", known->first), "name each section once");
        continue;
      }
      sections.push_back(known->second);
    }
    if (sections.empty()) {
      error(document_.place(element), "no section is named",
            "name at least one: <overview/>, <days/> or <index/>");
    }
    layout_.sections = std::move(sections);
  }

  void check_complete(pugi::xml_node root) {
    const auto missing = [&](std::string_view what) {
      error(document_.place(root), fmt::format("the layout does not say its {}", what),
            "add it, or extend a layout that has it: extends=\"a4\"");
    };
    for (const std::string_view name : {"title", "page", "type", "box", "rules", "colors", "sections"}) {
      const pugi::xml_node element = root.child(std::string(name).c_str());
      if (!element) {
        missing(fmt::format("<{}>", name));
        continue;
      }
      for (const LengthField& field : length_fields) {
        if (field.element == name && !element.attribute(std::string(field.attribute).c_str())) {
          missing(fmt::format("{} of <{}>", field.attribute, name));
        }
      }
      if (name != "colors") continue;
      for (const ColorField& field : color_fields) {
        if (!element.attribute(std::string(field.attribute).c_str())) {
          missing(fmt::format("{} of <colors>", field.attribute));
        }
      }
    }
  }

  /// What each length alone cannot show: whether there is room left to set anything.
  void check_sense(pugi::xml_node root) {
    const Place place = document_.place(root.child("page") ? root.child("page") : root);
    if (layout_.content_width() < layout_.body * 18) {
      error(
          place,
          fmt::format("the page leaves {} of width between its margins", in_points(layout_.content_width())),
          fmt::format("leave at least 18 times the body size, {}", in_points(layout_.body * 18)));
    }
    if (layout_.content_height() < layout_.leading * 16) {
      error(place,
            fmt::format("the page leaves {} of height between its margins",
                        in_points(layout_.content_height())),
            fmt::format("leave at least 16 times the leading, {}", in_points(layout_.leading * 16)));
    }
    if (layout_.leading < layout_.body) {
      error(place,
            fmt::format("lines of {} type cannot stand {} apart", in_points(layout_.body),
                        in_points(layout_.leading)),
            "make leading of <type> larger than body");
    }
  }

  const xml::Document& document_;
  Layout layout_;
  Diagnostics diagnostics_;
  std::vector<std::string> seen_;
};

Result<Layout> read_over(const LayoutFile& file, const LayoutSource& source, std::size_t depth) {
  const Result<xml::Document> document = xml::read(file.bytes, file.name);
  if (!document) return std::unexpected(document.error());
  const pugi::xml_attribute extends = document->root().attribute("extends");
  Layout base;
  if (extends) {
    if (depth == deepest_extension) {
      return failure(fmt::format("layouts extend each other more than {} deep", deepest_extension),
                     "a layout must not extend itself, directly or through others",
                     document->value_place(extends));
    }
    const Result<LayoutFile> parent = source(extends.value());
    if (!parent) {
      Diagnostics diagnostics = parent.error();
      for (Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.place.file.empty()) diagnostic.place = document->value_place(extends);
      }
      return std::unexpected(std::move(diagnostics));
    }
    Result<Layout> read = read_over(*parent, source, depth + 1);
    if (!read) return read;
    base = *std::move(read);
  }
  return Reader(*document, std::move(base)).read(!extends);
}

}  // namespace

Result<Layout> read_layout(const LayoutFile& file, const LayoutSource& source) {
  return read_over(file, source, 0);
}

}  // namespace pensum::page
