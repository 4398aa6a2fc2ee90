// Each rule for what counts as a day off, each from a file that is out in the world, here in a few lines.
#include "calendar/ics_reader.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::calendar;

namespace {

Date date(const char* iso) { return parse_date(iso).value(); }

const DateRange december{date("2026-12-01"), date("2026-12-31")};

std::string file_of(const std::string& lines) {
  std::string bytes = "BEGIN:VCALENDAR\nVERSION:2.0\n" + lines + "END:VCALENDAR\n";
  return bytes;
}
std::string event(const std::string& lines) { return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n"; }

IcsFile read(const std::string& bytes) {
  Result<IcsFile> file = read_ics(bytes, "busy.ics");
  if (!file) {
    for (const Diagnostic& each : file.error()) UNSCOPED_INFO(to_text(each));
  }
  REQUIRE(file.has_value());
  return *std::move(file);
}

/// The days off of a month, each with its title: "8 Mariä Empfängnis, 24 Heiliger Abend".
std::string days_in(const IcsFile& file, DateRange range = december,
                    const std::vector<std::string>& matches = {}) {
  const Result<DaysOff> found = days_off(file, range, matches);
  REQUIRE(found.has_value());
  std::string text;
  for (const DayOff& day : found->days) {
    text += text.empty() ? "" : ", ";
    text += std::to_string(static_cast<unsigned>(std::chrono::year_month_day{day.date}.day()));
    if (!day.title.empty()) text += " " + day.title;
  }
  return text;
}
std::string days_of(const std::string& lines) { return days_in(read(file_of(event(lines)))); }

/// The errors of a file, a line each.
std::string errors_of(const std::string& bytes) {
  const Result<IcsFile> file = read_ics(bytes, "busy.ics");
  REQUIRE_FALSE(file.has_value());
  std::string text;
  for (const Diagnostic& each : file.error()) text += to_text(each);
  return text;
}

}  // namespace

TEST_CASE("an all-day entry takes the days up to its end, which is not one of them") {
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Holidays\n") ==
        "24 Holidays, 25 Holidays, 26 Holidays");
}

TEST_CASE("without an end, or with one that is not after its beginning, it takes one day") {
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\n") == "24");
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224\n") == "24");
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261223\n") == "24");
}

TEST_CASE("durations in days count, those in hours as begun days") {
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDURATION:P2D\n") == "24, 25");
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDURATION:P1W\n") == "24, 25, 26, 27, 28, 29, 30");
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDURATION:PT25H\n") == "24, 25");
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nDURATION:PT0S\n") == "24");
}

TEST_CASE("an entry over New Year takes days of both years") {
  const IcsFile file = read(file_of(event("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270103\n")));
  CHECK(days_in(file) == "30, 31");
  CHECK(days_in(file, {date("2027-01-01"), date("2027-01-31")}) == "1, 2");
}

TEST_CASE("whether others see one as busy does not matter, whether the entry is cancelled does") {
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nTRANSP:TRANSPARENT\n") == "24");
  const IcsFile file = read(file_of(event("DTSTART;VALUE=DATE:20261224\nSTATUS: cancelled\n")));
  CHECK(days_in(file).empty());
  CHECK(file.cancelled == 1);
}

TEST_CASE("a date without VALUE=DATE counts as well") { CHECK(days_of("DTSTART:20261224\n") == "24"); }

TEST_CASE("timed entries are counted and left out") {
  const IcsFile file = read(file_of(
      event("DTSTART:20261224T100000Z\nDTEND:20261224T110000Z\n") +
      event("DTSTART;TZID=Europe/Vienna:20261224T000000\nDTEND;TZID=Europe/Vienna:20261224T120000\n") +
      event("DTSTART:20261224T000000\n") + event("DTSTART:20261224T0900\nDTEND:nonsense\n") +
      event("DTSTART:20261224T000000\nDURATION:PT23H\n") +
      event("DTSTART:20261224T000000\nDTEND:20261225T010000\n")));
  CHECK(days_in(file).empty());
  CHECK(file.timed == 6);
}

TEST_CASE("from midnight to midnight is all day, by the calendar's own dates") {
  CHECK(days_of("DTSTART;TZID=Mars/Olympus:20261224T000000\nDTEND;TZID=Mars/Olympus:20261226T000000\n") ==
        "24, 25");
  CHECK(days_of("DTSTART:20261224T000000Z\nDTEND:20261225T000000Z\n") == "24");
  CHECK(days_of("DTSTART:20261224T000000\nDURATION:PT48H\n") == "24, 25");
}

