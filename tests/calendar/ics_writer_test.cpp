#include "calendar/ics_writer.hpp"

#include "base/named_setting.hpp"
#include "base/utf8.hpp"
#include "base/version.hpp"
#include "calendar/content_lines.hpp"
#include "calendar/ics_reader.hpp"
#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::calendar;
using samples::date;

namespace {

std::shared_ptr<Catalog> course() {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{12, 8}, {10}}));
  catalog->title = "A course, small; but \\ whole";
  catalog->lessons[1].title = "Maps:\tkeys\r\nand values 🗝";
  catalog->lessons[1].url = "https://example.org/2?a=1,2;b";
  catalog->lessons[1].summary = "What a map holds.";
  return catalog;
}

template <class Ask>
Plan plan(std::shared_ptr<const Catalog> catalog, const Ask& ask) {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{22};
  request.reviews = {1};
  request.buffer = 1;
  ask(request);
  auto made = make_plan(std::move(catalog), request);
  REQUIRE(made.has_value());
  return *std::move(made);
}
Plan plan() {
  return plan(course(), [](Request&) {});
}

std::string write(const Plan& plan, const EntrySettings& settings = {},
                  const std::optional<EarlierPlan>& earlier = std::nullopt) {
  const Result<std::string> bytes = write_ics(plan, Language(plan.language), settings, plan.start, earlier);
  REQUIRE(bytes.has_value());
  return *bytes;
}

std::string error_of(const Plan& plan, const EntrySettings& settings) {
  const Result<std::string> bytes = write_ics(plan, Language(plan.language), settings, plan.start);
  REQUIRE_FALSE(bytes.has_value());
  return to_text(bytes.error().front());
}

using Properties = std::map<std::string, std::string>;

/// The entries of a calendar: of each its properties, those of its alarm with “ALARM ” before them.
std::vector<Properties> entries(const std::string& bytes) {
  std::vector<Properties> all;
  LineReader reader(bytes);
  bool alarm = false;
  while (const std::optional<ContentLine> line = reader.next()) {
    if (line->name == "BEGIN") {
      if (line->value == "VALARM") alarm = true;
      if (line->value == "VEVENT" || line->value == "VTODO") all.push_back({{"kind", line->value}});
    } else if (line->name == "END") {
      alarm = false;
    } else if (!all.empty()) {
      const std::string date = line->parameter("VALUE").empty() ? "" : "date ";
      all.back()[(alarm ? "ALARM " : "") + line->name] = date + unescaped(line->value);
    }
  }
  return all;
}

std::vector<std::string> values(const std::string& bytes, const std::string& name) {
  std::vector<std::string> all;
  for (Properties& properties : entries(bytes)) all.push_back(properties[name]);
  return all;
}

