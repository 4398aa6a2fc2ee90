#include "page/box_rows.hpp"

#include "page/composition.hpp"

#include <algorithm>
#include <utility>

namespace pensum::page {
namespace {

template <class Things>
std::vector<NumberedBox> boxes_of(const Catalog& catalog, const Things& things) {
  std::vector<NumberedBox> boxes;
  for (const auto& thing : things) {
    boxes.push_back({.number = catalog.lessons[thing.lesson].id,
                     .name = box_name(catalog, thing),
                     .spoken = box_spoken(catalog, thing)});
  }
  return boxes;
}

}  // namespace

std::vector<NumberedBox> lesson_boxes(const Catalog& catalog, const StudyDay& day) {
  return boxes_of(catalog, day.tasks);
}

std::vector<NumberedBox> review_boxes(const Catalog& catalog, const StudyDay& day) {
  return boxes_of(catalog, day.reviews);
}

Points BoxRows::height() const { return std::max(size_, canvas_.leading(type_)); }

text::Line BoxRows::number(const NumberedBox& box, Points taken) {
  return canvas_.paragraph(box.number, type_, width_ - taken - size_ - gap(), 1).lines.front();
}

Points BoxRows::width(const NumberedBox& box, Points taken) {
  return size_ + gap() + number(box, taken).width;
}

std::size_t BoxRows::end_of_row(std::span<const NumberedBox> boxes, std::size_t first, Points taken) {
  Points right = taken + width(boxes[first], taken);
  std::size_t end = first + 1;
  for (; end < boxes.size(); ++end) {
    right += gap() * 2 + width(boxes[end], taken);
    if (right > width_) break;
  }
  return end;
}

void BoxRows::draw(ElementId list, std::span<const NumberedBox> boxes, Points x, Points y, Points taken) {
  for (const NumberedBox& box : boxes) {
    const ElementId item = canvas_.element(Role::list_item, list);
    const ElementId label = canvas_.element(Role::label, item);
    canvas_.tick_box(canvas_.element(Role::form, label), {x, y + (height() - size_) / 2, size_, size_},
                     box.name, box.spoken);
    canvas_.text(label, x + size_ + gap(), y + (height() + canvas_.cap_height(type_)) / 2,
                 canvas_.layout().text, number(box, taken));
    x += width(box, taken) + gap() * 2;
  }
}

}  // namespace pensum::page
