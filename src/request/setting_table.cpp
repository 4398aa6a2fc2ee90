#include "request/setting_table.hpp"

#include "base/date.hpp"
#include "layout/sections.hpp"
#include "request/value_parts.hpp"
#include "request/values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace pensum {

namespace {

constexpr std::array headings{
    SettingHeading{SettingGroup::when, "When"},
    SettingHeading{SettingGroup::lessons, "Which lessons (a LIST such as 1..6,9 or 1-6,9, in catalog order)"},
    SettingHeading{SettingGroup::how, "How"},
    SettingHeading{SettingGroup::looks, "For whom, and how it looks"},
};

template <class Value, class Into>
Result<void> put(Result<Value> value, Into& into) {
  if (!value) return std::unexpected(std::move(value.error()));
  into = *std::move(value);
  return {};
}

/// A name: what is wrong with it shows where the file is opened.
Result<void> take(std::string_view text, std::string& into) {
  into = text;
  return {};
}

std::string number(const std::optional<Minutes>& minutes) {
  return minutes ? std::to_string(minutes->count) : std::string();
}

/// An undated plan may start on any day; on which weekday counts only where something goes by weekdays.
std::string start_of(const Request& request) {
  if (!request.undated) return to_iso(request.start);
  const bool by_weekday = std::ranges::any_of(request.weekday, [](const auto& m) { return m.has_value(); });
  return by_weekday || request.first_weekday ? std::string(value::weekday_name(Weekday{request.start}))
                                             : std::string();
}

std::string deadline_of(const Request& request) {
  if (!request.deadline) return {};
  return request.undated ? text_of_days_after(request.start, *request.deadline) : to_iso(*request.deadline);
}

/// A deadline counts from the plan's start, or from today where the plan has begun.
DayZero after_start(const DayZero& zero, Date start) {
  return {.today = zero.today, .from = std::max(start, zero.from.value_or(start))};
}

constexpr bool once = false;
constexpr bool repeats = true;
constexpr bool in_requests = true;
constexpr bool in_rosters = true;
constexpr bool beside_its_file = true;

using Text = std::string_view;
using Asked = PlanRequest;

// One row of the table for each setting; the empty comments keep the lines of a row apart.
constexpr std::array rows{
    SettingRow{"start", 's', "DATE", "first day, as 2026-12-07, tomorrow, mon or +10d; default today",  //
               SettingGroup::when, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero& zero) {
                 return put(start_value(text, zero), asked.request.start);
               },
               [](const Asked& asked) { return start_of(asked.request); }},
    SettingRow{"deadline", 'd', "DATE", "last day, inclusive; +2w is two weeks after the first",  //
               SettingGroup::when, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero& zero) {
                 return put(date_value(text, after_start(zero, asked.request.start)), asked.request.deadline);
               },
               [](const Asked& asked) { return deadline_of(asked.request); }},
    SettingRow{"minutes", 'm', "N", "minutes a day, as 45, 1h or 1h30",  //
               SettingGroup::when, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) {
                 return put(minutes_value(text), asked.request.minutes);
               },
               [](const Asked& asked) { return number(asked.request.minutes); }},
    SettingRow{
        "weekday", 0, "DAY=N", "minutes by weekday, such as sat=40,sun=0",  //
        SettingGroup::when, repeats, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return add_weekdays(text, asked.request.weekday); },
        [](const Asked& asked) { return text_of_weekdays(asked.request.weekday); }},
    SettingRow{"off", 0, "DATES", "days off, such as 2026-12-01,2026-12-05..2026-12-07",  //
               SettingGroup::when, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero& zero) {
                 return add_dates_off(text, asked.request.off, zero);
               },
               [](const Asked& asked) {
                 const Request& request = asked.request;
                 return request.undated ? text_of_dates_off(request.off, request.start)
                                        : text_of_dates_off(request.off);
               }},
    SettingRow{"off-calendar", 0, "FILE.ics",
               "days off: those with all-day entries in a calendar (.ics), such as public holidays; may be "
               "repeated",  //
               SettingGroup::when, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_files(text, asked.off_calendars); },
               [](const Asked& asked) { return text_of_list(asked.off_calendars); }, beside_its_file},
    SettingRow{"off-match", 0, "TEXT",
               "only entries of such calendars whose titles contain this; may be repeated",  //
               SettingGroup::when, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_names(text, asked.off_matches); },
               [](const Asked& asked) { return text_of_list(asked.off_matches); }},
    SettingRow{"on", 0, "DATE=N", "one date's minutes, also on a day off, such as 2026-12-06=45",  //
               SettingGroup::when, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero& zero) {
                 return add_dates_on(text, asked.request.on, zero);
               },
               [](const Asked& asked) {
                 const Request& request = asked.request;
                 return request.undated ? text_of_dates_on(request.on, request.start)
                                        : text_of_dates_on(request.on);
               }},

    SettingRow{"today", 0, "DATE", "what day it is: earlier days keep what was planned on them",  //
               SettingGroup::when, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero& zero) {
                 return put(date_value(text, zero), asked.request.today);
               },
               [](const Asked& asked) {
                 return asked.request.today ? to_iso(*asked.request.today) : std::string();
               }},

    SettingRow{"path", 0, "PATH", "only this path of the course; may be repeated",  //
               SettingGroup::lessons, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_paths(text, asked.request.paths); },
               [](const Asked& asked) { return text_of_list(asked.request.paths); }},
    SettingRow{"only", 0, "LESSONS", "only these lessons",  //
               SettingGroup::lessons, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_lessons(text, asked.request.only); },
               [](const Asked& asked) { return text_of_lessons(asked.request.only); }},
    SettingRow{"skip", 0, "LESSONS", "all but these lessons",  //
               SettingGroup::lessons, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_lessons(text, asked.request.skip); },
               [](const Asked& asked) { return text_of_lessons(asked.request.skip); }},
    SettingRow{
        "done", 0, "LESSONS", "lessons already done, 4=2026-11-26 with the date; their reviews go on",  //
        SettingGroup::lessons, repeats, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero& zero) { return add_done(text, asked.request.done, zero); },
        [](const Asked& asked) { return text_of_done(asked.request.done); }},
    SettingRow{"begun", 0, "LESSON=N",
               "lessons begun, and the minutes left of them: 6=4, or 6=4/2 after two parts",  //
               SettingGroup::lessons, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_begun(text, asked.request.begun); },
               [](const Asked& asked) { return text_of_begun(asked.request.begun); }},
    SettingRow{"missed", 0, "LESSON/N",
               "reviews missed on days before today, such as 4/1 for the first of lesson 4",  //
               SettingGroup::lessons, repeats, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return add_rounds(text, asked.request.missed); },
               [](const Asked& asked) { return text_of_rounds(asked.request.missed); }},
    SettingRow{
        "reviewed", 0, "LESSON/N", "reviews done earlier than planned, such as 4/2",  //
        SettingGroup::lessons, repeats, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return add_rounds(text, asked.request.reviewed); },
        [](const Asked& asked) { return text_of_rounds(asked.request.reviewed); }},

    SettingRow{
        "pace", 0, "even|early", "spread evenly (default), or fill each day and finish soon",  //
        SettingGroup::how, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(pace_value(text), asked.request.pace); },
        [](const Asked& asked) { return std::string(asked.request.pace == Pace::early ? "early" : ""); }},
    SettingRow{"reviews", 0, "LIST|none", "days after a lesson on which it is reviewed; default 1,3,7",  //
               SettingGroup::how, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) {
                 return put(reviews_value(text), asked.request.reviews);
               },
               [](const Asked& asked) { return text_of_reviews(asked.request.reviews); }},
    SettingRow{
        "buffer", 0, "N",
        "keep the last N study days free of new lessons; default auto: one for every 14, at most five",  //
        SettingGroup::how, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(buffer_value(text), asked.request.buffer); },
        [](const Asked& asked) {
          return asked.request.buffer ? std::to_string(*asked.request.buffer) : std::string();
        }},
    SettingRow{
        "split", 0, "N", "lessons may be spread over days, in pieces of N minutes or more",  //
        SettingGroup::how, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(split_value(text), asked.request.split); },
        [](const Asked& asked) { return number(asked.request.split); }},
    SettingRow{
        "fit", 0, "", "leave out the least important lessons if not everything fits",  //
        SettingGroup::how, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(yes_or_no(text), asked.request.fit); },
        [](const Asked& asked) { return std::string(asked.request.fit ? "yes" : ""); }},

    SettingRow{
        "learner", 0, "NAME", "the name on the plan",  //
        SettingGroup::looks, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(name_value(text), asked.request.learner); },
        [](const Asked& asked) { return asked.request.learner; }},
    SettingRow{"lang", 0, "LANGUAGE",
               "the language of the plan and its dates, such as en-US or de; default the catalog's",  //
               SettingGroup::looks, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) {
                 return put(language_value(text), asked.request.language);
               },
               [](const Asked& asked) { return asked.request.language; }},
    SettingRow{"week-start", 0, "DAY", "the first day of calendars' weeks; default the language's",  //
               SettingGroup::looks, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) {
                 return put(week_start_value(text), asked.request.first_weekday);
               },
               [](const Asked& asked) {
                 return asked.request.first_weekday
                            ? std::string(value::weekday_name(*asked.request.first_weekday))
                            : std::string();
               }},
    SettingRow{
        "undated", 0, "", "days by number, “Day 3”, and no dates: for a class that starts when it likes",  //
        SettingGroup::looks, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(yes_or_no(text), asked.request.undated); },
        [](const Asked& asked) { return std::string(asked.request.undated ? "yes" : ""); }},
    SettingRow{"layout", 0, "LAYOUT",
               "how pages look: a layout file, or one of `pensum list layouts`; default a4",  //
               SettingGroup::looks, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return take(text, asked.layout); },
               [](const Asked& asked) { return asked.layout; }},
    SettingRow{"sections", 0, "SECTIONS",
               "what the PDF holds: ",  //
               SettingGroup::looks, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) {
                 return put(layout::read_sections(text), asked.sections);
               },
               [](const Asked& asked) { return layout::section_list(asked.sections); }, !beside_its_file,
               layout::sections_in_words},
    SettingRow{
        "hand", 0, "left|right",
        "the hand that writes on the PDF: left puts tick boxes at the ends of rows; default right",  //
        SettingGroup::looks, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return put(hand_value(text), asked.hand); },
        [](const Asked& asked) { return std::string(asked.hand == layout::Hand::left ? "left" : ""); }},
    SettingRow{"epub-css", 0, "FILE.css",
               "a stylesheet of your own for the EPUB, which comes after the built-in one",  //
               SettingGroup::looks, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) { return take(text, asked.epub_css); },
               [](const Asked& asked) { return asked.epub_css; }},
    SettingRow{
        "at", 0, "TIME",
        "when study begins in the calendar (.ics), such as 19:30, or by weekday: 19:30,sat=10:00; default "
        "all-day entries",  //
        SettingGroup::looks, repeats, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) { return add_start_times(text, asked.entries.at); },
        [](const Asked& asked) { return text_of_start_times(asked.entries.at); }},
    SettingRow{"remind", 0, "TIME|N",
               "the calendar rings at this time of each study day, or N minutes before study begins",  //
               SettingGroup::looks, once, in_requests, in_rosters,
               [](Text text, Asked& asked, const DayZero&) {
                 return put(reminder_value(text), asked.entries.remind);
               },
               [](const Asked& asked) { return text_of_reminder(asked.entries.remind); }},
    SettingRow{
        "entries", 0, "day|lesson|todo",
        "what is an entry of the calendar: a study day (default), a lesson, or a lesson as a to-do",  //
        SettingGroup::looks, once, in_requests, in_rosters,
        [](Text text, Asked& asked, const DayZero&) {
          return put(entries_value(text), asked.entries.entries);
        },
        [](const Asked& asked) { return text_of_entries(asked.entries.entries); }},
};

}  // namespace

std::span<const SettingHeading> setting_headings() { return headings; }

std::span<const SettingRow> setting_table() { return rows; }

const SettingRow* find_setting(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &SettingRow::name);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace pensum
