// The table of settings: that each row is read, written and named everywhere.
#include "request/setting_table.hpp"

#include "request/plan_request.hpp"
#include "request/request_file.hpp"
#include "request/roster_columns.hpp"
#include "request/settings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace pensum;

namespace {

Date today() { return parse_date("2026-11-24").value(); }

/// For each setting a value that is not its default.
const std::map<std::string_view, std::string> other_values{
    {"start", "2026-11-30"},
    {"deadline", "2026-12-24"},
    {"minutes", "38"},
    {"weekday", "mon=0,sat=40"},
    {"off", "2026-12-01,2026-12-05..2026-12-07"},
    {"off-calendar", "holidays.ics,my own/school.ics"},
    {"off-match", "(§),Ferien"},
    {"on", "2026-12-06=45,2026-12-08=0"},
    {"today", "2026-12-02"},
    {"path", "beginner,senior"},
    {"only", "1..6,9"},
    {"skip", "2,4..5"},
    {"done", "1..3,4=2026-11-20"},
    {"begun", "6=4,9=10/2"},
    {"missed", "4/1,4/2"},
    {"reviewed", "4/3"},
    {"pace", "early"},
    {"reviews", "2,9"},
    {"buffer", "0"},
    {"split", "7"},
    {"fit", "yes"},
    {"learner", "O’Brien <& \"Söhne\">"},
    {"lang", "de-CH"},
    {"week-start", "sun"},
    {"undated", "yes"},
    {"layout", "./my \"own\".xml"},
    {"sections", "short,notes"},
    {"hand", "left"},
    {"epub-css", "my.css"},
    {"at", "19:30,sat=10:00"},
    {"remind", "08:00"},
    {"entries", "todo"},
};

PlanRequest read(const std::vector<Setting>& settings) {
  const Result<PlanRequest> asked = plan_request_of(Settings(settings, {}), today);
  REQUIRE(asked.has_value());
  return *asked;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(std::filesystem::path(PENSUM_SOURCE_DIR) / file, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What the first group of `pattern` matches, wherever it does.
std::set<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex); at != std::sregex_iterator(); ++at)
    found.insert((*at)[1].str());
  return found;
}

std::string part(const std::string& text, std::string_view from, std::string_view to) {
  const std::size_t first = text.find(from);
  REQUIRE(first != std::string::npos);
  const std::size_t last = text.find(to, first + from.size());
  REQUIRE(last != std::string::npos);
  return text.substr(first, last - first);
}

std::set<std::string> names(bool (*wanted)(const SettingRow&)) {
  std::set<std::string> all;
  for (const SettingRow& row : setting_table()) {
    if (wanted(row)) all.emplace(row.name);
  }
  return all;
}

}  // namespace

TEST_CASE("each setting alone makes another request, and a request file keeps it") {
  const PlanRequest none = read({});
  std::vector<PlanRequest> seen{none};
  for (const SettingRow& row : setting_table()) {
    CAPTURE(row.name);
    REQUIRE(other_values.contains(row.name));
    const std::string& value = other_values.at(row.name);
    const PlanRequest other = read({{.name = std::string(row.name), .value = value}});
    CHECK(std::ranges::find(seen, other) == seen.end());
    CHECK(row.write(other) == value);
    CHECK((row.name == "start" || row.write(none).empty()));
    // Its request has no start, which is today.
    const bool has_start = row.name != "undated";
    seen.push_back(other);

    const std::string file = request_file(other);
    const Result<Settings> settings = read_request_file(file, "request.xml");
    REQUIRE(settings.has_value());
    const Result<PlanRequest> again = plan_request_of(*settings, has_start ? [] { return Date(); } : today);
    REQUIRE(again.has_value());
    CHECK((*again == other) == row.in_requests);
    CHECK(settings->has(row.name) == row.in_requests);
    CHECK(settings->size() == (row.name != "start" && has_start && row.in_requests ? 2U : 1U));
    CHECK(request_file(*again) == file);
  }
  CHECK(other_values.size() == setting_table().size());
}