constexpr Minutes clock(int hours, int minutes) { return Minutes{hours * 60 + minutes}; }
EntrySettings at(Minutes time) {
  EntrySettings settings;
  settings.at.daily = time;
  return settings;
}
EntrySettings each(Entries entries) {
  EntrySettings settings;
  settings.entries = entries;
  return settings;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a plan becomes a calendar with an all-day entry for each study day") {
  CHECK(write(plan(course(), [](Request& request) { request.learner = "Ada, Countess"; })) ==
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//pensum//pensum " +
            std::string(version) +
            "//EN\r\n"
            "CALSCALE:GREGORIAN\r\n"
            "METHOD:PUBLISH\r\n"
            "UID:6d280217-1a0b-5f5f-931e-99ad3b2721e1\r\n"
            "NAME:A course\\, small\\; but \\\\ whole\\, Ada\\, Countess\r\n"
            "X-WR-CALNAME:A course\\, small\\; but \\\\ whole\\, Ada\\, Countess\r\n"
            "BEGIN:VEVENT\r\n"
            "UID:7cd863a6-33df-5ee6-918c-30048f9633d6\r\n"
            "DTSTAMP:20261124T000000Z\r\n"
            "SEQUENCE:0\r\n"
            "DTSTART;VALUE=DATE:20261124\r\n"
            "DTEND;VALUE=DATE:20261125\r\n"
            "SUMMARY:Lesson 1\\, 12\u00A0min – A course\\, small\\; but \\\\ whole\r\n"
            "DESCRIPTION:[ ] 1 Lesson 1\\, 12\u00A0min\\n\\nDo this lesson by Thu 26 Nov at the\r\n"
            "  latest.\r\n"
            "CATEGORIES:pensum\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "CLASS:PRIVATE\r\n"
            "END:VEVENT\r\n"
            "BEGIN:VEVENT\r\n"
            "UID:0c871319-2913-51f7-8f75-a47a6dd113fd\r\n"
            "DTSTAMP:20261124T000000Z\r\n"
            "SEQUENCE:0\r\n"
            "DTSTART;VALUE=DATE:20261125\r\n"
            "DTEND;VALUE=DATE:20261126\r\n"
            "SUMMARY:Lesson 2\\, 1 review\\, 11\u00A0min – A course\\, small\\; but \\\\ whole\r\n"
            "DESCRIPTION:[ ] 2 Maps:\tkeys\\nand values 🗝\\, 8\u00A0min\\n[ ] 1 Lesson 1\\, re\r\n"
            " view 1\\, 3\u00A0min\\n\\nDo this lesson by Fri 27 Nov at the latest.\r\n"
            "CATEGORIES:pensum\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "CLASS:PRIVATE\r\n"
            "END:VEVENT\r\n"
            "BEGIN:VEVENT\r\n"
            "UID:ce6caddf-46be-51e5-a482-8c3ae898a06d\r\n"
            "DTSTAMP:20261124T000000Z\r\n"
            "SEQUENCE:0\r\n"
            "DTSTART;VALUE=DATE:20261126\r\n"
            "DTEND;VALUE=DATE:20261127\r\n"
            "SUMMARY:Lesson 3\\, 10\u00A0min – A course\\, small\\; but \\\\ whole\r\n"
            "DESCRIPTION:[ ] 3 Lesson 3\\, 10\u00A0min\\n\\nDo this lesson by Fri 27 Nov at the\r\n"
            "  latest.\r\n"
            "CATEGORIES:pensum\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "CLASS:PRIVATE\r\n"
            "END:VEVENT\r\n"
            "BEGIN:VEVENT\r\n"
            "UID:cefe2338-7d59-5199-82d0-228f648881fe\r\n"
            "DTSTAMP:20261124T000000Z\r\n"
            "SEQUENCE:0\r\n"
            "DTSTART;VALUE=DATE:20261127\r\n"
            "DTEND;VALUE=DATE:20261128\r\n"
            "SUMMARY:2 reviews\\, 5\u00A0min – A course\\, small\\; but \\\\ whole\r\n"
            "DESCRIPTION:[ ] 2 Maps:\tkeys\\nand values 🗝\\, review 1\\, 2\u00A0min\\n[ ] 3 Le\r\n"
            " sson 3\\, review 1\\, 3\u00A0min\\n\\nThis day is kept free of new lessons.\r\n"
            "CATEGORIES:pensum\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "CLASS:PRIVATE\r\n"
            "END:VEVENT\r\n"
            "END:VCALENDAR\r\n");
}

TEST_CASE("study may begin at a time, which is nobody's zone") {
  EntrySettings settings = at(clock(19, 30));
  settings.at.weekday[3] = clock(7, 5);  // Thursday
  const std::string bytes = write(plan(), settings);
  CHECK(values(bytes, "DTSTART") ==
        Texts{"20261124T193000", "20261125T193000", "20261126T070500", "20261127T193000"});
  CHECK(values(bytes, "DTEND") ==
        Texts{"20261124T194200", "20261125T194100", "20261126T071500", "20261127T193500"});
  CHECK(values(bytes, "TRANSP") == Texts{"OPAQUE", "OPAQUE", "OPAQUE", "OPAQUE"});
  CHECK(bytes.find("TZID") == std::string::npos);
}

