// Calendars in the hands of other programs' readers: ical.js (Thunderbird's), node-ical, Python's icalendar
// and libical. Each finds the same entries and texts.
#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <libical/ical.h>
#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

using Entries = std::vector<json>;

/// Those of each calendar, as a reader prints them.
std::vector<Entries> entries_of(const Outcome& outcome) {
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  std::vector<Entries> all;
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) all.push_back(json::parse(line).get<Entries>());
  return all;
}

std::string written(const icaltimetype& time) {
  char text[32];
  std::snprintf(text, sizeof text, time.is_date != 0 ? "%04d-%02d-%02d" : "%04d-%02d-%02dT%02d:%02d:%02d",
                time.year, time.month, time.day, time.hour, time.minute, time.second);
  return text;
}

json text_or_null(const char* text) { return text == nullptr ? json() : json(text); }

/// What libical finds; it also knows which properties RFC 5546 demands.
Entries entries_by_libical(const std::string& bytes) {
  icalerror_set_errors_are_fatal(false);
  Entries entries;
  icalcomponent* calendar = icalparser_parse_string(bytes.c_str());
  REQUIRE(calendar != nullptr);
  CHECK(icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT);
  CHECK(icalcomponent_count_errors(calendar) == 0);
  for (icalcomponent* each = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT); each != nullptr;
       each = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
    const bool todo = icalcomponent_isa(each) == ICAL_VTODO_COMPONENT;
    const icaltimetype first = todo ? icalcomponent_get_due(each) : icalcomponent_get_dtstart(each);
    CHECK(first.zone == nullptr);
    icalcomponent* alarm = icalcomponent_get_first_component(each, ICAL_VALARM_COMPONENT);
    json seconds;
    if (alarm != nullptr) {
      icalproperty* trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
      seconds = icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration);
    }
    entries.push_back({icalcomponent_get_uid(each), written(first),
                       written(todo ? first : icalcomponent_get_dtend(each)),
                       text_or_null(icalcomponent_get_summary(each)),
                       text_or_null(icalcomponent_get_description(each)), seconds});
  }
  icalcomponent_free(calendar);
  return entries;
}

Entries without_alarms(Entries entries) {
  for (json& entry : entries) entry.erase(5);
  return entries;
}

}  // namespace

namespace {

/// A plan as a calendar, and what is in it.
struct Calendar {
  std::string file;
  std::string json_file;
  bool by_day = false;  ///< an entry has all of a day's lessons
};

std::vector<Calendar> make_calendars(const TemporaryFolder& folder) {
  const std::vector<std::vector<std::string>> forms{{},
                                                    {"--at", "19:30,sat=07:05", "--remind", "10"},
                                                    {"--remind", "08:00"},
                                                    {"--entries", "lesson", "--at", "06:00"},
                                                    {"--entries", "todo"}};
  std::vector<Calendar> all;
  for (const std::filesystem::path& catalog : valid_catalogs()) {
    for (const std::vector<std::string>& form : forms) {
      const std::string name = std::to_string(all.size()) + " " + catalog.stem().string();
      const Calendar calendar{.file = (folder / (name + ".ics")).string(),
                              .json_file = (folder / (name + ".json")).string(),
                              .by_day = form.empty() || form[0] != "--entries"};
      std::vector<std::string> command{
          "build",           catalog.string(), "--start", "2026-11-24",  "--deadline",
          "2026-12-11",      "--minutes",      "600",     "--learner",   "Zoë O’Neil, 한국어; \\ 🎓",
          "--off",           "2026-11-29",     "-o",      calendar.file, "-o",
          calendar.json_file};
      command.insert(command.end(), form.begin(), form.end());
      const Outcome built = run_pensum(command, {.folder = folder.path()});
      CAPTURE(catalog.stem().string(), form, built.err);
      if (catalog.stem().string().starts_with("long") && built.status != 0) continue;
      REQUIRE(built.status == 0);
      all.push_back(calendar);
    }
  }
  return all;
}

/// The entries are those of the plan.
void check_entries(const Entries& entries, const Calendar& calendar) {
  const json plan = json::parse(bytes_of(calendar.json_file));
  std::size_t expected = 0;
  std::size_t at = 0;
  for (const json& day : plan["days"]) {
    const std::size_t lessons = day["lessons"].size();
    const bool reviews = !day["reviews"].empty();
    if (lessons == 0 && !reviews && !day["buffer"].get<bool>()) continue;
    expected += calendar.by_day || (lessons == 0 && !reviews) ? 1U : lessons + (reviews ? 1U : 0U);
    for (; at < std::min(expected, entries.size()); ++at)
      CHECK(entries[at][1].get<std::string>().starts_with(day["date"].get<std::string>()));
  }
  CHECK(entries.size() == expected);
}

}  // namespace

TEST_CASE("readers of calendars find the same entries with the same texts") {
  const TemporaryFolder folder;
  const std::vector<Calendar> calendars = make_calendars(folder);
  std::vector<std::string> files;
  for (const Calendar& calendar : calendars) files.push_back(calendar.file);
  const std::vector<Entries> by_icaljs = entries_of(node("read_calendar_icaljs.mjs", files));
  const std::vector<Entries> by_node_ical = entries_of(node("read_calendar_node_ical.mjs", files));
  std::vector<std::string> python{"/usr/bin/python3",
                                  (source_folder() / "tests/conformance/read_calendar.py").string()};
  python.insert(python.end(), files.begin(), files.end());
  const std::vector<Entries> by_python = entries_of(tool(python));
  REQUIRE(by_icaljs.size() == calendars.size());
  REQUIRE(by_node_ical.size() == calendars.size());
  REQUIRE(by_python.size() == calendars.size());
  std::size_t alarms = 0;
  for (std::size_t i = 0; i < calendars.size(); ++i) {
    CAPTURE(files[i]);
    const Entries& entries = by_icaljs[i];
    CHECK(by_python[i] == entries);
    CHECK(entries_by_libical(bytes_of(files[i])) == entries);
    CHECK(by_node_ical[i] == without_alarms(entries));
    check_entries(entries, calendars[i]);
    for (const json& entry : entries) alarms += entry[5].is_null() ? 0U : 1U;
  }
  CHECK(alarms > 20);
}
