#include "page/box_rows.hpp"

#include "page/composition.hpp"

#include <algorithm>
#include <utility>

namespace pensum::page {
namespace {

template <class Works>
std::vector<NumberedBox> boxes_of(const Composition& c, const Works& works) {
  const Catalog& catalog = *c.plan.catalog;
  std::vector<NumberedBox> boxes;
  for (const auto& work : works) {
    boxes.push_back({.number = c.language.lesson(catalog.lessons[work.lesson].id),
                     .name = box_name(catalog, work),
                     .spoken = box_spoken(c, work)});
  }
  return boxes;
}

}  // namespace

std::vector<NumberedBox> lesson_boxes(const Composition& c, const StudyDay& day) {
  std::vector<NumberedBox> boxes = boxes_of(c, day.tasks);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Task& task = day.tasks[i];
    if (task.parts == 1) continue;
    boxes[i].number += "\u00A0(" + c.language.number(task.part) + "/" + c.language.number(task.parts) + ")";
  }
  return boxes;
}

std::vector<NumberedBox> review_boxes(const Composition& c, const StudyDay& day) {
  return boxes_of(c, day.reviews);
}

Points BoxRows::height() const { return std::max(size_, canvas_.leading(type_)); }

text::Line BoxRows::number(const NumberedBox& box, Points taken) {
  return canvas_.paragraph(box.number, type_, width_ - taken - size_ - gap(), 1).lines.front();
}

Points BoxRows::width(const NumberedBox& box, Points taken) {
  return size_ + gap() + number(box, taken).width;
}

Points BoxRows::width(std::span<const NumberedBox> boxes, Points taken) {
  Points all;
  for (const NumberedBox& box : boxes) all += width(box, taken) + gap() * 2;
  return boxes.empty() ? all : all - gap() * 2;
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
    const Points right = x + width(box, taken);
    const BesideBoxes beside = beside_boxes(canvas_.layout(), x, right, size_, gap());
    canvas_.tick_box(canvas_.element(Role::form, label),
                     {beside.box, y + (height() - size_) / 2, size_, size_}, box.name, box.spoken);
    canvas_.text(label, beside.left, y + (height() + canvas_.cap_height(type_)) / 2, canvas_.layout().text,
                 number(box, taken));
    x = right + gap() * 2;
  }
}

}  // namespace pensum::page
