#include "page/month_on_page.hpp"

#include "page/calendar.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace pensum::page {

MonthOnPage::MonthOnPage(Composition& composition)
    : c_(composition),
      canvas_(c_.canvas),
      layout_(canvas_.layout()),
      cell_(std::max(layout_.box, layout_.small * 2)) {}

Points MonthOnPage::height(Date day) const {
  const CalendarPart month = calendar_part(c_, day);
  const Date first = week_start(month.first, c_.language.first_weekday());
  const std::int64_t weeks = (month.last - first).count() / 7 + 1;
  const Points weekdays = c_.plan.undated ? Points{} : canvas_.leading(Type::small);
  return layout_.leading + weekdays + cell_ * weeks;
}

void MonthOnPage::draw(ElementId section, Date day, Points left, Points top) const {
  const CalendarPart month = calendar_part(c_, day);
  canvas_.text(
      canvas_.element(Element{.role = Role::heading3, .parent = section, .language = c_.date_language()}),
      left, canvas_.baseline(top, Type::small_bold), layout_.text,
      canvas_.line(month.title, Type::small_bold));
  top += layout_.leading;
  const ElementId table = canvas_.element(Role::table, section);
  if (!c_.plan.undated) {
    draw_weekdays(table, left, top);
    top += canvas_.leading(Type::small);
  }
  for (Date week = week_start(month.first, c_.language.first_weekday()); week <= month.last;
       week += days{7}) {
    const ElementId row = canvas_.element(Role::table_row, table);
    for (std::int64_t i = 0; i < 7; ++i) {
      const Date date = week + days{i};
      if (date >= month.first && date <= month.last) {
        draw_cell(row, date, date == day, left + cell_ * i, top);
      } else {
        canvas_.element(Role::data_cell, row);
      }
    }
    top += cell_;
  }
}

void MonthOnPage::draw_weekdays(ElementId table, Points left, Points top) const {
  const ElementId head = canvas_.element(Role::table_row, table);
  std::array<text::Line, 7> names = weekday_names(c_, cell_ - layout_.small / 3);
  for (unsigned i = 0; i < 7; ++i) {
    const Weekday weekday = c_.language.first_weekday() + days{i};
    canvas_.text_centred(weekday_cell(c_, head, weekday), left + cell_ * i, cell_,
                         canvas_.baseline(top, Type::small), layout_.secondary, std::move(names[i]));
  }
}

void MonthOnPage::draw_cell(ElementId row, Date date, bool is_day, Points left, Points top) const {
  const std::optional<std::size_t> day = find_day(c_.plan, date);
  const ElementId cell = canvas_.element(Role::data_cell, row);
  const ElementId target = day && !is_day ? canvas_.element(Role::link, cell) : cell;
  const Type type = day ? Type::small_bold : Type::small;
  const Points baseline = top + (cell_ + canvas_.cap_height(type)) / 2;
  const std::string number = number_in_calendar(c_, date);
  if (number.empty()) return;
  canvas_.text_centred(target, left, cell_, baseline, day ? layout_.text : layout_.secondary,
                       canvas_.line(number, type));
  const Rectangle area{left, top, cell_, cell_};
  if (is_day) canvas_.outline(artifact, area, layout_.rule * 2, layout_.text);
  if (target != cell) canvas_.link(target, area, c_.day_places[*day], c_.language.full_date(date));
}

}  // namespace pensum::page
