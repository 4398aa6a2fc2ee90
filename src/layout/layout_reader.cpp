#include "layout/layout_reader.hpp"

#include "base/spelling.hpp"
#include "layout/color.hpp"
#include "layout/length.hpp"
#include "layout/sections.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace pensum::layout {
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

const std::array<LengthField, 17> length_fields = {{
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
    {"navigation", "height", &Layout::navigation, pt(0), Points::mm(40)},
}};

/// A colour that a layout file may set, and its least contrast with white paper.
struct ColorField {
  std::string_view attribute;
  document::Color Layout::* member;
  double contrast;
};

constexpr std::array<ColorField, 4> color_fields = {{
    {"text", &Layout::text, least_contrast_of_text},
    {"secondary", &Layout::secondary, least_contrast_of_text},
    {"accent", &Layout::accent, least_contrast_of_text},
    {"faint", &Layout::faint, least_contrast_of_graphics},
}};

/// What an overview may show, besides its title.
struct OverviewPart {
  std::string_view name;
  bool Section::* member;
};
constexpr std::array<OverviewPart, 4> overview_parts = {{{"numbers", &Section::numbers},
                                                         {"calendar", &Section::calendar},
                                                         {"chart", &Section::chart},
                                                         {"paths", &Section::paths}}};

/// Reads one layout file over what it extends.
class Reader {
 public:
  Reader(const xml::Document& document, Layout base, const LayoutSource& source)
      : document_(document), layout_(std::move(base)), source_(source) {}

  Result<Layout> read(bool complete) {
    const pugi::xml_node root = document_.root();
    if (std::string_view(root.name()) != "layout") {
      error(document_.place(root),
            fmt::format("this is not a layout: its root element is <{}>", shown(root.name())),
            "a layout starts with <layout name=\"…\">");
      return std::unexpected(std::move(diagnostics_));
    }
    xml::check_shape(
        document_, root,
        {"layout",
         {"name", "extends"},
         {"title", "page", "type", "box", "rules", "colors", "navigation", "sheet", "logo", "sections"}},
        diagnostics_);
    read_name(root);
    for (const pugi::xml_node element : root.children()) {
      if (element.type() == pugi::node_element) read_element(element);
    }
    layout_.light = lightest_shade(layout_.accent);
    if (complete) check_complete(root);
    if (diagnostics_.empty()) check_sense(root);
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    return std::move(layout_);
  }

