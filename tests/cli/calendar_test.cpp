// Calendars out and in, with the real program.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

const std::string holidays =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" +
    event("DTSTART;VALUE=DATE:20001208\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Mariä Empfängnis (§)\r\n") +
    event("DTSTART;VALUE=DATE:20261129\r\nSUMMARY:First Sunday\r\n") +
    event(
        "DTSTART;TZID=Asia/Tokyo:20261205T000000\r\nDTEND;TZID=Asia/"
        "Tokyo:20261206T000000\r\nSUMMARY:Trip\r\n") +
    event("DTSTART:20261206T230000Z\r\nDTEND:20261207T010000Z\r\nSUMMARY:Call\r\n") + "END:VCALENDAR\r\n";

/// Whatever the clock and the places of the machine that runs it.
const std::vector<std::string> zones{"Pacific/Kiritimati", "America/St_Johns", "UTC"};

std::string request_of(const TemporaryFolder& folder, std::vector<std::string> options,
                       const char* zone = "UTC") {
  options.insert(options.begin(), {"show", "-s", "2026-11-24", "-d", "2026-12-14", "--format", "request"});
  const Outcome outcome = run_pensum(options, {.folder = folder.path(), .variables = {{"TZ", zone}}});
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  return outcome.out;
}

}  // namespace

TEST_CASE("a calendar's days are off in every time zone and locale, and it is told which") {
  const TemporaryFolder folder;
  write(folder / "holidays.ics", holidays);
  for (const std::string& zone : zones) {
    CAPTURE(zone);
    const Outcome outcome =
        run_pensum({"show", "-s", "2026-11-24", "-d", "2026-12-14", "--format", "request", "--off-calendar",
                    "holidays.ics"},
                   {.folder = folder.path(), .variables = {{"TZ", zone}, {"LC_ALL", "tr_TR.UTF-8"}}});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.find("off=\"2026-11-29,2026-12-05,2026-12-08\"") != std::string::npos);
    CHECK(outcome.err ==
          "holidays.ics: 3 days off from Tue 24 Nov to Mon 14 Dec 2026: Sun 29 Nov (First Sunday), Sat 5 Dec "
          "(Trip), "
          "Tue 8 Dec (Mariä Empfängnis (§)); 1 entry with a time of the day\n");
  }
  CHECK(request_of(folder, {"--off-calendar", "holidays.ics", "--off-match", "MARIÄ"})
            .find("off=\"2026-12-08\"") != std::string::npos);
}

TEST_CASE("a plan's calendar is the same in every time zone, and has no zone") {
  const TemporaryFolder folder;
  std::string first;
  for (const std::string& zone : zones) {
    const Outcome outcome = run_pensum({"show", "-s", "2026-11-24", "-d", "2026-12-07", "--format", "ics",
                                        "--at", "19:30,sat=10:00", "--remind", "10"},
                                       {.folder = folder.path(), .variables = {{"TZ", zone}}});
    REQUIRE(outcome.status == 0);
    if (first.empty()) first = outcome.out;
    CHECK(outcome.out == first);
  }
  CHECK(first.find("DTSTART:20261124T193000\r\n") != std::string::npos);
  CHECK(first.find("DTSTART:20261128T100000\r\n") != std::string::npos);
  CHECK(first.find("TRIGGER:-PT10M\r\n") != std::string::npos);
  CHECK(first.find("TZID") == std::string::npos);
  // The date of the files is that of its entries.
  const Outcome dated = run_pensum({"show", "-s", "2026-11-24", "-d", "2026-12-07", "--format", "ics"},
                                   {.variables = {{"SOURCE_DATE_EPOCH", "1767225600"}}});
  CHECK(dated.out.find("DTSTAMP:20260101T000000Z\r\n") != std::string::npos);
}

TEST_CASE("a calendar that was written takes every study day of another plan") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  REQUIRE(
      run_pensum({"build", "-s", "2026-11-24", "-d", "2026-12-07", "--off", "2026-11-29", "-o", "plan.ics"},
                 here)
          .status == 0);
  const Outcome same = run_pensum(
      {"show", "-s", "2026-11-24", "-d", "2026-12-07", "--off", "2026-11-29", "--off-calendar", "plan.ics"},
      here);
  CHECK(same.status == 3);
  CHECK(same.err ==
        "pensum: error: no study day is left: plan.ics takes all 13\n"
        "hint: take only some of its entries: --off-match TEXT\n");
  const Outcome longer = run_pensum(
      {"show", "-s", "2026-11-24", "-d", "2027-01-20", "--off-calendar", "plan.ics", "--format", "request"},
      here);
  CHECK(longer.status == 0);
  CHECK(longer.out.find("off=\"2026-11-24..2026-11-28,2026-11-30..2026-12-07\"") != std::string::npos);
}