TEST_CASE("settings that are given twice add up, or the last one wins") {
  for (const SettingRow& row : setting_table()) {
    CAPTURE(row.name);
    const std::string name(row.name);
    const std::map<std::string_view, std::string> firsts{
        {"weekday", "tue=5"}, {"off", "2026-11-26"}, {"on", "2026-11-27=5"}, {"path", "own"},
        {"only", "0"},        {"skip", "0"},         {"done", "0"},          {"off-calendar", "a.ics"},
        {"off-match", "x"},   {"at", "sun=07:00"},   {"begun", "0=1"},       {"missed", "0/1"},
        {"reviewed", "0/1"},
    };
    CHECK(firsts.contains(row.name) == row.repeats);
    const std::string& value = other_values.at(row.name);
    if (row.repeats) {
      const PlanRequest both =
          read({{.name = name, .value = firsts.at(row.name)}, {.name = name, .value = value}});
      CHECK(both == read({{.name = name, .value = firsts.at(row.name) + "," + value}}));
    } else {
      // What is given up is not even looked at.
      CHECK(read({{.name = name, .value = "∅"}, {.name = name, .value = value}}) ==
            read({{.name = name, .value = value}}));
    }
  }
}

TEST_CASE("names and letters are given once, and each row is found by its name") {
  std::set<std::string_view> seen;
  std::set<char> letters;
  for (const SettingRow& row : setting_table()) {
    CAPTURE(row.name);
    CHECK(seen.insert(row.name).second);
    CHECK((row.letter == 0 || letters.insert(row.letter).second));
    CHECK(find_setting(row.name) == &row);
    CHECK_FALSE(row.help.empty());
    CHECK(std::ranges::count(setting_headings(), row.group, &SettingHeading::group) == 1);
  }
  CHECK(find_setting("dedline") == nullptr);
  for (const SettingHeading& heading : setting_headings())
    CHECK(std::ranges::count(setting_table(), heading.group, &SettingRow::group) > 0);
}

TEST_CASE("the documents name exactly the settings") {
  const std::set<std::string> in_requests = names([](const SettingRow& row) { return row.in_requests; });
  const std::set<std::string> all = names([](const SettingRow&) { return true; });
  CHECK(all_matches(part(bytes_of("docs/request.xsd"), "<xs:attributeGroup name=\"settings\">",
                         "</xs:attributeGroup>"),
                    "<xs:attribute name=\"([^\"]+)\"") == in_requests);

  const std::string requests = part(bytes_of("docs/requests.md"), "| attribute | option |", "\n\n");
  std::string attributes;
  std::string options_of;
  for (const std::string& cells : all_matches(requests, "\n([|][^|]+[|][^|]+[|])")) {
    const std::size_t middle = cells.find('|', 1);
    attributes += cells.substr(0, middle);
    options_of += cells.substr(middle);
  }
  CHECK(all_matches(attributes, "`([a-z-]+)`") == in_requests);
  CHECK(all_matches(options_of, "`--([a-z-]+)`") == in_requests);

  std::set<std::string> columns(roster_columns().begin(), roster_columns().end());
  CHECK(columns.size() == roster_columns().size());
  for (const std::string& name : names([](const SettingRow& row) { return row.in_rosters; })) {
    CAPTURE(name);
    CHECK(columns.erase(name) == 1);
  }
  // The page on rosters names those of its own, and refers to the page on requests for all others.
  std::set<std::string> own = all_matches(bytes_of("docs/rosters.md"), "\n\\| `([a-z-]+)` \\|");
  CHECK(columns == own);
  CHECK(all_matches(
            part(bytes_of("docs/roster.xsd"), "<xs:attributeGroup ref=\"settings\"/>", "</xs:complexType>"),
            "<xs:attribute name=\"([^\"]+)\"") == columns);

  std::set<std::string> options =
      all_matches(part(bytes_of("README.md"), "| option | what you get |", "\n\n"), "--([a-z][a-z-]*)");
  CHECK(options.erase("request") == 1);  // where settings come from
  CHECK(options.erase("format") == 1);   // of what goes to standard output
  // What becomes of a file, and of a run.
  for (const char* other : {"overwrite", "open", "dry-run", "quiet", "verbose", "no-config"})
    CHECK(options.erase(other) == 1);
  CHECK(options == all);
}

TEST_CASE("requests are equal if they ask for the same") {
  const PlanRequest one =
      read({{.name = "off", .value = "2026-12-01,2026-12-02"}, {.name = "fit", .value = "yes"}});
  CHECK(one == read({{.name = "fit", .value = "TRUE"},
                     {.name = "off", .value = "2026-12-01"},
                     {.name = "off", .value = "2026-12-02"}}));
  CHECK(one.request == read({{.name = "off", .value = "2026-12-01, 2026-12-02"},
                             {.name = "fit", .value = "1"},
                             {.name = "layout", .value = "a5"}})
                           .request);
  CHECK(one != read({{.name = "off", .value = "2026-12-01..2026-12-02"}, {.name = "fit", .value = "yes"}}));
}

