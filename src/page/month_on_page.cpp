#include "page/month_on_page.hpp"

#include "page/calendar.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace pensum::page {
namespace {

using std::chrono::year_month_day;

Date first_of(Date day) { return month_of(day) / 1; }

Date last_of(Date day) { return month_of(day) / std::chrono::last; }

}  // namespace

MonthOnPage::MonthOnPage(Composition& composition)
    : c_(composition),
      canvas_(c_.canvas),
      layout_(canvas_.layout()),
      cell_(std::max(layout_.box, layout_.small * 2)) {}

Points MonthOnPage::height(Date day) const {
  const Date first = week_start(first_of(day), c_.language.first_weekday());
  const std::int64_t weeks = (last_of(day) - first).count() / 7 + 1;
  return layout_.leading + canvas_.leading(Type::small) + cell_ * weeks;
}

void MonthOnPage::draw(ElementId section, Date day, Points left, Points top) const {
  const year_month_day parts{day};
  const std::string title = c_.language.heading(
      c_.language.month_year(static_cast<int>(parts.year()), static_cast<unsigned>(parts.month())));
  canvas_.text(
      canvas_.element(Element{.role = Role::heading3, .parent = section, .language = c_.date_language()}),
      left, canvas_.baseline(top, Type::small_bold), layout_.text, canvas_.line(title, Type::small_bold));
  top += layout_.leading;
  const ElementId table = canvas_.element(Role::table, section);
  const ElementId head = canvas_.element(Role::table_row, table);
  std::array<text::Line, 7> names = weekday_names(c_, cell_ - layout_.small / 3);
  for (unsigned i = 0; i < 7; ++i) {
    const Weekday weekday = c_.language.first_weekday() + days{i};
    canvas_.text_centred(weekday_cell(c_, head, weekday), left + cell_ * i, cell_,
                         canvas_.baseline(top, Type::small), layout_.secondary, std::move(names[i]));
  }
  top += canvas_.leading(Type::small);
  const Date first = first_of(day);
  const Date last = last_of(day);
  for (Date week = week_start(first, c_.language.first_weekday()); week <= last; week += days{7}) {
    const ElementId row = canvas_.element(Role::table_row, table);
    for (std::int64_t i = 0; i < 7; ++i) {
      const Date date = week + days{i};
      if (date >= first && date <= last) {
        draw_cell(row, date, date == day, left + cell_ * i, top);
      } else {
        canvas_.element(Role::data_cell, row);
      }
    }
    top += cell_;
  }
}

void MonthOnPage::draw_cell(ElementId row, Date date, bool is_day, Points left, Points top) const {
  const std::optional<std::size_t> day = find_day(c_.plan, date);
  const ElementId cell = canvas_.element(Role::data_cell, row);
  const ElementId target = day && !is_day ? canvas_.element(Role::link, cell) : cell;
  const Type type = day ? Type::small_bold : Type::small;
  const Points baseline = top + (cell_ + canvas_.cap_height(type)) / 2;
  const auto number = static_cast<unsigned>(year_month_day{date}.day());
  canvas_.text_centred(target, left, cell_, baseline, day ? layout_.text : layout_.secondary,
                       canvas_.line(c_.language.number(number), type));
  const Rectangle area{left, top, cell_, cell_};
  if (is_day) canvas_.outline(artifact, area, layout_.rule * 2, layout_.text);
  if (target != cell) canvas_.link(target, area, c_.day_places[*day], c_.language.full_date(date));
}

}  // namespace pensum::page