 private:
  void error(Place place, std::string message, std::string hint) {
    if (diagnostics_.size() >= most_diagnostics) return;
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
    } else if (name == "navigation") {
      read_lengths(element, {"edge"});
      read_edge(element.attribute("edge"));
    } else if (name == "sheet") {
      read_sheet(element);
    } else if (name == "logo") {
      read_logo(element);
    } else if (name == "page") {
      read_lengths(element, {"inner", "outer"});
      read_sides(element);
    } else {
      read_lengths(element);
    }
  }

  /// Margins that change sides: the inner one is at the binding.
  void read_sides(pugi::xml_node element) {
    const pugi::xml_attribute inner = element.attribute("inner");
    const pugi::xml_attribute outer = element.attribute("outer");
    const bool has_fixed = element.attribute("left") || element.attribute("right");
    if (!inner && !outer) {
      if (has_fixed) layout_.two_sided = false;
      return;
    }
    if (has_fixed) {
      error(document_.place(element), "the page has margins left and right, and an inner and an outer one",
            "keep left and right, or inner and outer for pages that are printed on both sides");
      return;
    }
    layout_.two_sided = true;
    const Points most = Points::mm(100);
    if (inner) read_length(inner, {"page", "inner", nullptr, Points{}, most}, layout_.left);
    if (outer) read_length(outer, {"page", "outer", nullptr, Points{}, most}, layout_.right);
  }

  void read_edge(pugi::xml_attribute edge) {
    if (!edge) return;
    const std::string_view value = edge.value();
    if (value != "top" && value != "bottom") {
      error(document_.value_place(edge), fmt::format("“{}” is not an edge for links", shown(value)),
            one_of(value, std::array{std::string_view("top"), std::string_view("bottom")}));
    }
    layout_.navigation_edge = value == "bottom" ? Edge::bottom : Edge::top;
  }

  void read_sheet(pugi::xml_node element) {
    xml::check_shape(document_, element, {"sheet", {"pages"}, {}}, diagnostics_);
    const pugi::xml_attribute pages = element.attribute("pages");
    const std::string_view value = pages.value();
    if (value == "1" || value == "8") {
      layout_.booklet = value == "8";
    } else {
      error(pages ? document_.value_place(pages) : document_.place(element),
            fmt::format("a sheet cannot hold “{}” pages", shown(value)),
            "write pages=\"1\", or pages=\"8\" for a sheet that folds into a booklet");
    }
  }

  void read_logo(pugi::xml_node element) {
    xml::check_shape(document_, element, {"logo", {"file", "alt", "height"}, {}}, diagnostics_);
    const pugi::xml_attribute file = element.attribute("file");
    const pugi::xml_attribute alternative = element.attribute("alt");
    const pugi::xml_attribute height = element.attribute("height");
    if (!file || !height || alternative.value()[0] == '\0') {
      error(document_.place(element), "the logo lacks its file, its height or its alt text",
            "write <logo file=\"logo.png\" height=\"12mm\" alt=\"what it shows\"/>");
      return;
    }
    Logo logo{.image = {}, .alternative = alternative.value(), .height = {}};
    read_length(height, {"logo", "height", nullptr, pt(6), Points::mm(100)}, logo.height);
    Result<Image> image = source_.picture(file.value(), document_.file());
    if (image) {
      logo.image = *std::move(image);
    } else {
      for (Diagnostic& diagnostic : image.error()) {
        if (diagnostic.place.line == 0) diagnostic.place = document_.value_place(file);
        diagnostics_.push_back(std::move(diagnostic));
      }
    }
    layout_.logo = std::move(logo);
  }

  void read_lengths(pugi::xml_node element, std::vector<std::string_view> other_attributes = {}) {
    const std::string_view name = element.name();
    xml::Shape shape{name, std::move(other_attributes), {}};
    const std::size_t others = shape.attributes.size();
    for (const LengthField& field : length_fields) {
      if (field.element == name) shape.attributes.push_back(field.attribute);
    }
    if (shape.attributes.size() == others) return;  // an unknown element: said already
    xml::check_shape(document_, element, shape, diagnostics_);
    for (const LengthField& field : length_fields) {
      if (field.element != name) continue;
      const pugi::xml_attribute attribute = element.attribute(std::string(field.attribute).c_str());
      if (attribute) read_length(attribute, field, layout_.*field.member);
    }
  }

  void read_length(pugi::xml_attribute attribute, const LengthField& field, Points& into) {
    const std::optional<Points> length = parse_length(attribute.value());
    if (!length) {
      error(document_.value_place(attribute),
            fmt::format("“{}” is not a length for {}", shown(attribute.value()), field.attribute),
            "write a number and a unit: 4.2mm, 1.5cm, 8.5in or 10pt");
    } else if (*length < field.least || *length > field.most) {
      error(document_.value_place(attribute),
            fmt::format("{} is {} for {} of <{}>", shown(attribute.value()),
                        *length < field.least ? "too little" : "too much", field.attribute, field.element),
            fmt::format("it may be {} to {}", in_points(field.least), in_points(field.most)));
    } else {
      into = *length;
    }
  }

  void read_colors(pugi::xml_node element) {
    xml::check_shape(document_, element, {"colors", {"text", "secondary", "accent", "faint"}, {}},
                     diagnostics_);
    for (const ColorField& field : color_fields) {
      const pugi::xml_attribute attribute = element.attribute(std::string(field.attribute).c_str());
      if (!attribute) continue;
      const std::optional<document::Color> color = parse_color(attribute.value());
      if (!color) {
        error(document_.value_place(attribute),
              fmt::format("“{}” is not a colour for {}", shown(attribute.value()), field.attribute),
              "write it as six hexadecimal digits: #0b5563");
        continue;
      }
      const double contrast = contrast_with_white(*color);
      if (contrast < field.contrast) {
        error(document_.value_place(attribute),
              fmt::format("{} is too light for {}: its contrast with white paper is {:.1f} to 1",
                          shown(attribute.value()), field.attribute, contrast),
              fmt::format("choose a darker colour, at least {:.1f} to 1", field.contrast));
        continue;
      }
      layout_.*field.member = *color;
    }
  }

  void read_sections(pugi::xml_node element) {
    xml::check_shape(document_, element, {"sections", {"preset"}, section_names()}, diagnostics_);
    layout_.preset = Preset::brief;
    if (const pugi::xml_attribute preset = element.attribute("preset")) read_preset(preset);
    std::vector<Section> sections;
    for (const pugi::xml_node child : element.children()) {
      const SectionElement* known = find_section(child.name());
      if (known == nullptr) continue;  // said already
      xml::check_shape(document_, child, {known->name, known->attributes, {}}, diagnostics_);
      if (std::ranges::find(sections, known->kind, &Section::kind) != sections.end()) {
        error(document_.place(child), fmt::format("a second <{}>", known->name), "name each section once");
        continue;
      }
      sections.push_back(read_section(child, *known));
    }
    if (sections.empty()) {
      error(document_.place(element), "no section is named",
            "name at least one, such as <overview/>, <days/> or <index/>");
    }
    layout_.sections = std::move(sections);
  }

  void read_preset(pugi::xml_attribute attribute) {
    const std::string_view value = attribute.value();
    const std::optional<Preset> preset = find_preset(value);
    if (!preset) {
      error(document_.value_place(attribute), fmt::format("“{}” is not a preset of sections", shown(value)),
            one_of(value, preset_names()));
    }
    layout_.preset = preset.value_or(Preset::brief);
  }

  Section read_section(pugi::xml_node element, const SectionElement& known) {
    Section section{.kind = known.kind};
    for (const pugi::xml_attribute attribute : element.attributes()) {
      const std::string_view name = attribute.name();
      if (std::ranges::find(known.attributes, name) == known.attributes.end()) continue;  // said already
      if (name == "own-page") section.own_page = yes(attribute);
      if (name == "one-page") section.one_page = yes(attribute);
      if (name == "summaries") section.summaries = yes(attribute);
      if (name == "progress") section.progress = yes(attribute);
      if (name == "month") section.month = yes(attribute);
      if (name == "reviews") section.review_titles = titles(attribute);
      if (name == "columns") section.columns = static_cast<unsigned>(number(attribute, 4));
      if (name == "pages") section.pages = number(attribute, 100);
      if (name == "if-room") section.if_room = yes(attribute);
      if (name == "show") read_show(attribute, section);
    }
    if (section.own_page && section.columns > 1) {
      error(document_.place(element), "days on pages of their own cannot be in columns",
            "leave out columns or own-page");
    }
    if (section.month && !section.own_page) {
      error(document_.value_place(element.attribute("month")),
            "only days on pages of their own have room for a month",
            "leave out month, or add own-page=\"yes\"");
    }
    return section;
  }

  bool yes(pugi::xml_attribute attribute) {
    const std::string_view value = attribute.value();
    if (value != "yes" && value != "no") {
      error(document_.value_place(attribute),
            fmt::format("“{}” is neither yes nor no", shown(attribute.value())), "write yes or no");
    }
    return value == "yes";
  }

  bool titles(pugi::xml_attribute attribute) {
    const std::string_view value = attribute.value();
    if (value != "titles" && value != "numbers") {
      error(document_.value_place(attribute), fmt::format("reviews cannot be shown as “{}”", shown(value)),
            one_of(value, std::array{std::string_view("titles"), std::string_view("numbers")}));
    }
    return value != "numbers";
  }

  std::int64_t number(pugi::xml_attribute attribute, std::int64_t most) {
    const std::string_view value = attribute.value();
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc() || end != value.data() + value.size() || number < 1 || number > most) {
      error(document_.value_place(attribute),
            fmt::format("“{}” is not a number of {}", shown(value), attribute.name()),
            fmt::format("write a number from 1 to {}", most));
      return 1;
    }
    return number;
  }

  void read_show(pugi::xml_attribute attribute, Section& section) {
    std::vector<std::string_view> names;
    for (const OverviewPart& part : overview_parts) {
      section.*part.member = false;
      names.push_back(part.name);
    }
    std::istringstream words{std::string(attribute.value())};
    for (std::string word; words >> word;) {
      const auto part = std::ranges::find(overview_parts, std::string_view(word), &OverviewPart::name);
      if (part == overview_parts.end()) {
        error(document_.value_place(attribute), fmt::format("an overview has no part “{}”", shown(word)),
              one_of(word, names));
        continue;
      }
      section.*part->member = true;
    }
  }

  void check_complete(pugi::xml_node root) {
    const auto missing = [&](std::string_view what) {
      error(document_.place(root), fmt::format("the layout does not give its {}", what),
            "add it, or extend a layout that has it: extends=\"a4\"");
    };
    for (const std::string_view name : {"title", "page", "type", "box", "rules", "colors", "sections"}) {
      const pugi::xml_node element = root.child(std::string(name).c_str());
      if (!element) {
        missing(fmt::format("<{}>", name));
        continue;
      }
      for (const LengthField& field : length_fields) {
        if (field.element != name || element.attribute(std::string(field.attribute).c_str())) continue;
        const char* instead = field.attribute == "left" ? "inner" : field.attribute == "right" ? "outer" : "";
        if (!element.attribute(instead)) missing(fmt::format("{} of <{}>", field.attribute, name));
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
            fmt::format("lines of {} type cannot be {} apart", in_points(layout_.body),
                        in_points(layout_.leading)),
            "make leading of <type> larger than body");
    }
    check_navigation(root);
    if (diagnostics_.empty()) check_columns(root);
  }

  void check_navigation(pugi::xml_node root) {
    if (layout_.navigation.milli == 0) return;
    const bool below = layout_.navigation_edge == Edge::bottom;
    // At the bottom there is a footer above the links.
    const Points footer = below ? layout_.leading.scaled(16, 10) : Points{};
    const Points margin = (below ? layout_.bottom : layout_.top) - footer;
    if (layout_.navigation <= margin) return;
    const pugi::xml_node element = root.child("navigation");
    error(document_.place(element ? element : root),
          fmt::format("links {} high do not fit into a margin of {}{}", in_points(layout_.navigation),
                      in_points(margin + footer), below ? " with a footer" : ""),
          "make the margin larger, or height of <navigation> smaller");
  }

  void check_columns(pugi::xml_node root) {
    for (Section& section : layout_.sections) {
      if (section.kind == SectionKind::readings) section = usual_section(layout_, section.kind);
    }
    // Columns of another layout become as few as this one's pages have room for.
    const bool inherited = !root.child("sections");
    for (Section& section : layout_.sections) {
      while (inherited && section.columns > 1 && misfit(layout_, section)) --section.columns;
      std::optional<Misfit> wrong = misfit(layout_, section);
      if (!wrong) continue;
      const pugi::xml_node element = root.child("sections").child(std::string(name_of(section.kind)).c_str());
      error(document_.place(element ? element : root), std::move(wrong->message), std::move(wrong->hint));
    }
  }

  const xml::Document& document_;
  Layout layout_;
  const LayoutSource& source_;
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
    const Result<LayoutFile> parent = source.layout(extends.value());
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
  return Reader(*document, std::move(base), source).read(!extends);
}

}  // namespace

Result<Layout> read_layout(const LayoutFile& file, const LayoutSource& source) {
  return read_over(file, source, 0);
}

}  // namespace pensum::layout