TEST_CASE("the request in a plan needs no calendar, and tells no title") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "holidays.ics", holidays);
  REQUIRE(run_pensum({"build", "-s", "2026-11-24", "-d", "2026-12-14", "--off-calendar", "holidays.ics",
                      "--at", "19:30", "-o", "plan.pdf"},
                     here)
              .status == 0);
  std::filesystem::create_directory(folder / "parts");
  REQUIRE(run({"pdfdetach", "-saveall", "-o", "parts", "plan.pdf"}, here).status == 0);
  const std::string request = bytes_of(folder / "parts/request.xml");
  CHECK(request.find("off=\"2026-11-29,2026-12-05,2026-12-08\"") != std::string::npos);
  CHECK(request.find("at=\"19:30\"") != std::string::npos);
  CHECK(request.find("calendar") == std::string::npos);
  std::filesystem::remove(folder / "holidays.ics");
  REQUIRE(run_pensum({"build", "parts/go-interview.xml", "--request", "parts/request.xml", "-o", "again.pdf"},
                     here)
              .status == 0);
  CHECK((bytes_of(folder / "again.pdf") == bytes_of(folder / "plan.pdf")));
}

TEST_CASE("requests and rosters name calendars beside them") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  std::filesystem::create_directory(folder / "in");
  write(folder / "in/holidays.ics", holidays);
  write(folder / "in/ada.xml",
        "<request start='2026-11-24' deadline='2026-12-14' off-calendar='holidays.ics'/>");
  write(folder / "in/class.csv",
        "learner,start,deadline,off-calendar,off-match,at,layout\nAda,2026-11-24,2026-12-14,holidays.ics,(§),"
        "19:30,\n"
        "Bo,2026-11-24,2026-12-14,,,,\nCy,2026-11-24,2026-12-14,none.ics,,,\n");
  const Outcome shown = run_pensum({"show", "--request", "in/ada.xml", "--format", "request"}, here);
  CHECK(shown.err.starts_with("in/holidays.ics: 3 days off from "));
  CHECK(run_pensum({"check", "in/ada.xml"}, here).status == 0);
  const Outcome checked = run_pensum({"check", "in/class.csv"}, here);
  CHECK(checked.err ==
        "pensum: error: in/class.csv:4:26: row 4, off-calendar: in/none.ics cannot be read: No such file or "
        "directory\n"
        "hint: check the name and the folder\n");
  const Outcome made =
      run_pensum({"cohort", "in/class.csv", "--formats", "ics,json", "-o", "out", "-q"}, here);
  CHECK(made.status == 2);
  CHECK(made.err.find("row 4, off-calendar: in/none.ics cannot be read") != std::string::npos);
  const std::string ada = bytes_of(folder / "out/ada.ics");
  CHECK(ada.find("DTSTART:20261207T193000") != std::string::npos);
  CHECK(ada.find("DTSTART:20261208T193000") == std::string::npos);
  CHECK(ada.find("CLASS:PRIVATE") != std::string::npos);
  CHECK(bytes_of(folder / "out/bo.ics").find("DTSTART;VALUE=DATE:20261208") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "out/cy.ics"));
  // For all rows, from the folder in which pensum runs.
  const Outcome all = run_pensum({"cohort", "in/class.csv", "--off-calendar", "in/holidays.ics", "--formats",
                                  "ics", "-o", "all", "-q", "--overwrite"},
                                 here);
  CHECK(bytes_of(folder / "all/bo.ics").find("DTSTART;VALUE=DATE:20261208") == std::string::npos);
  CHECK(run_pensum({"cohort", "in/class.csv", "--off-calendar", "none.ics", "-o", "all", "-q"}, here).err ==
        "pensum: error: --off-calendar: none.ics cannot be read: No such file or directory\n"
        "hint: check the name and the folder\n");
}

TEST_CASE("many threads take the same days off as one") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "holidays.ics", holidays);
  std::string roster = "learner,start,deadline,off-calendar\n";
  for (int i = 0; i < 60; ++i) {
    roster += "Learner " + std::to_string(i) + ",2026-11-" + std::to_string(10 + i % 20) + ",2026-12-" +
              std::to_string(10 + i % 19) + ",holidays.ics\n";
  }
  write(folder / "class.csv", roster);
  for (const char* jobs : {"1", "8"}) {
    REQUIRE(
        run_pensum({"cohort", "class.csv", "--formats", "ics", "-o", jobs, "-j", jobs, "-q"}, here).status ==
        0);
  }
  std::size_t files = 0;
  for (const std::string& name : files_in(folder / "1")) {
    if (!name.ends_with(".ics")) continue;
    ++files;
    CHECK((bytes_of(folder / "1" / name) == bytes_of(folder / "8" / name)));
  }
  CHECK(files == 60);
}

