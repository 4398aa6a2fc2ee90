// What the sections of a document share while it is composed: the plan, the canvas, and the places
// that they point each other to.
#pragma once

#include "language/language.hpp"
#include "page/canvas.hpp"
#include "page/paginate.hpp"
#include "plan/plan.hpp"

#include <map>
#include <string>
#include <vector>

namespace pensum::page {

struct Composition {
  const Plan& plan;
  const Language& language;
  Canvas& canvas;
  ElementId root;

  PlaceId overview;                                  ///< the calendar's page, or the first page
  std::vector<PlaceId> day_places;                   ///< of each study day, in order
  std::map<LessonIndex, std::size_t> day_of_lesson;  ///< the study day on which a lesson stands

  Points y;                     ///< where the next thing goes on the current page
  bool has_page_title = false;  ///< whether the document's title has been set as a heading

  Points content_left() const { return canvas.layout().left; }
  Points content_width() const { return canvas.layout().content_width(); }
  Points room() const { return canvas.layout().content_bottom() - y; }
  void start_page();
  /// Makes sure that `height` is free on the current page, if a page has so much.
  void need(Points height);
  /// Draws the lines of `block`, continuing on further pages where they do not fit.
  void flow(ElementId element, Points x, Color color, const TextBlock& block);
};

/// A bar as wide as the budget's part of `widest`, filled as far as the load goes, lighter for reviews.
void draw_load_bar(Canvas& canvas, Points x, Points y, Points width, const StudyDay& day, Minutes widest);

/// A lighter shade of the layout's accent, for reviews beside lessons.
Color review_color(const Layout& layout);

/// How high load bars are.
Points load_bar_height(const Layout& layout);

/// Each section draws from `composition.y` on and leaves it below what it drew.
void compose_overview(Composition& composition);
void compose_days(Composition& composition);
/// Draws the index; returns the page numbers that are still to be filled in, each with its place.
struct PageNumber {
  Canvas::Promise promise;
  PlaceId place;
};
std::vector<PageNumber> compose_index(Composition& composition);

}  // namespace pensum::page