TEST_CASE("only the weekdays that are named have a time") {
  EntrySettings settings;
  settings.at.weekday[1] = clock(0, 0);  // Tuesday
  const std::string bytes = write(plan(), settings);
  CHECK(values(bytes, "DTSTART") ==
        Texts{"20261124T000000", "date 20261125", "date 20261126", "date 20261127"});
}

TEST_CASE("an event takes five minutes at least, and ends on its day or at midnight") {
  const auto ask = [](Request& request) {
    request.reviews = {};
    request.buffer = 0;
    request.deadline = request.start;
    request.minutes = Minutes{30};
  };
  const Plan short_one = plan(samples::catalog({{3}}), ask);
  CHECK(values(write(short_one, at(clock(23, 55))), "DTEND") == Texts{"20261125T000000"});
  CHECK(error_of(short_one, at(clock(23, 56))) ==
        "pensum: error: at: on 2026-11-24, 5 min from 23:56 run into the next day\n"
        "hint: begin earlier, or with fewer minutes a day\n");
  const Plan long_one = plan(samples::catalog({{20, 10}}), ask);
  CHECK(error_of(long_one, at(clock(23, 45))) ==
        "pensum: error: at: on 2026-11-24, 30 min from 23:45 run into the next day\n"
        "hint: begin earlier, or with fewer minutes a day\n");
}

TEST_CASE("the last date of all has entries without an end that cannot be written") {
  const Plan made = plan(samples::catalog({{5}}), [](Request& request) {
    request.start = last_date;
    request.deadline = last_date;
    request.reviews = {};
    request.buffer = 0;
  });
  CHECK(entries(write(made)).front().contains("DTEND") == false);
  CHECK(values(write(made), "DTSTART") == Texts{"date 99991231"});
  CHECK(values(write(made, at(clock(23, 55))), "DURATION") == Texts{"PT5M"});
  CHECK(values(write(made, at(clock(23, 50))), "DTEND") == Texts{"99991231T235500"});
}

TEST_CASE("a reminder rings at a time of the day, or before study begins") {
  const auto triggers = [](EntrySettings settings, Reminder::From from, Minutes minutes) {
    settings.remind = Reminder{.from = from, .minutes = minutes};
    return values(write(plan(), settings), "ALARM TRIGGER");
  };
  using From = Reminder::From;
  CHECK(triggers({}, From::midnight, clock(8, 0)) == Texts{"PT8H", "PT8H", "PT8H", "PT8H"});
  CHECK(triggers({}, From::midnight, clock(0, 0)).front() == "PT0S");
  CHECK(triggers({}, From::midnight, clock(8, 30)).front() == "PT8H30M");
  CHECK(triggers(at(clock(19, 30)), From::midnight, clock(8, 0)).front() == "-PT11H30M");
  CHECK(triggers(at(clock(19, 30)), From::midnight, clock(20, 0)).front() == "PT30M");
  CHECK(triggers(at(clock(19, 30)), From::start, Minutes{10}).front() == "-PT10M");
  CHECK(triggers(at(clock(19, 30)), From::start, Minutes{0}).front() == "PT0S");
  EntrySettings tuesdays;
  tuesdays.at.weekday[1] = clock(19, 0);
  CHECK(triggers(tuesdays, From::start, Minutes{10}) == Texts{"-PT10M", "", "", ""});
  EntrySettings settings;
  settings.remind = Reminder{.from = From::start, .minutes = Minutes{10}};
  CHECK(error_of(plan(), settings) ==
        "pensum: error: remind: all-day entries have no beginning\n"
        "hint: write a time of day, such as 08:00, or give the time at which study begins: at 19:30\n");
  settings.remind->from = From::midnight;
  settings.entries = Entries::lesson;
  CHECK(values(write(plan(), settings), "ALARM TRIGGER").size() > 4);
  CHECK(std::ranges::count(values(write(plan(), settings), "ALARM TRIGGER"), "PT8H") == 0);
}

