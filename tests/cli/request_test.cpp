// Request files: the same settings as on the command line, which wins over them.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

std::string show(const TemporaryFolder& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"show", sample("harbour").string()});
  const Outcome outcome = run_pensum(arguments, {.folder = folder.path()});
  CAPTURE(arguments, outcome.err);
  REQUIRE(outcome.status == 0);
  return outcome.out;
}

}  // namespace

TEST_CASE("a request can contain all that options can, and makes the same plan") {
  const TemporaryFolder folder;
  const std::vector<std::vector<std::string>> requests = {
      {"-s", "2026-11-24"},
      {"-s", "2026-11-24", "-d", "2026-12-24", "-m", "45", "--buffer", "2", "--reviews", "2,9"},
      {"-s", "2028-02-28", "--weekday", "1=30,sun=0", "--weekday", "weekend=50", "--off",
       "2028-03-01..2028-03-03", "--off", "2028-03-08", "--on", "2028-03-02=25", "--week-start", "sunday",
       "--lang", "de-CH"},
      {"-s", "2026-11-24", "-d", "2026-11-28", "-m", "30", "--fit", "--split", "7", "--pace", "early",
       "--reviews", "none", "--learner", "O’Brien <& \"Söhne\">", "--skip", "q1", "--layout", "letter"},
      {"-s", "2026-11-24", "--only", "q1..w2", "--done", "q1,q2"},
      {"-s", "2026-11-24", "--today", "2026-11-27", "--done", "q1,q2=2026-11-25", "--begun", "q3=2",
       "--missed", "q1/1", "--reviewed", "q2/2,q2/3"},
  };
  for (const std::vector<std::string>& options : requests) {
    CAPTURE(options);
    std::vector<std::string> as_request = options;
    as_request.insert(as_request.end(), {"--format", "request"});
    const std::string file = show(folder, as_request);
    write(folder / "r.xml", file);
    CHECK(run_pensum({"check", "r.xml"}, {.folder = folder.path()}).status == 0);
    for (const char* format : {"json", "text", "request"}) {
      std::vector<std::string> direct = options;
      direct.insert(direct.end(), {"--format", format});
      CHECK(show(folder, {"--request", "r.xml", "--format", format}) == show(folder, direct));
    }
  }
}

TEST_CASE("what a request file contains, and how it is written") {
  const TemporaryFolder folder;
  CHECK(show(folder, {"-s", "2026-11-24", "--weekday", "sat=40,sun=0", "--off", "2026-12-01", "--fit",
                      "--week-start", "sun", "--format", "request"}) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<request\n"
        "  start=\"2026-11-24\"\n"
        "  weekday=\"sat=40,sun=0\"\n"
        "  off=\"2026-12-01\"\n"
        "  fit=\"yes\"\n"
        "  week-start=\"sun\" />\n");
}

TEST_CASE("options win over a request file, setting by setting") {
  const TemporaryFolder folder;
  write(folder / "r.xml",
        "<request start='2026-11-24' deadline='2026-12-24' off='2026-11-25' reviews='none'/>");
  const std::string text = show(folder, {"--request", "r.xml", "--deadline", "2026-12-01", "--off",
                                         "2026-11-26", "--format", "request"});
  CHECK(text.find("deadline=\"2026-12-01\"") != std::string::npos);
  CHECK(text.find("off=\"2026-11-26\"") != std::string::npos);
  CHECK(text.find("reviews=\"none\"") != std::string::npos);
  CHECK(text.find("2026-12-24") == std::string::npos);
}