TEST_CASE("check tells what would count") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "holidays.ics", holidays);
  write(folder / "none",
        "\xEF\xBB\xBF"
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VEVENT\nSTATUS:CANCELLED\n"
        "END:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n");
  write(folder / "wrong.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261301\n");
  write(folder / "text.ics", "learner\nAda\n");
  const Outcome outcome = run_pensum({"check", "holidays.ics", "none", "wrong.ics", "text.ics"}, here);
  CHECK(outcome.status == 2);
  CHECK(outcome.out ==
        "holidays.ics: a calendar: 3 entries take whole days, from 2000-12-08 to 2026-12-05, 1 of them "
        "repeats; "
        "1 entry with a time of the day\n"
        "none: a calendar: no entry takes whole days; 1 cancelled entry; 1 entry without a date; "
        "1 to-do, journal entry or free time\n");
  CHECK(outcome.err ==
        "pensum: error: wrong.ics:2: the file ends within this entry\n"
        "hint: it is not complete: export or download it again\n"
        "pensum: error: text.ics: this is not a calendar: there is no BEGIN:VCALENDAR\n"
        "hint: export it as iCalendar (.ics)\n");
}

TEST_CASE("check of a request without a start does not depend on today") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "away.ics",
        "BEGIN:VCALENDAR\n" + event("DTSTART:20000101\r\nDTEND:21000101\r\n") + "END:VCALENDAR\n");
  write(folder / "r.xml", "<request off-calendar='away.ics'/>");
  CHECK(run_pensum({"check", "r.xml"}, here).status == 0);
  write(folder / "r.xml", "<request start='2026-11-24' off-calendar='away.ics'/>");
  CHECK(run_pensum({"check", "r.xml"}, here).err ==
        "pensum: error: r.xml:1:43: no study day is left: away.ics takes all 14\n"
        "hint: take only some of its entries: off-match=\"TEXT\"\n");
}

TEST_CASE("large calendars are refused before they are read") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "large.ics", std::string((16U << 20U) + 1, '\n'));
  CHECK(run_pensum({"show", "--off-calendar", "large.ics"}, here)
            .err.starts_with(
                "pensum: error: --off-calendar: large.ics has 16777217 bytes; the limit is 16777216\n"));
  CHECK(run_pensum({"check", "large.ics"}, here).err ==
        "pensum: error: large.ics has 16777217 bytes; the limit of a calendar is 16777216\n"
        "hint: export a shorter period, or fewer calendars\n");
}

TEST_CASE("a calendar is not written over by the plan that is made of it") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "holidays.ics", holidays);
  CHECK(
      run_pensum({"build", "-d", "2099-01-01", "--off-calendar", "holidays.ics", "-o", "holidays.ics"}, here)
          .err ==
      "pensum: error: --output: “holidays.ics” would replace a file that the plan is made of\n"
      "hint: give it another name\n");
  CHECK(bytes_of(folder / "holidays.ics") == holidays);
  write(folder / "class.csv", "learner,file\nAda,holidays\n");
  CHECK(run_pensum(
            {"cohort", "class.csv", "--off-calendar", "./holidays.ics", "-o", ".", "--formats", "ics", "-q"},
            here)
            .status == 2);
  CHECK(bytes_of(folder / "holidays.ics") == holidays);
}

TEST_CASE("a plan that ends later than calendars were read is told so") {
  const TemporaryFolder folder;
  write(folder / "holidays.ics", holidays);
  const Outcome outcome =
      run_pensum({"show", "-s", "2026-11-24", "--weekday", "weekdays=0,weekend=0", "--weekday", "mon=3",
                  "--split", "2", "--reviews", "none", "--off-calendar", "holidays.ics"},
                 {.folder = folder.path()});
  CAPTURE(outcome.out.substr(0, 300));
  CHECK(outcome.status == 0);
  CHECK(outcome.err.find("pensum: warning: the plan ends on ") != std::string::npos);
  CHECK(outcome.err.find(
            ", and calendars were read up to 2027-11-25: later days off are not in it\nhint: name the "
            "deadline: --deadline ") != std::string::npos);
}

TEST_CASE("settings of entries that do not go together are told in the words of where they were made") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "r.xml", "<request start='2026-11-24' deadline='2026-12-14' at='23:50' entries='day'/>");
  for (const char* command : {"show", "build"}) {
    const std::vector<std::string> to = std::string(command) == "show"
                                            ? std::vector<std::string>{command, "--format", "ics"}
                                            : std::vector<std::string>{command, "-o", "plan.ics"};
    std::vector<std::string> by_file = to;
    by_file.insert(by_file.end(), {"--request", "r.xml"});
    const Outcome outcome = run_pensum(by_file, here);
    CHECK(outcome.status == 2);
    CHECK(outcome.err.starts_with("pensum: error: r.xml:1:55: at: on 2026-11-24, "));
    CHECK(outcome.err.find(
              " min from 23:50 run into the next day\nhint: begin earlier, or with fewer minutes a day\n") !=
          std::string::npos);
    std::vector<std::string> by_flag = to;
    by_flag.insert(by_flag.end(), {"--entries", "todo", "--at", "19:30"});
    CHECK(run_pensum(by_flag, here).err ==
          "pensum: error: --at has no effect with --entries todo\nhint: to-dos are for a day: leave one of "
          "them out\n");
  }
}