TEST_CASE("an entry a lesson, and one for a day's reviews, one after the other") {
  EntrySettings settings = at(clock(19, 0));
  settings.entries = Entries::lesson;
  settings.remind = Reminder{.from = Reminder::From::start, .minutes = Minutes{5}};
  const std::string bytes = write(plan(), settings);
  const std::string title = " – A course, small; but \\ whole";
  CHECK(values(bytes, "SUMMARY") == Texts{"1 Lesson 1, 12\u00A0min" + title,
                                          "2 Maps:\tkeys\nand values 🗝, 8\u00A0min" + title,
                                          "1 review, 3\u00A0min" + title, "3 Lesson 3, 10\u00A0min" + title,
                                          "2 reviews, 5\u00A0min" + title});
  CHECK(values(bytes, "DTSTART") ==
        Texts{"20261124T190000", "20261125T190000", "20261125T190800", "20261126T190000", "20261127T190000"});
  CHECK(values(bytes, "DTEND") ==
        Texts{"20261124T191200", "20261125T190800", "20261125T191300", "20261126T191000", "20261127T190500"});
  // A day rings once.
  CHECK(values(bytes, "ALARM TRIGGER") == Texts{"-PT5M", "-PT5M", "", "-PT5M", "-PT5M"});
  CHECK(values(bytes, "URL") == Texts{"", "https://example.org/2?a=1,2;b", "", "", ""});
  CHECK(
      values(bytes, "DESCRIPTION") ==
      Texts{"Do this lesson by Thu 26 Nov at the latest.",
            "What a map holds.\n\nDo this lesson by Fri 27 Nov at the latest.",
            "[ ] 1 Lesson 1, review 1, 3\u00A0min", "Do this lesson by Fri 27 Nov at the latest.",
            "[ ] 2 Maps:\tkeys\nand values 🗝, review 1, 2\u00A0min\n[ ] 3 Lesson 3, review 1, 3\u00A0min\n\n"
            "This day is kept free of new lessons."});
}

TEST_CASE("to-dos are due on their day, and neither ring nor begin") {
  const std::string bytes = write(plan(), each(Entries::todo));
  CHECK(bytes.find("VEVENT") == std::string::npos);
  CHECK(bytes.find("DTSTART") == std::string::npos);
  for (Properties& todo : entries(bytes)) {
    CHECK(todo["kind"] == "VTODO");
    CHECK(todo["STATUS"] == "NEEDS-ACTION");
  }
  CHECK(values(bytes, "DUE") ==
        Texts{"date 20261124", "date 20261125", "date 20261125", "date 20261126", "date 20261127"});
  EntrySettings settings = each(Entries::todo);
  settings.at.daily = clock(19, 0);
  CHECK(error_of(plan(), settings) ==
        "pensum: error: at has no effect with entries todo\nhint: to-dos are for a day: leave one of them "
        "out\n");
  settings = each(Entries::todo);
  settings.remind = Reminder{.minutes = clock(8, 0)};
  CHECK(error_of(plan(), settings) ==
        "pensum: error: remind has no effect with entries todo\nhint: to-dos do not ring: leave one of them "
        "out\n");
}

