// What days off a request takes from calendars, and what is reported of them.
#include "request/days_off.hpp"

#include "base/named_setting.hpp"
#include "request/request_file.hpp"
#include "request/roster_columns.hpp"
#include "request/settings.hpp"
#include "request/wording.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

using namespace pensum;

namespace {

std::string event(const std::string& date, const std::string& title, const std::string& more = {}) {
  return "BEGIN:VEVENT\nDTSTART;VALUE=DATE:" + date + "\n" +
         (title.empty() ? "" : "SUMMARY:" + title + "\n") + more + "END:VEVENT\n";
}

const std::map<std::string, std::string> files{
    {"holidays.ics", "BEGIN:VCALENDAR\n" + event("20261126", "Thanksgiving") +
                         event("20261224", "Eve", "DTEND;VALUE=DATE:20261225\n") +
                         event("20200101", "Long ago") +
                         "BEGIN:VEVENT\nDTSTART:20261201T090000\nEND:VEVENT\nEND:VCALENDAR\n"},
    {"school.ics",
     "BEGIN:VCALENDAR\n" + event("20261126", "Holidays", "DTEND;VALUE=DATE:20261129\n") + "END:VCALENDAR\n"},
    {"all.ics",
     "BEGIN:VCALENDAR\n" + event("20261124", "Away", "DTEND;VALUE=DATE:20271231\n") + "END:VCALENDAR\n"},
    {"cut.ics", "BEGIN:VCALENDAR\n" + event("20261126", "")},
    {"wrong.ics", "hello"},
};

Result<std::shared_ptr<const calendar::IcsFile>> open(const std::string& file) {
  if (!files.contains(file)) return failure(file + " is not here");
  Result<calendar::IcsFile> read = calendar::read_ics(files.at(file), file);
  if (!read) return std::unexpected(read.error());
  return std::make_shared<const calendar::IcsFile>(*std::move(read));
}

PlanRequest asked(std::vector<Setting> more) {
  more.push_back({.name = "start", .value = "2026-11-24"});
  const Settings settings(more, {});
  const Result<PlanRequest> read = plan_request_of(settings, [] { return Date(); });
  REQUIRE(read.has_value());
  return *read;
}

DaysTaken taken(PlanRequest& request) {
  const auto found = take_days_off(request, open);
  REQUIRE(found.has_value());
  return *found;
}

std::string lines(const DaysTaken& found) {
  std::string text;
  for (const Diagnostic& each : in_words(found.warnings, Settings())) text += to_text(each);
  for (const CalendarDays& each : found.calendars) text += in_a_line(each);
  return text;
}

std::string off(const PlanRequest& request) {
  return read_request_file(request_file(request), "r.xml")->last("off", "");
}

}  // namespace

TEST_CASE("calendars become dates, and the request names them no more") {
  PlanRequest request = asked({{.name = "deadline", .value = "2026-12-24"},
                               {.name = "off", .value = "2026-12-08"},
                               {.name = "off-calendar", .value = "holidays.ics"},
                               {.name = "off-calendar", .value = "school.ics"},
                               {.name = "off-match", .value = "Thanks,Eve,HOLIDAYS"}});
  CHECK(lines(taken(request)) ==
        "holidays.ics: 2 days off from Tue 24 Nov to Thu 24 Dec 2026: Thu 26 Nov (Thanksgiving), Thu 24 Dec "
        "(Eve); "
        "1 entry with another title, 1 entry with a time of the day\n"
        "school.ics: 2 days off from Tue 24 Nov to Thu 24 Dec 2026: Fri 27 Nov – Sat 28 Nov (Holidays); "
        "1 day without effect (it has no minutes, or its own)\n");
  CHECK(off(request) == "2026-12-08,2026-11-26,2026-12-24,2026-11-27..2026-11-28");
  CHECK(request.off_calendars.empty());
  CHECK(request.off_matches.empty());
  CHECK(request_file(request).find("holidays") == std::string::npos);
}

TEST_CASE("days without minutes, and those with their own, are not touched") {
  PlanRequest request = asked({{.name = "deadline", .value = "2026-12-24"},
                               {.name = "weekday", .value = "fri=0"},
                               {.name = "on", .value = "2026-11-28=30"},
                               {.name = "off-calendar", .value = "school.ics"}});
  CHECK(lines(taken(request)) ==
        "school.ics: 1 day off from Tue 24 Nov to Thu 24 Dec 2026: Thu 26 Nov (Holidays); "
        "2 days without effect (they have no minutes, or their own)\n");
  CHECK(off(request) == "2026-11-26");
}

TEST_CASE("while a deadline is sought a year is asked for, without minutes two weeks") {
  PlanRequest request =
      asked({{.name = "minutes", .value = "10"}, {.name = "off-calendar", .value = "holidays.ics"}});
  CHECK(taken(request).calendars.front().range ==
        DateRange{parse_date("2026-11-24").value(), parse_date("2027-11-25").value()});
  CHECK(off(request) == "2026-11-26,2026-12-24");
  request = asked({{.name = "off-calendar", .value = "holidays.ics"}});
  CHECK(taken(request).calendars.front().range ==
        DateRange{parse_date("2026-11-24").value(), parse_date("2026-12-07").value()});
  // Wrong dates are left to planning.
  request =
      asked({{.name = "deadline", .value = "2026-11-01"}, {.name = "off-calendar", .value = "wrong.ics"}});
  CHECK(taken(request).calendars.empty());
}

