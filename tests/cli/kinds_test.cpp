// What the commands offer and write follows the table of kinds, row by row.
#include "press/kinds.hpp"
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::test;
using press::Kind;

namespace {

/// Help without its line breaks.
std::string help_of(const std::string& command) {
  std::string text;
  bool apart = false;
  for (const char c : run_pensum({command, "--help"}).out) {
    const bool space = c == ' ' || c == '\n';
    if (space && !apart) text += ' ';
    if (!space) text += c;
    apart = space;
  }
  return text;
}

std::vector<std::string> with(std::vector<std::string> command, const std::vector<std::string>& more) {
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

}  // namespace

TEST_CASE("help names every kind of output") {
  const std::string build = help_of("build");
  const std::string show = help_of("show");
  const std::string cohort = help_of("cohort");
  CHECK(holds(build, press::listed(press::endings())));
  CHECK(holds(build, "--format " + press::listed(press::names(), "|", "|") + " "));
  CHECK(holds(build, "<catalog id>" + press::listed(press::endings(&Kind::by_default), " and ")));
  CHECK(holds(show, "--format " + press::listed(press::names(&Kind::is_text), "|", "|") + "|request "));
  CHECK(holds(cohort, "files: " + press::listed(press::names(), ", ") + "; default " +
                          press::listed(press::names(&Kind::by_default), ",", ",") + " "));
}

TEST_CASE(
    "every kind of output is written to a file, to standard output, and for every learner of a cohort") {
  const TemporaryFolder folder;
  const std::vector<std::string> plan{sample("harbour").string(), "--start", "2026-11-24", "--sections",
                                      "full"};
  write(folder / "class.csv", "learner\nAda\n");
  for (const Kind& kind : press::kinds()) {
    CAPTURE(kind.name);
    const std::string name(kind.name);
    const std::string file = "x" + std::string(kind.ending);
    const Outcome written =
        run_pensum(with({"build", "-o", file}, plan), {.folder = folder.path(), .finds_leaks = true});
    REQUIRE(written.status == 0);
    const std::string bytes = bytes_of(folder / file);
    CHECK_FALSE(bytes.empty());

    const Outcome piped = run_pensum(with({"build", "-o", "-", "--format", name}, plan));
    CHECK(piped.status == 0);
    CHECK(piped.out == bytes);
    // The account of the plan is not lost, but for the line on a file that was written.
    CHECK(piped.err == written.out.substr(0, written.out.find("wrote ")));

    const Outcome shown = run_pensum(with({"show", "--format", name}, plan));
    if (kind.is_text) {
      CHECK(shown.out == bytes);
    } else {
      CHECK(shown.status == 2);
      CHECK(shown.err.starts_with("pensum: error: --format: there is no format “" + name + "”\nhint: "));
    }

    CHECK(run_pensum({"cohort", "class.csv", "--formats", name, "-o", "out-" + name, "-s", "2026-11-24"},
                     {.folder = folder.path(), .finds_leaks = true})
              .status == 0);
    CHECK(std::filesystem::exists(folder / ("out-" + name) / ("ada" + std::string(kind.ending))));
  }
}

TEST_CASE("every hint on kinds of output names them all") {
  const std::string endings = press::listed(press::endings());
  const std::string names = press::listed(press::names());
  CHECK(run_pensum({"build", "-o", "x.unknown"}).err ==
        "pensum: error: --output: the ending of “x.unknown” is not a kind of file that pensum writes\nhint: "
        "end it in " +
            endings + "\n");
  CHECK(run_pensum({"build", "-o", "-", "--format", "unknown"}).err ==
        "pensum: error: --format: there is no format “unknown”\nhint: write " + names + "\n");
  CHECK(run_pensum({"build", "-o", "-"}).err ==
        "pensum: error: --output: the kind of file for standard output is not given\n"
        "hint: name the kind with --format: " +
            names + "\n");
}
