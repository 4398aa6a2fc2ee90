// Tick boxes with their lessons' numbers, side by side: the shortest form of a day's lessons and reviews.
#pragma once

#include "page/canvas.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace pensum::page {

struct Composition;

struct NumberedBox {
  std::string number;
  std::string name;    ///< the field's
  std::string spoken;  ///< what screen readers speak
};

/// Those of a day, in order.
std::vector<NumberedBox> lesson_boxes(const Composition& composition, const StudyDay& day);
std::vector<NumberedBox> review_boxes(const Composition& composition, const StudyDay& day);

class BoxRows {
 public:
  /// Boxes with sides of `size`, numbers in `type`, in rows of at most `width`. A number that is too long
  /// for a row is cut.
  BoxRows(Canvas& canvas, Type type, Points size, Points width)
      : canvas_(canvas), type_(type), size_(size), width_(width) {}

  Points height() const;
  /// One past the last of `boxes` that fit into a row with `first`, which always fits, when `taken` of
  /// the row's width is already used.
  std::size_t end_of_row(std::span<const NumberedBox> boxes, std::size_t first, Points taken);
  /// Whether `box` fits into a row of which `taken` is already used.
  bool has_room(const NumberedBox& box, Points taken) { return taken + width(box, {}) <= width_; }
  /// Of `boxes` side by side in a row of which `taken` is already used.
  Points width(std::span<const NumberedBox> boxes, Points taken);
  /// Draws them in one row from `x` on, when `taken` of its width is used, each as an item of `list`.
  void draw(ElementId list, std::span<const NumberedBox> boxes, Points x, Points y, Points taken);

 private:
  Points gap() const { return canvas_.layout().body / 3; }
  text::Line number(const NumberedBox& box, Points taken);
  Points width(const NumberedBox& box, Points taken);

  Canvas& canvas_;
  Type type_;
  Points size_;
  Points width_;
};

}  // namespace pensum::page
