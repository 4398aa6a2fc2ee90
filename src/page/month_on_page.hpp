// A small calendar of a month, or of four weeks of a plan without dates, for a day's own page: its cells lead
// to other days, its frame is around the day.
#pragma once

#include "page/composition.hpp"

namespace pensum::page {

class MonthOnPage {
 public:
  explicit MonthOnPage(Composition& composition);

  Points width() const { return cell_ * 7; }
  /// Of the month of `day`: its name, the weekdays, its weeks.
  Points height(Date day) const;
  void draw(ElementId section, Date day, Points left, Points top) const;

 private:
  void draw_weekdays(ElementId table, Points left, Points top) const;
  void draw_cell(ElementId row, Date date, bool is_day, Points left, Points top) const;

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  Points cell_;  ///< the side of a cell: as large as tick boxes, which fingers and pens find
};

}  // namespace pensum::page