TEST_CASE("what is likely to be a mistake is told") {
  PlanRequest request =
      asked({{.name = "deadline", .value = "2026-12-01"}, {.name = "off-calendar", .value = "school.ics"}});
  CHECK(lines(taken(request)) ==
        "pensum: warning: school.ics: 3 of the 8 study days are days off by its entries: Thu 26 Nov – Sat 28 "
        "Nov "
        "(Holidays)\nhint: take only some of its entries: --off-match TEXT\n"
        "school.ics: 3 days off from Tue 24 Nov to Tue 1 Dec 2026: Thu 26 Nov – Sat 28 Nov (Holidays)\n");
  request =
      asked({{.name = "deadline", .value = "2026-11-25"}, {.name = "off-calendar", .value = "holidays.ics"}});
  CHECK(lines(taken(request)) ==
        "pensum: warning: holidays.ics: no all-day entry from 2026-11-24 to 2026-11-25\n"
        "hint: entries with a time of the day do not count\n"
        "holidays.ics: no days off from Tue 24 Nov to Wed 25 Nov 2026; 3 entries outside the plan, 1 entry "
        "with a "
        "time of the day\n");
  request = asked({{.name = "deadline", .value = "2026-12-24"},
                   {.name = "off-calendar", .value = "school.ics"},
                   {.name = "off-match", .value = "(§)"}});
  CHECK(lines(taken(request)) ==
        "pensum: warning: school.ics: no all-day entry from 2026-11-24 to 2026-12-24 has a title with the "
        "text asked "
        "for\nhint: 1 entry has another title\n"
        "school.ics: no days off from Tue 24 Nov to Thu 24 Dec 2026; 1 entry with another title\n");
  request =
      asked({{.name = "deadline", .value = "2026-12-24"}, {.name = "off-calendar", .value = "cut.ics"}});
  CHECK(lines(taken(request)) ==
        "pensum: warning: cut.ics: the file ends without END:VCALENDAR: entries may be missing\n"
        "hint: export or download it again\ncut.ics: 1 day off from Tue 24 Nov to Thu 24 Dec 2026: Thu 26 "
        "Nov\n");
  request = asked({{.name = "off-match", .value = "x"}});
  CHECK(lines(taken(request)) ==
        "pensum: warning: --off-match has no effect without --off-calendar\n"
        "hint: name a calendar, or leave it out\n");
}

TEST_CASE("where calendars take all days there is no plan, and it is told which") {
  const auto error = [](PlanRequest request, bool no_day_left) {
    const auto found = take_days_off(request, open);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().no_day_left == no_day_left);
    std::string text;
    for (const Diagnostic& each : in_words(found.error().diagnostics, Settings())) text += to_text(each);
    return text;
  };
  CHECK(error(asked({{.name = "deadline", .value = "2026-12-07"},
                     {.name = "off-calendar", .value = "all.ics"}}),
              true) ==
        "pensum: error: no study day is left: all.ics takes all 14\n"
        "hint: take only some of its entries: --off-match TEXT\n");
  CHECK(error(asked({{.name = "deadline", .value = "2026-12-07"},
                     {.name = "off-calendar", .value = "school.ics,all.ics"}}),
              true)
            .starts_with("pensum: error: no study day is left: school.ics and the others take all 14\n"));
  CHECK(error(asked({{.name = "off-calendar", .value = "none.ics,wrong.ics"}}), false) ==
        "pensum: error: --off-calendar: none.ics is not here\n"
        "pensum: error: wrong.ics: this is not a calendar: there is no BEGIN:VCALENDAR\n"
        "hint: export it as iCalendar (.ics)\n");
}

TEST_CASE("only so many days are listed") {
  std::vector<calendar::DayOff> days;
  for (int i = 0; i < 40; i += 2)
    days.push_back({.date = parse_date("2026-11-24").value() + pensum::days{i}, .title = ""});
  const CalendarDays many{.file = "x.ics", .range = {days.front().date, days.back().date}, .days = days};
  const std::string line = in_a_line(many);
  CHECK(line.starts_with("x.ics: 20 days off from Tue 24 Nov 2026 to Fri 1 Jan 2027: Tue 24 Nov 2026, "));
  CHECK(line.ends_with(", and 8 more\n"));
}

TEST_CASE("files of calendars are seen from the folder of the file that names them") {
  CHECK(beside("class.csv", "a.ics") == "a.ics");
  CHECK(beside("standard input", "a.ics,b.ics") == "a.ics,b.ics");
  CHECK(beside("in/class.csv", "a.ics, ../b.ics,/c.ics") == "in/a.ics,in/../b.ics,/c.ics");
  CHECK(beside("in/class.csv", "a.ics,,") == "in/a.ics,,");
  const auto request = read_request_file("<request off-calendar='a.ics' layout='b.xml'/>", "in/r.xml");
  CHECK(request->last("off-calendar", "") == "in/a.ics");
  CHECK(request->last("layout", "") == "b.xml");
  const auto roster =
      roster::read_roster("learner,off-calendar,layout\nAda,a.ics,b.xml\n", "in/class.csv", roster_columns());
  CHECK(row_settings(*roster, 0).last("off-calendar", "") == "in/a.ics");
  CHECK(row_settings(*roster, 0).last("layout", "") == "b.xml");
}

TEST_CASE("days off that come from calendars alone are called by them") {
  const Settings by_calendar({{.name = "off-calendar", .value = "a.ics"}}, {});
  const Settings by_both({{.name = "off-calendar", .value = "a.ics"}, {.name = "off", .value = "2026-12-01"}},
                         {});
  const Diagnostics misfit{{Severity::error, {}, "it would fit without " + named("off"), "", {"off"}}};
  CHECK(to_text(in_words(misfit, by_calendar).front()) ==
        "pensum: error: it would fit without --off-calendar\n");
  CHECK(to_text(in_words(misfit, by_both).front()) == "pensum: error: it would fit without --off\n");
}
