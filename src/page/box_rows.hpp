// Tick boxes with their lessons' numbers, side by side: the shortest form of a day's lessons and reviews.
#pragma once

#include "page/canvas.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace pensum::page {

struct NumberedBox {
  std::string number;
  std::string name;    ///< the field's
  std::string spoken;  ///< what is said of it
};

/// Those of a day, in order.
std::vector<NumberedBox> lesson_boxes(const Catalog& catalog, const StudyDay& day);
std::vector<NumberedBox> review_boxes(const Catalog& catalog, const StudyDay& day);

class BoxRows {
 public:
  /// Boxes with sides of `size`, numbers in `type`.
  BoxRows(Canvas& canvas, Type type, Points size) : canvas_(canvas), type_(type), size_(size) {}

  Points height() const;
  /// One past the last of `boxes` that stand in a row of `width` with `first`, which always does.
  std::size_t end_of_row(std::span<const NumberedBox> boxes, std::size_t first, Points width);
  /// Draws them in one row from `x` on, each as an item of `list`.
  void draw(ElementId list, std::span<const NumberedBox> boxes, Points x, Points y);

 private:
  Points gap() const { return canvas_.layout().body / 3; }
  Points width(const NumberedBox& box);

  Canvas& canvas_;
  Type type_;
  Points size_;
};

}  // namespace pensum::page