TEST_CASE("days off and empty days have no entry, days of the buffer have") {
  const Plan made = plan(samples::catalog({{5, 5}}), [](Request& request) {
    request.deadline = date("2026-12-04");
    request.reviews = {};
    request.buffer = 2;
    request.pace = Pace::early;
    request.off = {{date("2026-11-25"), date("2026-11-26")}};
  });
  CHECK(values(write(made), "DTSTART") == Texts{"date 20261124", "date 20261203", "date 20261204"});
  CHECK(values(write(made), "SUMMARY").back() == "Kept free – A sample course");
  CHECK(values(write(made), "DESCRIPTION").back() == "Kept free: review what does not stick yet");
  // There is nothing that takes time, or that one should be reminded of.
  EntrySettings settings = at(clock(19, 0));
  settings.remind = Reminder{.minutes = clock(8, 0)};
  CHECK(values(write(made, settings), "DTSTART") ==
        Texts{"20261124T190000", "date 20261203", "date 20261204"});
  CHECK(values(write(made, settings), "ALARM TRIGGER") == Texts{"-PT11H", "", ""});
}

TEST_CASE("UIDs are the same in every language, form and version, and others for other learners and starts") {
  const std::vector<std::string> uids = values(write(plan()), "UID");
  CHECK(std::set<std::string>(uids.begin(), uids.end()).size() == uids.size());
  for (const std::string& uid : uids) CHECK((uid.size() == 36 && uid[14] == '5'));
  // They must never change: calendars know entries by them.
  CHECK(uids.front() == "969d500f-d2fb-5a75-a26b-92fae08f9acf");
  CHECK(values(write(plan(course(), [](Request& request) { request.language = "de"; })), "UID") == uids);
  CHECK(values(write(plan(), at(clock(7, 0))), "UID") == uids);
  CHECK(values(write(plan(course(), [](Request& request) { request.learner = "Ada"; })), "UID") != uids);
  const auto of = [](const Plan& made, const char* owner) {
    return values(*calendar::write_ics(made, Language("en"), {}, date("2026-11-24"), std::nullopt, owner),
                  "UID");
  };
  CHECK(of(plan(), "a1") != of(plan(), "b2"));
  const Plan named = plan(course(), [](Request& request) { request.learner = "Ada"; });
  CHECK(of(named, "a1") == of(named, "b2"));
  const std::vector<std::string> later =
      values(write(plan(course(), [](Request& request) { request.start = date("2026-11-25"); })), "UID");
  for (const std::string& uid : later) CHECK(std::ranges::find(uids, uid) == uids.end());
  // A lesson's is that of the lesson, wherever it is.
  const std::vector<std::string> lessons = values(write(plan(), each(Entries::lesson)), "UID");
  CHECK(values(write(plan(), each(Entries::todo)), "UID") == lessons);
}

TEST_CASE(
    "a plan that is made again keeps its entries, raises their number and cancels those that are no more") {
  const auto ask = [](Request& request) {
    request.reviews = {};
    request.buffer = 0;
    request.minutes = Minutes{30};
  };
  // Lessons 1 to 4 on four days; then again on the first, the third and the fourth, without lesson 4.
  const Plan first = plan(samples::catalog({{5, 5, 5, 5}}), ask);
  const Plan again = plan(samples::catalog({{5, 5, 5, 5}}), [&](Request& request) {
    ask(request);
    request.off = {{date("2026-11-25"), date("2026-11-25")}};
    request.skip = {{"4", "4"}};
  });
  for (const Entries kind : {Entries::day, Entries::lesson, Entries::todo}) {
    const EarlierPlan earlier{
        .first_start = first.start, .today = date("2026-11-25"), .entries = entries_of(first, kind)};
    const std::vector<Properties> before = entries(write(first, each(kind)));
    const std::vector<Properties> after = entries(write(again, each(kind), earlier));
    std::set<std::string> uids_before;
    for (Properties entry : before) uids_before.insert(entry["UID"]);
    std::set<std::string> kept;
    std::set<std::string> cancelled;
    for (Properties entry : after) {
      CHECK(entry["SEQUENCE"] == "1");
      (entry["STATUS"] == "CANCELLED" ? cancelled : kept).insert(entry["UID"]);
      if (entry["STATUS"] != "CANCELLED") continue;
      CHECK(entry["SUMMARY"] == "Nothing is planned for this day.");
      CHECK(entry["kind"] == (kind == Entries::todo ? "VTODO" : "VEVENT"));
    }
    for (const std::string& uid : uids_before) CHECK(kept.contains(uid) != cancelled.contains(uid));
    CHECK(kept.size() == 3);
    CHECK(cancelled.size() == 1);
    CHECK(values(write(first, each(kind)), "SEQUENCE").front() == "0");
  }
  // By date, those that are cancelled among the others.
  const EarlierPlan earlier{
      .first_start = first.start, .today = date("2026-11-25"), .entries = entries_of(first, Entries::day)};
  const Texts dates = values(write(again, {}, earlier), "DTSTART");
  CHECK(std::ranges::is_sorted(dates));
  CHECK(values(write(again, {}, earlier), "STATUS") == Texts{"", "CANCELLED", "", ""});
}

