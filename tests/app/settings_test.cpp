// The same fault in a setting, wherever it is made: as an option, in a request file, in a roster's row.
#include "app/app.hpp"

#include "io/resources.hpp"
#include "io/temporary_folder.hpp"
#include "layout/sections.hpp"
#include "request/setting_table.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;
using app::ExitStatus;
namespace fs = std::filesystem;

namespace {

class Edges {
 public:
  Edges() {
    fs::create_directories(folder_ / "data/catalog");
    for (const char* name : {"layouts", "fonts"})
      fs::create_directory_symlink(fs::path(PENSUM_STAGED_DIR) / name, folder_ / "data" / name);
    folder_.file(
        "data/catalog/go-interview.xml",
        "<catalog id='go-interview' lang='en'><title>A small course</title><path id='one'>"
        "<title>One</title><lesson id='1' minutes='10'><title>First</title></lesson></path></catalog>");
  }

  std::string file(const std::string& name, const std::string& bytes) {
    return folder_.file(name, bytes).string();
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// What a run that has to fail reports.
  std::string errors(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    return run(arguments, ExitStatus::wrong_input, out);
  }

  std::string help(const char* command) {
    std::ostringstream out;
    CHECK(run({command, "--help"}, ExitStatus::done, out).empty());
    return out.str();
  }

  std::string build(std::vector<std::string> more) {
    more.insert(more.begin(), {"build", "-o", path("a.pdf"), "-o", path("a.epub")});
    return errors(more);
  }
  std::string cohort(const std::string& roster) {
    return errors({"cohort", roster, "-q", "-o", roster + ".out"});
  }

 private:
  std::string run(const std::vector<std::string>& arguments, ExitStatus status, std::ostringstream& out) {
    std::ostringstream err;
    app::World world{.out = out,
                     .err = err,
                     .today = [] { return parse_date("2026-11-24").value(); },
                     .variable = [](const char*) { return std::nullopt; },
                     .resources = io::Resources(folder_ / "data")};
    CHECK(app::run(arguments, world) == status);
    return err.str();
  }

  TemporaryFolder folder_;
};

/// A wrong value for each setting, and what is reported of it.
struct Fault {
  std::string value;
  std::string message;
};

const std::map<std::string_view, Fault> faults{
    {"start", {"2026-02-29", "“2026-02-29” is not a date\nhint: February 2026 has 28 days\n"}},
    {"deadline", {"2026-02-29", "“2026-02-29” is not a date\nhint: February 2026 has 28 days\n"}},
    {"minutes", {"many", "“many” is not a number of minutes\nhint: write a whole number from 1 to 1440\n"}},
    {"weekday", {"moon=3", "“moon” is not a day of the week\nhint: did you mean “mon”?\n"}},
    {"off",
     {"2026-12-05..2026-12-01",
      "2026-12-05..2026-12-01 runs backwards\nhint: write 2026-12-01..2026-12-05\n"}},
    {"off-calendar",
     {"/no/such.ics",
      "/no/such.ics cannot be read: No such file or directory\nhint: check the name and the folder\n"}},
    {"off-match",
     {std::string(201, 'x'),
      "“" + std::string(60, 'x') + "…” is too long\nhint: the limit is 200 characters\n"}},
    {"on", {"2026-02-29=5", "“2026-02-29” is not a date\nhint: February 2026 has 28 days\n"}},
    {"path", {"ono", "there is no path “ono” in the catalog\nhint: did you mean “one”?\n"}},
    {"only", {"q9", "there is no lesson “q9” in the catalog\nhint: its lessons run from 1 to 1\n"}},
    {"skip", {"1..", "the range “1..” has only one end\nhint: write both ends, such as 1..6\n"}},
    {"today", {"someday", "“someday” is not a date\nhint: write a date as YYYY-MM-DD, such as 2026-12-07\n"}},
    {"begun",
     {"6",
      "“6” gives no lesson and minutes\nhint: write a lesson and the minutes that are left of it, such as "
      "6=4\n"}},
    {"missed", {"4", "“4” is not a review\nhint: write a lesson and which of its reviews, such as 4/1\n"}},
    {"reviewed", {"4/13", "“13” is not a number of a review\nhint: write a whole number from 1 to 12\n"}},
    {"done", {"1=2026-02-29", "“2026-02-29” is not a date\nhint: February 2026 has 28 days\n"}},
    {"pace", {"fast", "there is no pace “fast”\nhint: write even or early\n"}},
    {"reviews",
     {"7,3",
      "3 comes after 7, but every review is later than the one before\n"
      "hint: write the days in rising order, such as 1,3,7\n"}},
    {"buffer",
     {"-1", "“-1” is not a number of study days\nhint: write a whole number from 0 to 36525, or auto\n"}},
    {"split", {"721", "“721” is not a number of minutes\nhint: write a whole number from 1 to 720\n"}},
    {"fit", {"maybe", "“maybe” is neither yes nor no\nhint: write yes or no\n"}},
    {"learner",
     {std::string(201, 'x'),
      "“" + std::string(60, 'x') + "…” is too long\nhint: the limit is 200 characters\n"}},
    {"lang", {"e n", "“e n” is not a language tag\nhint: write a BCP 47 tag such as en, de-CH or pt-BR\n"}},
    {"week-start", {"weekend", "“weekend” is more than one day\nhint: write one, such as mon or sun\n"}},
    {"undated", {"perhaps", "“perhaps” is neither yes nor no\nhint: write yes or no\n"}},
    {"layout", {"leter", "there is no layout “leter”\nhint: did you mean “letter”?\n"}},
    {"sections", {"overview,dayz", "“dayz” is not a section\nhint: did you mean “days”?\n"}},
    {"hand", {"both", "“both” is not a hand\nhint: write left or right\n"}},
    {"epub-css",
     {"/no/such.css",
      "/no/such.css cannot be read: No such file or directory\nhint: check the name and the folder\n"}},
    {"at", {"25:00", "“25:00” is not a time of day\nhint: write hours and minutes, from 00:00 to 23:59\n"}},
    {"remind",
     {"soon",
      "“soon” is neither a time of day nor a number of minutes\n"
      "hint: write a time such as 08:00, or from 0 to 10080 minutes\n"}},
    {"entries", {"weeks", "there are no entries “weeks”\nhint: write day, lesson or todo\n"}},
};

}  // namespace

TEST_CASE("a fault is told alike at all edges, each with its own name and place") {
  Edges edges;
  for (const SettingRow& row : setting_table()) {
    CAPTURE(row.name);
    REQUIRE(faults.contains(row.name));
    const auto& [value, message] = faults.at(row.name);
    const std::string name(row.name);
    const auto expected = [&](const std::string& place, const std::string& label) {
      return "pensum: error: " + place + label + ": " + message;
    };
    if (row.value.empty()) {
      CHECK(edges.build({"--" + name + "=" + value}) ==
            "pensum: error: --" + name + " takes no value\nhint: leave out = and what follows it\n");
    } else {
      CHECK(edges.build({"--" + name, value}) == expected("", "--" + name));
    }
    if (row.in_requests) {
      const std::string file = edges.file("r.xml", "<request\n  " + name + "='" + value + "'/>");
      CHECK(edges.build({"--request", file}) ==
            expected(fmt::format("{}:2:{}: ", file, 3 + name.size() + 2), name));
    }
    if (row.in_rosters) {
      const std::string table = edges.file("class.csv", "file," + name + "\nx,\"" + value + "\"\n");
      CHECK(edges.cohort(table) == expected(table + ":2:4: ", "row 2, " + name));
      const std::string xml =
          edges.file("class.xml", "<roster>\n<learner " + name + "='" + value + "' file='x'/></roster>");
      CHECK(edges.cohort(xml) ==
            expected(fmt::format("{}:2:{}: ", xml, 10 + name.size() + 2), "learner 1, " + name));
    }
  }
  CHECK(faults.size() == setting_table().size());
}

TEST_CASE("the help of commands that make plans lists every setting") {
  Edges edges;
  for (const char* command : {"build", "show", "cohort"}) {
    const std::string help = edges.help(command);
    for (const SettingRow& row : setting_table()) {
      CAPTURE(command, row.name);
      const std::string letter = row.letter == 0 ? "    " : fmt::format(" -{},", row.letter);
      const std::string value = row.value.empty() ? "" : fmt::format(" {}", row.value);
      const std::string term = fmt::format("\n {} --{}{}", letter, row.name, value);
      CHECK((help.find(term + " ") != std::string::npos || help.find(term + "\n") != std::string::npos));
    }
  }
}

TEST_CASE("the help of commands that make plans lists every section") {
  Edges edges;
  std::vector<std::string_view> names = layout::section_names();
  std::ranges::copy(layout::preset_names(), std::back_inserter(names));
  for (const char* command : {"build", "show", "replan", "cohort"}) {
    const std::string help = edges.help(command);
    const std::string of_sections = help.substr(help.find("what the PDF holds"));
    for (const std::string_view name : names) {
      CAPTURE(command, name);
      CHECK(of_sections.substr(0, of_sections.find("default short")).contains(name));
    }
  }
}

TEST_CASE("check reports unknown attributes of a request together with wrong values") {
  Edges edges;
  const std::string file = edges.file("r.xml", "<request start=\"2026-13-01\" deadline=\"x\" minuts=\"3\"/>");
  const std::string said = edges.errors({"check", file});
  for (const char* place : {":1:17: ", ":1:39: ", ":1:42: "}) {
    CAPTURE(said, place);
    CHECK(said.contains("pensum: error: " + file + place));
  }
}

TEST_CASE("check reports what is wrong with a request before it knows the course") {
  Edges edges;
  const auto check = [&](const std::string& attributes) {
    const std::string file = edges.file("r.xml", "<request " + attributes + "/>");
    std::string said = edges.errors({"check", file});
    for (std::size_t at; (at = said.find(file)) != std::string::npos;) said.replace(at, file.size(), "r.xml");
    return said;
  };
  CHECK(check("start='2026-12-10' deadline='2026-12-01'") ==
        "pensum: error: r.xml:1:39: deadline=\"2026-12-01\" lies before start=\"2026-12-10\"\n"
        "hint: the deadline is the last day of the plan; it may be the start itself\n");
  CHECK(
      check("start='2026-12-10' deadline='2026-12-11' on='2026-12-09=5,2026-12-12=5' done='1=2026-12-10'") ==
      "pensum: error: r.xml:1:55: on=\"2026-12-09\" lies before start=\"2026-12-10\"\n"
      "hint: leave it out, or start earlier\n"
      "pensum: error: r.xml:1:55: on=\"2026-12-12\" lies after deadline=\"2026-12-11\"\n"
      "hint: leave it out, or choose a later deadline\n"
      "pensum: error: r.xml:1:88: done=\"1=2026-12-10\": the plan starts on 2026-12-10\n"
      "hint: name a date before the start, or what day it is: today=\"2026-12-11\"\n");
  CHECK(check("start='2026-12-10' deadline='2026-12-11' buffer='2'")
            .starts_with("pensum: error: r.xml:1:59: buffer=\"2\" leaves no study day"));
  CHECK(check("start='2026-12-10' deadline='2026-12-11' off='2026-12-01..2026-12-24'") ==
        "pensum: error: r.xml:1:39: no date from 2026-12-10 to 2026-12-11 has a budget above 0: 2 are days "
        "off (off)\n"
        "hint: free some days, or choose a later deadline\n");
  CHECK(check("start='2026-02-29'") ==
        "pensum: error: r.xml:1:17: start: “2026-02-29” is not a date\nhint: February 2026 has 28 days\n");
  const std::string table =
      edges.file("class.csv", "learner,start,deadline\nAda,2026-12-10,2026-12-01\nBo,2026-02-29,\n");
  CHECK(edges.errors({"check", table}) ==
        "pensum: error: " + table +
            ":2:16: row 2, deadline 2026-12-01 lies before start 2026-12-10\n"
            "hint: the deadline is the last day of the plan; it may be the start itself\n"
            "pensum: error: " +
            table +
            ":3:4: row 3, start: “2026-02-29” is not a date\n"
            "hint: February 2026 has 28 days\n");
}