TEST_CASE("what is no event is counted and left out, and so are dates of time zones") {
  const IcsFile file = read(file_of(
      "BEGIN:VTODO\nDTSTART;VALUE=DATE:20261224\nEND:VTODO\nBEGIN:VJOURNAL\nDTSTART;VALUE=DATE:20261224\n"
      "END:VJOURNAL\nBEGIN:VFREEBUSY\nDTSTART;VALUE=DATE:20261224\nEND:VFREEBUSY\nBEGIN:VTIMEZONE\n"
      "BEGIN:STANDARD\nDTSTART;VALUE=DATE:20261224\nRRULE:FREQ=HOURLY\nEND:STANDARD\nEND:VTIMEZONE\n" +
      event("SUMMARY:Without a date\n")));
  CHECK(days_in(file).empty());
  CHECK(file.others == 3);
  CHECK(file.undated == 1);
}

TEST_CASE("what belongs to an alarm is not the entry's") {
  CHECK(days_of("BEGIN:VALARM\nDURATION:P9D\nSUMMARY:Ring\nEND:VALARM\nDTSTART;VALUE=DATE:20261224\nSUMMARY:"
                "Eve\n") == "24 Eve");
}

TEST_CASE("entries repeat, also since long ago, and not on dates that do not exist") {
  CHECK(days_of("DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas\n") == "25 Christmas");
  CHECK(days_of("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203\nRRULE:FREQ=WEEKLY;COUNT=2\n") ==
        "1, 2, 8, 9");
  const IcsFile leap = read(file_of(event("DTSTART;VALUE=DATE:20000229\nRRULE:FREQ=YEARLY\n")));
  CHECK(days_in(leap, {date("2027-01-01"), date("2027-12-31")}).empty());
  CHECK(days_in(leap, {date("2028-01-01"), date("2028-12-31")}) == "29");
}

TEST_CASE("an entry of some days that repeats may begin before the plan") {
  const IcsFile file =
      read(file_of(event("DTSTART;VALUE=DATE:20201128\nDTEND;VALUE=DATE:20201203\nRRULE:FREQ=YEARLY\n")));
  CHECK(days_in(file) == "1, 2");
}

TEST_CASE("dates are added to what repeats, and taken away") {
  CHECK(
      days_of("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20261208,20261215\n"
              "RDATE;VALUE=DATE:20261224\n") == "1, 22, 24");
  CHECK(days_of("DTSTART;VALUE=DATE:20261201\nRDATE;VALUE=PERIOD:20261204T000000Z/"
                "P1D\nEXDATE:20261201T000000Z\n") == "4");
  CHECK(days_of("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2\n") ==
        "2, 4");
}

TEST_CASE("an instance that was moved is on its new date only, before or after the entry in the file") {
  const std::string series =
      event("UID:a\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Off\n");
  const std::string moved = event(
      "UID:a\nRECURRENCE-ID;VALUE=DATE:20261208\nDTSTART;VALUE=DATE:20261210\n"
      "SUMMARY:Moved\n");
  CHECK(days_in(read(file_of(series + moved))) == "1 Off, 10 Moved, 15 Off");
  CHECK(days_in(read(file_of(moved + series))) == "1 Off, 10 Moved, 15 Off");
  // Moved within the day, or cancelled: it is not a day off.
  CHECK(days_in(read(file_of(
            series + event("UID:a\nRECURRENCE-ID;VALUE=DATE:20261208\nDTSTART:20261208T090000\n")))) ==
        "1 Off, 15 Off");
  CHECK(days_in(
            read(file_of(series + event("UID:a\nRECURRENCE-ID;VALUE=DATE:20261208\nSTATUS:CANCELLED\n")))) ==
        "1 Off, 15 Off");
  // Another entry's instances stay.
  CHECK(days_in(
            read(file_of(series + event("UID:b\nRECURRENCE-ID;VALUE=DATE:20261208\nSTATUS:CANCELLED\n")))) ==
        "1 Off, 8 Off, 15 Off");
}

TEST_CASE("an instance that stands for all that follow changes one, with a warning") {
  const IcsFile file = read(
      file_of(event("UID:a\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=WEEKLY;COUNT=3\n") +
              event("UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261208\nDTSTART:20261210\n")));
  CHECK(days_in(file) == "1, 10, 15");
  REQUIRE(file.warnings.size() == 1);
  CHECK(
      to_text(file.warnings.front()) ==
      "pensum: warning: busy.ics:10: this changes only one day of a repeating entry, not the days after it\n"
      "hint: check the days that are listed\n");
}