TEST_CASE("an entry's texts have bounds, whatever the course") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(300, 1)}));
  catalog->title = std::string(5000, 'x');
  for (Lesson& lesson : catalog->lessons) {
    lesson.title = "日本語のとても長い題名";
    for (int i = 0; i < 5; ++i) lesson.title += lesson.title;
    lesson.summary = lesson.title + lesson.title + lesson.title + lesson.title;
  }
  const Plan made = plan(catalog, [](Request& request) {
    request.reviews = {};
    request.buffer = 0;
    request.deadline = request.start;
    request.minutes = Minutes{300};
  });
  for (const Entries kind : {Entries::day, Entries::lesson}) {
    const std::string bytes = write(made, each(kind));
    for (Properties& entry : entries(bytes)) {
      CHECK(count_code_points(entry["SUMMARY"]) <= longest_title);
      CHECK(entry["DESCRIPTION"].size() <= longest_description);
      CHECK(find_invalid_utf8(entry["DESCRIPTION"]) == std::string::npos);
    }
  }
  const std::string description = values(write(made), "DESCRIPTION").front();
  CHECK(description.find(" more: see the plan\n") != std::string::npos);
  CHECK(values(write(made), "SUMMARY").front().starts_with("Lessons 1–300, "));
}

TEST_CASE("every line is at most 75 octets of UTF-8 and ends in CRLF") {
  const std::string bytes =
      write(plan(course(), [](Request& request) { request.learner = "Zoë 한국어 🎓"; }));
  CHECK_FALSE(bytes.starts_with("\xEF\xBB\xBF"));
  CHECK(bytes.ends_with("END:VCALENDAR\r\n"));
  std::size_t from = 0;
  for (std::size_t end; (end = bytes.find('\n', from)) != std::string::npos; from = end + 1) {
    const std::string line = bytes.substr(from, end - from);
    REQUIRE(line.ends_with('\r'));
    CHECK(line.size() <= 76);
    CHECK(find_invalid_utf8(line) == std::string::npos);
    CHECK(line.find('\r') == line.size() - 1);
  }
  CHECK(from == bytes.size());
}

TEST_CASE("every study day of a calendar that was written is a day off for another plan") {
  for (const Entries kind : {Entries::day, Entries::lesson}) {
    const Plan made = plan();
    const Result<IcsFile> file = read_ics(write(made, each(kind)), "plan.ics");
    REQUIRE(file.has_value());
    const Result<DaysOff> found = days_off(*file, {made.start, made.deadline}, {});
    REQUIRE(found.has_value());
    std::vector<Date> dates;
    for (const DayOff& day : found->days) dates.push_back(day.date);
    std::vector<Date> study_days;
    for (const StudyDay& day : made.days) study_days.push_back(day.date);
    CHECK(dates == study_days);
  }
}

TEST_CASE("names and titles keep their direction in a sentence of another one") {
  auto catalog = course();
  catalog->title = "שלום";
  const Plan made = plan(catalog, [](Request&) {});
  CHECK(values(write(made), "SUMMARY").front().find("\u2068שלום\u2069") != std::string::npos);
}
