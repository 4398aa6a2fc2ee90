// What stands on which page, in reading order, with its logical structure: the whole description of
// a document that pdf/ turns into a file and that the text trace shows to tests. All of a long document is in
// memory at once, so that its parts are small: lines are packed, texts take the room of a pointer, and what
// there are many of is in lists that are not copied as they grow.
//
// Lengths are in points from the page's top left corner, y downwards. The order of operations is
// the reading order; the structure tree needs only parents, because an element's children appear in
// the order in which they or their content first stand on a page.
#pragma once

#include "base/date.hpp"
#include "base/kept_text.hpp"
#include "base/units.hpp"
#include "image/image.hpp"
#include "plan/placed_pages.hpp"
#include "plan/printed_page.hpp"
#include "text/typesetter.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pensum::document {

struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const Color&, const Color&) = default;
};

struct Rectangle {
  Points left;
  Points top;
  Points width;
  Points height;
};

// ---------------------------------------------------------------------------- logical structure

/// What an element is, as ISO 32000-1 §14.8.4 names it.
enum class Role : std::uint8_t {
  document,
  section,
  heading1,
  heading2,
  heading3,
  heading4,
  heading5,
  paragraph,
  list,
  list_item,
  label,
  list_body,
  table,
  table_row,
  header_cell,
  data_cell,
  figure,
  link,
  form,
  index,
  span,
  code,
  block_quote,
  note,
};

/// Which cells a header cell heads.
enum class Scope : std::uint8_t { none, row, column };

/// An element's position in Document::elements.
using ElementId = std::uint32_t;
/// Content that is decoration or repeats itself, outside the structure.
inline constexpr ElementId artifact = 0xFFFFFFFF;

struct Element {
  Role role = Role::document;
  Scope scope = Scope::none;
  ElementId parent = 0;    ///< a smaller id; the root, element 0, is its own parent
  KeptText alternative{};  ///< what a person would say of a figure; may be empty
  KeptText language{};     ///< BCP 47 tag where it differs from the parent's; may be empty
  KeptText expansion{};    ///< what an abbreviation stands for, as it is spoken; may be empty
};

/// A place that links and bookmarks lead to; its position is in Document::places.
using PlaceId = std::uint32_t;
struct PlaceOnPage {
  std::size_t page = 0;
  Points top;
};

// ---------------------------------------------------------------------------- drawing operations

/// Runs of a line; `x` is the line's left edge and `baseline` where its letters stand. A turned line
/// stands on its head: `x` is its right edge, from which it runs to the left.
struct DrawText {
  ElementId element = artifact;
  Points x;
  Points baseline;
  Color color;
  text::Line line;
  bool turned = false;
};

/// A filled rectangle; a rule is a thin one.
struct FillRectangle {
  ElementId element = artifact;
  Rectangle area;
  Color color;
};

/// A rectangle's outline, centred on its edges.
struct StrokeRectangle {
  ElementId element = artifact;
  Rectangle area;
  Points line_width;
  Color color;
};

/// A straight line with butt ends.
struct StrokeLine {
  ElementId element = artifact;
  Points x1, y1, x2, y2;
  Points line_width;
  Color color;
};

/// A tick box: a square outline for a pen. On screen it is a form field of its own, named and
/// spoken; boxes of the same name tick together.
struct TickBox {
  ElementId element = artifact;  ///< an element of Role::form
  Color color;
  Rectangle area;  ///< a square, outline inside it
  Points line_width;
  KeptText name;    ///< such as "lesson.11"
  KeptText spoken;  ///< such as "Lesson 11, Goroutines, done"
  bool ticked = false;
};

/// An area that leads somewhere when it is touched. Draws nothing.
struct LinkArea {
  ElementId element = artifact;  ///< an element of Role::link
  Rectangle area;
  std::variant<PlaceId, KeptText> target;  ///< a place in the document, or a URI
  KeptText spoken;                         ///< what the link leads to
};

/// A picture's position in Document::images.
using ImageId = std::uint32_t;

/// A picture that fills `area`. A turned one stands on its head.
struct DrawImage {
  ElementId element = artifact;  ///< an element of Role::figure
  Rectangle area;
  ImageId image = 0;
  bool turned = false;
};

using Operation =
    std::variant<DrawText, FillRectangle, StrokeRectangle, StrokeLine, TickBox, LinkArea, DrawImage>;

struct Page {
  Points width;
  Points height;
  std::string label;  ///< the page's own number, as footers and viewers show it
  std::deque<Operation> operations;
  /// The first operation of the page's margins, which come last: whose plan it is and which page, ways to
  /// others. What comes before is the same in many documents. None where there are no more operations.
  std::size_t margins = SIZE_MAX;
};

// ---------------------------------------------------------------------------- the document

/// A bookmark; a child follows its parent, one level deeper.
struct Bookmark {
  unsigned level = 0;
  std::string title;
  PlaceId place = 0;
};

struct Metadata {
  std::string title;
  std::string subject;   ///< may be empty
  std::string author;    ///< may be empty
  std::string language;  ///< BCP 47 tag of the document's main text
  Date date;             ///< the document's date
};

struct Document {
  Metadata metadata;
  std::deque<Page> pages;        ///< at least one
  std::deque<Element> elements;  ///< element 0 is the document
  std::vector<PlaceOnPage> places;
  std::vector<Bookmark> bookmarks;
  std::vector<Image> images;
  std::vector<PrintedPage> starts;  ///< of the pages that begin at such a place, in their order
  PlacedPages placed;               ///< where what is of the plan
  /// Those of its pages, from 0, that are others than in hand; nothing where none were in hand.
  std::optional<std::vector<std::size_t>> changed;
};

/// The document with only `pages`, at least one, by their numbers from 0, in this order. Links to others are
/// text. Bookmarks stay in theirs.
Document excerpt(Document document, const std::vector<std::size_t>& pages);

/// Names what is printed on a page before its margins: other ink, most certainly another name. What is
/// ticked is not part of it.
std::uint64_t ink_of(const Page& page);

/// The document as lines of text, an operation a line: what a test compares and a person can read.
std::string to_trace(const Document& document);

}  // namespace pensum::document