TEST_CASE("all faults of a request are reported with their places") {
  const TemporaryFolder folder;
  write(folder / "r.xml",
        "<request start='2026-11-24'\n"
        "  minutes='many' weekday='san=5'\n"
        "  reviews='7,3'/>\n");
  const std::string expected =
      "pensum: error: r.xml:2:12: minutes: “many” is not a number of minutes\n"
      "hint: write a whole number from 1 to 1440\n"
      "pensum: error: r.xml:2:27: weekday: “san” is not a day of the week\n"
      "hint: did you mean “sat”?\n"
      "pensum: error: r.xml:3:12: reviews: 3 comes after 7, but every review is later than the one before\n"
      "hint: write the days in rising order, such as 1,3,7\n";
  for (const std::vector<std::string>& command : {std::vector<std::string>{"check", "r.xml"},
                                                  {"show", "--request", "r.xml"},
                                                  {"build", "--request", "r.xml"}}) {
    const Outcome outcome = run_pensum(command, {.folder = folder.path()});
    CHECK(outcome.status == 2);
    CHECK(outcome.err == expected);
  }
  write(folder / "r.xml", "<request begin='2026-11-24' dedline='2026-11-30'><off/></request>");
  const Outcome outcome = run_pensum({"show", "--request", "r.xml"}, {.folder = folder.path()});
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("r.xml:1:10: <request> has no attribute “begin”") != std::string::npos);
  CHECK(outcome.err.find("hint: did you mean “deadline”?") != std::string::npos);
  CHECK(outcome.err.find("<off>") != std::string::npos);
  write(folder / "plan.xml", "<roster/>");
  CHECK(run_pensum({"build", "--request", "plan.xml"}, {.folder = folder.path()}).err ==
        "pensum: error: plan.xml:1:1: <roster> is not a request\nhint: a request starts with <request>\n");
  CHECK(run_pensum({"show", "--request", "none.xml"}, {.folder = folder.path()}).status == 2);
}

TEST_CASE("wrong values of the options about reviews, buffer and splitting") {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"--reviews", "0"},
       "pensum: error: --reviews: “0” is not a number of days after a lesson\n"
       "hint: write a whole number from 1 to 3650, or none\n"},
      {{"--buffer", "-1"},
       "pensum: error: --buffer: “-1” is not a number of study days\nhint: write a whole number from 0 to "
       "36525, or auto\n"},
      {{"--split", "721"},
       "pensum: error: --split: “721” is not a number of minutes\nhint: write a whole number from "
       "1 "
       "to 720\n"},
      {{"--week-start", "weekend"},
       "pensum: error: --week-start: “weekend” is more than one day\nhint: write one, such as mon or sun\n"},
      {{"--fit=no"}, "pensum: error: --fit takes no value\nhint: leave out = and what follows it\n"},
      {{"-s", "2026-11-24", "-d", "2026-11-26", "--buffer", "3"},
       "pensum: error: --buffer 3 leaves no study day for lessons: from 2026-11-24 to 2026-11-26 there are "
       "only 3\n"
       "hint: choose a smaller buffer or a later deadline\n"},
      {{"--explain", "--format", "request"},
       "pensum: error: --explain has no effect with --format request\nhint: leave one of them out\n"},
      {{"--format", "jsn"},
       "pensum: error: --format: there is no format “jsn”\nhint: did you mean “json”?\n"},
  };
  for (const auto& [options, expected] : cases) {
    CAPTURE(options);
    std::vector<std::string> command{"show", sample("harbour").string()};
    command.insert(command.end(), options.begin(), options.end());
    const Outcome outcome = run_pensum(command, {.folder = folder.path()});
    CHECK(outcome.status == 2);
    CHECK(outcome.err == expected);
  }
}

TEST_CASE("a budget of nothing everywhere names the settings that make it so") {
  const Outcome outcome =
      run_pensum({"show", sample("harbour").string(), "-s", "2026-11-24", "-d", "2026-11-28", "-m", "30",
                  "--off", "2026-11-24..2026-11-26", "--weekday", "fri=0,sat=0"});
  CHECK(outcome.status == 3);
  CHECK(outcome.err.find(
            "no date from 2026-11-24 to 2026-11-28 has a budget above 0: 3 are days off (--off), 2 "
            "have 0 minutes (--weekday or --on)\n") != std::string::npos);
}