TEST_CASE("a day that two entries take is one, with the title of the first") {
  CHECK(days_in(read(file_of(event("DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\n") +
                             event("DTSTART;VALUE=DATE:20261224\nDURATION:P3D\nSUMMARY:Closed\n")))) ==
        "24 Closed, 25 Christmas, 26 Closed");
}

TEST_CASE("titles are text: unescaped, on one line, and not without end") {
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nSUMMARY:Eve\\, at home\\; all\\nday: \\\"yes\\\"\n") ==
        "24 Eve, at home; all day: \"yes\"");
  CHECK(days_of("DTSTART;VALUE=DATE:20261224\nSUMMARY:" + std::string(3000, 'x') + "\n").size() < 510);
}

TEST_CASE("only entries with one of the texts in their titles count, whatever the letters' case") {
  const IcsFile file = read(file_of(event("DTSTART;VALUE=DATE:20261208\nSUMMARY:MARIÄ EMPFÄNGNIS (§)\n") +
                                    event("DTSTART;VALUE=DATE:20261224\nSUMMARY:Großer Tag\n") +
                                    event("DTSTART;VALUE=DATE:20261225\n")));
  CHECK(days_in(file, december, {"(§)"}) == "8 MARIÄ EMPFÄNGNIS (§)");
  CHECK(days_in(file, december, {"mariä"}) == "8 MARIÄ EMPFÄNGNIS (§)");
  CHECK(days_in(file, december, {"Maria\u0308"}) == "8 MARIÄ EMPFÄNGNIS (§)");
  CHECK(days_in(file, december, {"GROSSER", "(§)"}) == "8 MARIÄ EMPFÄNGNIS (§), 24 Großer Tag");
  CHECK(days_off(file, december, std::vector<std::string>{"(§)"})->unmatched == 2);
}

TEST_CASE("entries outside the range are counted") {
  const IcsFile file =
      read(file_of(event("DTSTART;VALUE=DATE:20251224\n") + event("DTSTART;VALUE=DATE:20261224\n") +
                   event("DTSTART;VALUE=DATE:20271224\n")));
  CHECK(days_off(file, december, {})->outside == 2);
}

TEST_CASE(
    "several calendars in one file, one without a calendar around it, and line ends of any kind are read") {
  const std::string one = event("DTSTART;VALUE=DATE:20261224\n");
  const std::string other = event("DTSTART;VALUE=DATE:20261225\n");
  CHECK(days_in(read(file_of(one) + file_of(other))) == "24, 25");
  CHECK(days_in(read(one + other)) == "24, 25");
  CHECK(days_in(read("\xEF\xBB\xBF" + file_of(one))) == "24");
  std::string windows;
  for (const char c : file_of(one)) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(days_in(read(windows)) == "24");
  CHECK(read(file_of("")).entries.empty());
}

TEST_CASE("components that are closed in the wrong order do no harm") {
  CHECK(days_in(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nBEGIN:VALARM\nEND:VEVENT\nEND:VALARM\n"
                     "BEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT\nEND:VCALENDAR\n")) == "24, 25");
}

TEST_CASE("a file that stops after an entry is read with a warning") {
  const IcsFile file = read("BEGIN:VCALENDAR\n" + event("DTSTART:20261224\n"));
  CHECK(days_in(file) == "24");
  REQUIRE(file.warnings.size() == 1);
  CHECK(to_text(file.warnings.front()) ==
        "pensum: warning: busy.ics: the file ends without END:VCALENDAR: entries may be missing\n"
        "hint: export or download it again\n");
}

TEST_CASE("what is no calendar is told apart from one") {
  const char* hint = "hint: export it as iCalendar (.ics)\n";
  for (const char* bytes : {"", "hello", "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n"}) {
    CHECK(errors_of(bytes) == std::string("pensum: error: busy.ics: this is not a calendar: there is no "
                                          "BEGIN:VCALENDAR\n") +
                                  hint);
  }
  CHECK(errors_of("%PDF-1.7\n") ==
        std::string("pensum: error: busy.ics: the file is a PDF, not a calendar\n") + hint);
  CHECK(errors_of("<!DOCTYPE html><html>") ==
        std::string("pensum: error: busy.ics: the file is a web page (HTML), not a calendar\n") + hint);
}

TEST_CASE("a file that ends within an entry is not complete") {
  CHECK(errors_of("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20261224\n") ==
        "pensum: error: busy.ics:3: the file ends within this entry\n"
        "hint: it is not complete: export or download it again\n");
}

