#include "page/imposition.hpp"

#include "language/word.hpp"

#include <array>
#include <deque>
#include <type_traits>
#include <utility>
#include <variant>

namespace pensum::page {
namespace {

/// Where a page is on the sheet, in pages from its top left corner.
struct Seat {
  std::int64_t column = 0;
  std::int64_t row = 0;  ///< those of row 0 are upside down
};

// The cover lies beside the back; every two pages that open together lie beside each other.
constexpr std::array<Seat, pages_of_booklet> seats = {
    {{1, 1}, {2, 1}, {3, 1}, {3, 0}, {2, 0}, {1, 0}, {0, 0}, {0, 1}}};

/// A sheet that is read from right to left folds the other way.
constexpr Seat mirrored(Seat seat) { return {3 - seat.column, seat.row}; }

/// Moves what a page holds to its seat on the sheet.
class Mover {
 public:
  Mover(Seat seat, Points width, Points height)
      : left_(width * seat.column),
        top_(height * seat.row),
        width_(width),
        height_(height),
        turned_(seat.row == 0) {}

  void operator()(DrawText& text) const {
    move(text.x, text.baseline);
    text.turned = turned_;
  }
  void operator()(StrokeLine& line) const {
    move(line.x1, line.y1);
    move(line.x2, line.y2);
  }
  void operator()(DrawImage& image) const {
    move(image.area);
    image.turned = turned_;
  }
  template <class Operation>
  void operator()(Operation& operation) const {
    move(operation.area);
  }

  /// A place is shown with what follows it below, or above if the page is upside down.
  Points place(Points top) const { return turned_ ? top_ : top_ + top; }

 private:
  void move(Points& x, Points& y) const {
    x = left_ + (turned_ ? width_ - x : x);
    y = top_ + (turned_ ? height_ - y : y);
  }
  void move(Rectangle& area) const {
    if (turned_) {
      area.left = width_ - area.left - area.width;
      area.top = height_ - area.top - area.height;
    }
    area.left += left_;
    area.top += top_;
  }

  Points left_, top_, width_, height_;
  bool turned_;
};

/// Ticks at the edges where folds end, and a line to cut along between the four inner pages.
void draw_folds(Canvas& canvas, Points width, Points height, const Language& language) {
  const Layout& layout = canvas.layout();
  const Points tick = layout.small;
  const auto line = [&](Points x1, Points y1, Points x2, Points y2) {
    canvas.line_as_is({artifact, x1, y1, x2, y2, layout.hairline, layout.faint});
  };
  for (std::int64_t column = 1; column < 4; ++column) {
    line(width * column, Points{}, width * column, tick);
    line(width * column, height * 2 - tick, width * column, height * 2);
  }
  line(Points{}, height, tick, height);
  line(width * 4 - tick, height, width * 4, height);
  line(width, height, width * 3, height);
  text::Line word = canvas.line(language.say(word::cut{}), Type::small);
  const Points x = width * 2 + layout.hairline * 2;
  canvas.text_as_is({artifact, x, height - layout.hairline * 2, layout.secondary, std::move(word)});
}

}  // namespace

void impose_booklets(Document& document, Canvas& canvas, const Language& language) {
  const bool right_to_left = direction_of(document.metadata.language) == Direction::right_to_left;
  std::deque<Page> pages = std::exchange(document.pages, {});
  const Points width = pages.front().width;
  const Points height = pages.front().height;
  for (std::size_t first = 0; first < pages.size(); first += pages_of_booklet) {
    Page sheet{.width = width * 4,
               .height = height * 2,
               .label = std::to_string(document.pages.size() + 1),
               .operations = {}};
    for (std::size_t i = 0; i < pages_of_booklet; ++i) {
      const Mover mover(right_to_left ? mirrored(seats[i]) : seats[i], width, height);
      for (Operation& operation : pages[first + i].operations) {
        std::visit(mover, operation);
        sheet.operations.push_back(std::move(operation));
      }
    }
    document.pages.push_back(std::move(sheet));
    canvas.go_to_page(document.pages.size() - 1);
    draw_folds(canvas, width, height, language);
  }
  for (PlaceOnPage& place : document.places) {
    const Mover mover(seats[place.page % pages_of_booklet], width, height);
    place = {place.page / pages_of_booklet, mover.place(place.top)};
  }
}

}  // namespace pensum::page
