// The calendar of a plan: weeks as rows, the language's first day first, each study day a link to
// its block. Up to six weeks are one table with large cells; longer plans are months, two or
// more side by side. A plan without dates has neither months nor weekdays: its calendar has the numbers of
// its study days and weeks.
#pragma once

#include "page/composition.hpp"

#include <array>
#include <string>

namespace pensum::page {

/// Dates that a calendar shows under one title: a month, or of a plan without dates four weeks.
struct CalendarPart {
  Date first;
  Date last;
  std::string title;
};

/// The part that holds `date`.
CalendarPart calendar_part(const Composition& composition, Date date);

/// What a date is called in a calendar: the day of the month; or without dates the number of the study day,
/// nothing on other days.
std::string number_in_calendar(const Composition& composition, Date date);

/// A column's head, which is spoken in full.
ElementId weekday_cell(Composition& composition, ElementId row, Weekday weekday);

/// The names of a week's days from the first one on, all as long as `width` has room for each.
std::array<text::Line, 7> weekday_names(Composition& composition, Points width);

/// The calendar's blocks, with `below` as space after the last one; `close` makes its rows
/// a little lower.
std::vector<DrawnBlock> calendar_blocks(Composition& composition, Points below, bool close);

}  // namespace pensum::page