TEST_CASE("all that cannot be read is told at once, each with its line") {
  CHECK(errors_of(file_of(event("SUMMARY:a\nDTSTART;VALUE=DATE:20261301\n") +
                          event("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:soon\n") +
                          event("DTSTART;VALUE=DATE:20261224\nDURATION:long\n") +
                          event("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=SECONDLY\nRRULE:FREQ=NEVER\n") +
                          event("DTSTART;VALUE=DATE:20261224\nEXDATE:20261224,2026122\nRDATE:20260230\n") +
                          event("UID:x\nRECURRENCE-ID:then\nDTSTART:20261224T25\n"))) ==
        "pensum: error: busy.ics:5: “20261301” is not a date\n"
        "hint: dates are written as 20261224, or 20261224T193000 with a time\n"
        "pensum: error: busy.ics:9: “soon” is not a date\n"
        "hint: dates are written as 20261224, or 20261224T193000 with a time\n"
        "pensum: error: busy.ics:13: “long” is not a duration\n"
        "hint: durations are written as P2D for two days\n"
        "pensum: error: busy.ics:17: “FREQ=SECONDLY”: entries within a day are not days off\n"
        "hint: delete the entry, or write its days one by one\n"
        "pensum: error: busy.ics:18: “FREQ=NEVER” is not a rule\n"
        "hint: delete the entry, or write its days one by one\n"
        "pensum: error: busy.ics:22: “2026122” is not a date\n"
        "hint: dates are written as 20261224, or 20261224T193000 with a time\n"
        "pensum: error: busy.ics:23: “20260230” is not a date\n"
        "hint: dates are written as 20261224, or 20261224T193000 with a time\n"
        "pensum: error: busy.ics:27: “then” is not a date\n"
        "hint: dates are written as 20261224, or 20261224T193000 with a time\n"
        "pensum: error: busy.ics:28: “20261224T25” is not a date\n"
        "hint: dates are written as 20261224, or 20261224T193000 with a time\n");
}

TEST_CASE("rules of timed entries are not looked at") {
  CHECK(days_of("DTSTART:20261224T090000\nRRULE:FREQ=SECONDLY\n").empty());
}

TEST_CASE("files without end have bounds") {
  std::string many;
  for (int i = 0; i <= 100'000; ++i) many += "BEGIN:VEVENT\nEND:VEVENT\n";
  CHECK(errors_of(many) ==
        "pensum: error: busy.ics:200001: more than 100000 entries\n"
        "hint: export a shorter period, or fewer calendars\n");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "BEGIN:VEVENT\n";
  CHECK(errors_of(deep) ==
        "pensum: error: busy.ics:17: entries are nested more than 16 deep\n"
        "hint: export it as iCalendar (.ics) again\n");
  std::string dates = "RDATE:20261224";
  for (int i = 0; i <= 100'000; ++i) dates += ",20261224";
  CHECK(errors_of(file_of(event("DTSTART:20261224\n" + dates + "\n"))) ==
        "pensum: error: busy.ics:5: the entries name more than 100000 dates\n"
        "hint: export a shorter period, or fewer calendars\n");
  std::string wrong;
  for (int i = 0; i < 1000; ++i) wrong += event("DTSTART:x\n");
  const Result<IcsFile> file = read_ics(wrong, "busy.ics");
  REQUIRE_FALSE(file.has_value());
  CHECK(file.error().size() == most_diagnostics + 1);
}

TEST_CASE("what takes too long to follow is told with its line") {
  std::string rules;
  for (int i = 0; i < 50; ++i) rules += event("DTSTART:19900101\nRRULE:FREQ=DAILY;COUNT=20000\n");
  const Result<DaysOff> found = days_off(read(file_of(rules)), december, {});
  REQUIRE_FALSE(found.has_value());
  CHECK(to_text(found.error().front()) ==
        "pensum: error: busy.ics:77: “FREQ=DAILY;COUNT=20000”: from here on, the entries take too long to "
        "expand\nhint: delete what is not needed, or export a shorter period\n");
  // Without a rule, entries as long as the plan.
  std::string lengths;
  for (int i = 0; i < 100; ++i) lengths += event("DTSTART:20000101\nDTEND:21000101\nSUMMARY:Ages\n");
  CHECK_FALSE(days_off(read(file_of(lengths)), {date("2000-01-01"), date("2099-12-31")}, {}).has_value());
}
