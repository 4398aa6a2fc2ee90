#include "base/utf8.hpp"
#include "cli/command.hpp"
#include "manual/document.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

using pensum::test::holds;
using pensum::test::Outcome;
using pensum::test::run_pensum;

TEST_CASE("help goes to stdout and is not an error") {
  for (const char* flag : {"--help", "-h"}) {
    const Outcome all = run_pensum({flag});
    CHECK(all.status == 0);
    CHECK(all.err.empty());
    for (const char* command : {"build", "show", "replan", "check", "list"}) {
      CHECK(holds(all.out, std::string("\n  pensum ") + command + " "));
      const Outcome one = run_pensum({command, flag});
      CHECK(one.status == 0);
      CHECK(one.err.empty());
      CHECK(one.out.starts_with(std::string("usage: pensum ") + command + " "));
      CHECK(holds(one.out, "\n  -h, --help "));
    }
  }
}

TEST_CASE("a command's help names its options, and each of them is taken") {
  struct Case {
    std::string option;
    std::string value;
  };
  const Case plan_options[] = {
      {"start", "2026-11-24"}, {"deadline", "2026-12-07"},
      {"minutes", "20"},       {"weekday", "sat=40,sun=0"},
      {"off", "2026-12-01"},   {"on", "2026-12-06=45"},
      {"pace", "early"},       {"path", "water"},
      {"only", "q1..w5"},      {"skip", "q1"},
      {"done", "q1"},          {"learner", "Ada"},
      {"lang", "de"},          {"week-start", "sun"},
      {"reviews", "2,5"},      {"buffer", "1"},
      {"split", "5"},          {"today", "2026-11-25"},
      {"begun", "q1=1"},       {"missed", "q1/1"},
      {"reviewed", "q1/2"},
  };
  const std::string catalog = PENSUM_SOURCE_DIR "/tests/catalogs/valid/harbour.xml";
  const std::string show_help = run_pensum({"show", "--help"}).out;
  const std::string build_help = run_pensum({"build", "--help"}).out;
  for (const auto& [option, value] : plan_options) {
    CAPTURE(option);
    CHECK(holds(show_help, "--" + option + " "));
    CHECK(holds(build_help, "--" + option + " "));
    const Outcome spaced = run_pensum({"show", catalog, "--start", "2026-11-24", "--" + option, value});
    CHECK(spaced.status == 0);
    CHECK(spaced.err.empty());
    CHECK(run_pensum({"show", "--start=2026-11-24", fmt::format("--{}={}", option, value), catalog}).out ==
          spaced.out);
  }
  CHECK(holds(show_help, "--format ics|json|text|request "));
  CHECK(holds(build_help, "--layout LAYOUT "));
  CHECK(holds(build_help, "-o, --output FILE "));
}

TEST_CASE("help COMMAND is the help of the command") {
  const std::string program = run_pensum({"--help"}).out;
  CHECK(run_pensum({"help"}).out == program);
  for (const char* command : {"build", "show", "replan", "check", "cohort", "import", "list", "help"}) {
    CAPTURE(command);
    const Outcome outcome = run_pensum({"help", command});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out == run_pensum({command, "--help"}).out);
    CHECK(holds(program, std::string("\n  pensum ") + command + " "));
  }
  const Outcome unknown = run_pensum({"help", "bulid"});
  CHECK(unknown.status == 2);
  CHECK(unknown.out.empty());
  CHECK(unknown.err == "pensum: error: there is no command “bulid”\nhint: did you mean “build”?\n");
  CHECK(run_pensum({"help", "build", "show"}).status == 2);
  CHECK(run_pensum({"--help", "build"}).out == run_pensum({"build", "--help"}).out);
  CHECK(run_pensum({"-h", "bulid"}).err == unknown.err);
}

TEST_CASE("help FORMAT leads to the page of the manual") {
  std::size_t formats = 0;
  for (const pensum::manual::PageOf& page : pensum::manual::pages_of_documents()) {
    if (page.section != 5) continue;
    CAPTURE(page.name);
    const std::string name(page.name.substr(std::string_view("pensum-").size()));
    const Outcome outcome = run_pensum({"help", name});
    CHECK(outcome.status == 2);
    CHECK(outcome.err == fmt::format("pensum: error: “{0}” is not a command, but a format\n"
                                     "hint: the manual describes it: man 5 pensum-{0}\n",
                                     name));
    ++formats;
  }
  CHECK(formats == 5);
}

TEST_CASE("without a terminal no line of help is wider than 80 columns") {
  for (const std::vector<std::string>& command : {std::vector<std::string>{"--help"},
                                                  {"build", "-h"},
                                                  {"show", "-h"},
                                                  {"replan", "-h"},
                                                  {"check", "-h"},
                                                  {"cohort", "-h"},
                                                  {"list", "-h"}}) {
    const Outcome outcome = run_pensum(command, {.variables = {{"COLUMNS", "200"}}});
    std::istringstream lines(outcome.out);
    std::size_t widest = 0;
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      widest = std::max(widest, pensum::count_code_points(line));
      CHECK_FALSE(line.ends_with(' '));
    }
    CHECK(widest <= 80);
    CHECK(widest > 40);
  }
}

TEST_CASE("help takes the width of the terminal, up to 100 columns") {
  const auto widest = [](const char* columns) {
    const Outcome outcome = pensum::test::run(
        {"script", "-qec",
         std::string("COLUMNS=") + columns + " '" + PENSUM_BINARY_DIR + "/bin/pensum' build -h",
         "/dev/null"});
    std::istringstream lines(outcome.out);
    std::size_t most = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with('\r')) line.pop_back();
      most = std::max(most, pensum::count_code_points(line));
    }
    return most;
  };
  CHECK(widest("60") <= 60);
  CHECK(widest("60") > 50);
  CHECK(widest("300") <= 100);
  CHECK(widest("300") > 90);
}

TEST_CASE("the version is the project's") {
  const Outcome outcome = run_pensum({"--version"});
  CHECK(outcome.status == 0);
  CHECK(outcome.out == "pensum " PENSUM_VERSION "\n");
  CHECK(outcome.err.empty());
}

TEST_CASE("without a command, the help lists the commands") {
  const Outcome outcome = run_pensum({});
  CHECK(outcome.status == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err == run_pensum({"--help"}).out);
}

TEST_CASE("what comes with pensum is listed") {
  const Outcome layouts = run_pensum({"list", "layouts"});
  CHECK(layouts.status == 0);
  CHECK(holds(layouts.out, "a4                 A4, portrait\n"));
  CHECK(holds(layouts.out, "letter             US Letter, portrait\n"));
  const Outcome fonts = run_pensum({"list", "fonts"});
  CHECK(fonts.status == 0);
  CHECK(fonts.err.empty());
  CHECK(holds(fonts.out, "Inter "));
  CHECK_FALSE(holds(fonts.out, "not installed"));
  CHECK(run_pensum({"list", "catalogs"}).status == 0);
  const Outcome languages = run_pensum({"list", "languages"});
  CHECK(languages.out.starts_with("en       English\n"));
  CHECK(languages.out.find("\npt-BR    Português (Brasil) (Brazilian Portuguese)\n") != std::string::npos);
}
