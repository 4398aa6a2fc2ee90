// Where sections draw: the document under construction, its current page, and the text styles of
// the layout. Mirrors everything for a language that runs from right to left, so that sections
// think in left and right as if it ran the other way.
#pragma once

#include "course/rich_text.hpp"
#include "document/pages.hpp"
#include "language/language.hpp"
#include "layout/layout.hpp"
#include "page/stretches.hpp"
#include "text/typesetter.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pensum::page {

// Pages are written in the nouns of these two.
using namespace document;
using namespace layout;

/// The type that sections set: sizes from the layout, two weights.
enum class Type { small, body, body_bold, small_bold, large, title, display };

/// Where a line is, apart from the others.
struct LinePlace {
  Points above;                   ///< more space
  Points indent;                  ///< from where the others begin
  std::optional<Points> of_code;  ///< the width of a line of code, which begins at its left in any language
};

/// Lines of one style as a block, and the height that they take.
struct TextBlock {
  std::vector<text::Line> lines;
  Points leading;
  Type type = Type::body;
  std::vector<LinePlace> places{};  ///< of each line, if some are set apart
  /// What the marks of the lines' runs mean, from 1 on; pieces of a block share them.
  std::shared_ptr<const std::vector<Stretch>> stretches{};

  /// Of the widest line.
  Points width() const;
  Points height() const;
  /// How much the line takes.
  Points height_of(std::size_t line) const;
  /// A block in the same style that has no lines yet.
  TextBlock begun() const { return {{}, leading, type, {}, stretches}; }
  /// Appends a line of `other`, a block in the same style.
  void append(TextBlock& other, std::size_t line);
};

/// `block` in pieces, none of them higher than `most` unless a line is. Lines of code stay together where
/// they can.
std::vector<TextBlock> pieces_of(TextBlock block, Points most);

class Canvas {
 public:
  /// Draws on further pages of a document that has some.
  Canvas(const Layout& layout, Direction direction, text::Typesetter& typesetter, Document& document);

  const Layout& layout() const { return layout_; }

  // Text.
  text::Style style(Type type) const;
  Points leading(Type type) const;
  /// One line of text, measured.
  text::Line line(std::string_view text, Type type);
  /// How wide that is.
  Points width(std::string_view text, Type type);
  /// Text broken to `width`; at most `most_lines` lines where that is above 0.
  TextBlock paragraph(std::string_view text, Type type, Points width, std::size_t most_lines = 0);
  /// Running text broken to `width`: where the language knows how, long words are hyphenated.
  /// Lines of code in it are set apart.
  TextBlock prose(const RichText& text, Type type, Points width, const FindTarget& find = {});
  /// Lines of code, in smaller type where that keeps them whole.
  TextBlock code(std::string_view lines, Type type, Points width);
  /// Where a line's baseline stands in a line box of `leading` that starts at `top`: capitals are
  /// centred in it.
  Points baseline(Points top, Type type) const;
  Points cap_height(Type type) const;

  // Pages.
  void new_page();
  /// Draws on a page that is there already.
  void go_to_page(std::size_t page) { page_ = page; }
  std::size_t page() const { return page_; }
  /// What the page is called, where it is not counted with the others.
  void label_page(std::string label) { document_.pages[page_].label = std::move(label); }

  // Structure.
  ElementId element(Role role, ElementId parent);
  ElementId element(Element element);

  // Places.
  /// A place that is not known yet; links to it can already be drawn.
  PlaceId reserve_place();
  /// Sets the place to the current page at `top`.
  void set_place(PlaceId place, Points top);
  std::size_t bookmarks() const { return document_.bookmarks.size(); }
  void bookmark(unsigned level, std::string title, PlaceId place);

  // Drawing, on the current page. `x` of a text is its left edge; of `text_right` its right edge.
  void text(ElementId element, Points x, Points baseline, Color color, text::Line line);
  void text_right(ElementId element, Points right, Points baseline, Color color, text::Line line);
  /// A line in the middle of an area that begins at `x`.
  void text_centred(ElementId element, Points x, Points width, Points baseline, Color color, text::Line line);
  /// The lines of `block` from `top` down. Long documents have many: move them in where they are not needed
  /// again.
  void text(ElementId element, Points x, Points top, Color color, TextBlock block);
  /// The same, with a thin line under each of them: a link.
  void underlined(ElementId element, Points x, Points top, Color color, TextBlock block);
  void fill(ElementId element, Rectangle area, Color color);
  void outline(ElementId element, Rectangle area, Points line_width, Color color);
  void horizontal_rule(Points x, Points y, Points width, Points line_width, Color color);
  void vertical_rule(ElementId element, Points x, Points y, Points height, Points line_width, Color color);
  /// An arrow in the direction of reading; `y` is its middle.
  void arrow(Points x, Points y, Points width, Points line_width, Color color);
  /// Not mirrored in a language that runs from right to left.
  void line_as_is(const StrokeLine& line) { operations().push_back(line); }
  void fill_as_is(const FillRectangle& fill) { operations().push_back(fill); }
  /// Where an area is on the page, for what is drawn as it is.
  Rectangle on_page(const Rectangle& area) const { return mirrored(area); }
  void text_as_is(DrawText text) { operations().push_back(std::move(text)); }
  /// Boxes of these names are ticked; they outlive the canvas.
  void tick(const std::set<std::string>& names) { ticked_ = &names; }
  void tick_box(ElementId element, Rectangle area, KeptText name, KeptText spoken);
  /// The picture becomes part of the document.
  void image(ElementId element, Rectangle area, Image image);
  void link(ElementId element, Rectangle area, std::variant<PlaceId, KeptText> target, KeptText spoken);

  /// Where a text will be that is known only at the end.
  struct Promise {
    std::size_t page = 0;
    std::size_t operation = 0;
    Points right;
    Type type = Type::body;
    bool links = false;  ///< the next operation is a link over the text
  };
  /// Reserves an operation for a text that ends at `right`.
  Promise promise_text_right(ElementId element, Points right, Points baseline, Color color, Type type);
  /// The same for a text in a line box from `top` on that is a link to `target`.
  Promise promise_link_right(ElementId link, Points right, Points top, Color color, Type type,
                             PlaceId target);
  /// `spoken` is what the link leads to, where the text is one.
  void keep(const Promise& promise, std::string_view text, std::string_view spoken = {});

 private:
  /// Of a block that has stretches: those of its lines that have been drawn are elements.
  struct Parts {
    ElementId outside = artifact;
    const TextBlock& block;
    std::map<std::uint32_t, ElementId> elements{};
  };
  void text_in_parts(Parts& parts, Points left, Points top, Color color, const text::Line& line);
  void link_part(Parts& parts, std::uint32_t mark, Rectangle area, Points baseline);
  Points underline_below(Type type) const;
  ElementId element_of(Parts& parts, std::uint32_t mark);
  Points mirrored(Points x, Points width) const;
  Rectangle mirrored(Rectangle area) const;
  std::deque<Operation>& operations() { return document_.pages[page_].operations; }

  const Layout& layout_;
  Direction direction_;
  text::Typesetter& typesetter_;
  Document& document_;
  std::size_t page_ = 0;
  const std::set<std::string>* ticked_ = nullptr;
};

}  // namespace pensum::page