TEST_CASE("settings that were not made are filled in, all values of a name together") {
  Settings row(
      {{.name = "off", .value = "2026-12-01", .form = SettingForm::cell, .place = {"class.csv", 2, 1}},
       {.name = "minutes", .value = "30", .form = SettingForm::cell, .place = {"class.csv", 2, 9}}},
      {.form = SettingForm::cell, .place = {"class.csv", 2, 1}, .row = true});
  const Settings defaults({{.name = "off", .value = "2026-12-24"},
                           {.name = "lang", .value = "de"},
                           {.name = "lang", .value = "fr"}},
                          {});
  row.fill_in(defaults);
  CHECK(row.size() == 4);
  CHECK(row.last("off", "") == "2026-12-01");
  CHECK(row.last("lang", "") == "fr");
  CHECK(row.last("minutes", "") == "30");
  CHECK(row.last("path", "all") == "all");
  row.override_with({{.name = "off", .value = "2026-12-25"}, {.name = "off", .value = "2026-12-26"}});
  CHECK(row.size() == 5);
  CHECK(row.find("off")->form == SettingForm::flag);
}

TEST_CASE("code that makes plans and documents does not know how settings are made", "[long]") {
  const std::filesystem::path source = std::filesystem::path(PENSUM_SOURCE_DIR) / "src";
  const std::set<std::filesystem::path> edges{source / "app", source / "cohort", source / "press",
                                              source / "request"};
  std::size_t files = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(source)) {
    const std::filesystem::path& path = file.path();
    if (edges.contains(path.parent_path()) || (path.extension() != ".cpp" && path.extension() != ".hpp"))
      continue;
    ++files;
    const std::string text = std::regex_replace(bytes_of(path), std::regex("yt-dlp --flat"), "yt-dlp");
    CAPTURE(path);
    CHECK(all_matches(text, "(\"[^\"\n]*--[a-z])").empty());
    CHECK(all_matches(text, "(//[^\n]*[ (`]--[a-z])").empty());
    if (path.parent_path() == source / "import") continue;  // its settings are the options of one command
    // And it names no setting that does not exist; date-order is an option of the commands that read rosters.
    for (const std::string& name : all_matches(text, "\\bnamed\\(\"([^\"]*)\""))
      CHECK((find_setting(name) != nullptr || name == "date-order" || name == "sheet"));
  }
  CHECK(files > 100);
}

TEST_CASE("the request for a plan without dates has none, and asks for the same plan on any day") {
  const std::vector<Setting> asked{{.name = "start", .value = "2026-11-26"},
                                   {.name = "deadline", .value = "2026-12-09"},
                                   {.name = "off", .value = "2026-11-30..2026-12-01"},
                                   {.name = "on", .value = "2026-12-05=30"},
                                   {.name = "undated", .value = "yes"}};
  const auto request_of = [](std::vector<Setting> settings, const char* more, const char* value) {
    if (more != nullptr) settings.push_back({.name = more, .value = value});
    const std::string file = request_file(read(settings));
    return file.substr(file.find("<request"));
  };
  CHECK(request_of(asked, nullptr, nullptr) ==
        "<request\n  deadline=\"+13d\"\n  off=\"+4d..+5d\"\n  on=\"+9d=30\"\n  undated=\"yes\" />\n");
  // Where something goes by weekdays, it counts on which of them the plan starts.
  CHECK(request_of(asked, "weekday", "sun=0").starts_with("<request\n  start=\"thu\"\n"));
  CHECK(request_of(asked, "week-start", "mon").starts_with("<request\n  start=\"thu\"\n"));

  std::vector<Setting> by_weekday = asked;
  by_weekday.push_back({.name = "weekday", .value = "sun=0"});
  const Result<Settings> kept = read_request_file(request_file(read(by_weekday)), "request.xml");
  REQUIRE(kept.has_value());
  const Result<PlanRequest> again = plan_request_of(*kept, [] { return parse_date("2028-02-25").value(); });
  REQUIRE(again.has_value());
  const Date thursday = parse_date("2028-03-02").value();
  CHECK(again->request.start == thursday);
  CHECK(again->request.deadline == thursday + days{13});
  CHECK(again->request.off == std::vector<DateRange>{{thursday + days{4}, thursday + days{5}}});
  CHECK(again->request.on == std::map<Date, Minutes>{{thursday + days{9}, Minutes{30}}});
  CHECK(request_file(*again) == request_file(read(by_weekday)));
}
