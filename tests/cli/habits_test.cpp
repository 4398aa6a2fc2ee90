// What one expects of a program of the command line: the user's defaults and files, quiet and verbose runs,
// colour, rehearsals, and a file that is shown when it is made.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <regex>
#include <string>
#include <thread>
#include <vector>

using namespace pensum::test;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> harbour(const std::string& command, const std::vector<std::string>& more) {
  std::vector<std::string> all{command, sample("harbour").string(), "-s", "2026-11-24", "-d", "2026-12-24"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// Waits for a file that another process writes.
std::string bytes_when_written(const fs::path& file) {
  std::error_code problem;
  for (int i = 0; i < 500 && fs::file_size(file, problem) + 1 <= 1; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return bytes_of(file);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the user's defaults count where nothing else is given, and are in the request of the plan") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path(),
                          .variables = {{"XDG_CONFIG_HOME", folder.path().string()}}};
  write(folder / "pensum/defaults.xml", "<request learner='Ada' week-start='sun' minutes='50'/>");
  const auto request = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = harbour("show", {"--format", "request"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_pensum(arguments, here);
    CHECK(outcome.status == 0);
    return std::regex_replace(outcome.out, std::regex("\\s+"), " ");
  };
  CHECK(contains(request({}), R"(minutes="50" learner="Ada" week-start="sun")"));
  CHECK(contains(request({"-m", "1h10"}), R"(minutes="70" learner="Ada" week-start="sun")"));
  CHECK_FALSE(contains(request({"--no-config"}), "Ada"));
  write(folder / "r.xml", "<request learner='Bo'/>");
  CHECK(contains(request({"--request", "r.xml"}), R"(minutes="50" learner="Bo")"));
  // What a plan was made of is in it: planning again does not ask for the defaults of that day.
  REQUIRE(run_pensum(harbour("build", {"-o", "plan.pdf"}), here).status == 0);
  write(folder / "pensum/defaults.xml", "<request learner='Cy' minutes='5'/>");
  const Outcome again = run_pensum({"replan", "plan.pdf", "--today", "2026-11-24", "-o", "again.json"}, here);
  CHECK(again.status == 0);
  CHECK(contains(bytes_of(folder / "again.json"), "\"Ada\""));
  // A cohort's rows have them, too.
  write(folder / "class.csv", "learner,start\n,2026-11-24\n");
  REQUIRE(run_pensum({"cohort", "class.csv", "--formats", "text", "-m", "60"}, here).status == 0);
  CHECK(contains(bytes_of(folder / "out/class/learner-2.txt"), "Cy"));
}

TEST_CASE("what is wrong with the defaults is told with its place") {
  const TemporaryFolder folder;
  const std::string file = (folder / ".config/pensum/defaults.xml").string();
  // Without XDG_CONFIG_HOME, or with a path that is not absolute, it is ~/.config.
  const Surroundings here{.folder = folder.path(),
                          .variables = {{"XDG_CONFIG_HOME", "config"}, {"HOME", folder.path().string()}}};
  write(file, "<request minutes='often'/>");
  const Outcome outcome = run_pensum({"show"}, here);
  CHECK(outcome.status == 2);
  CHECK(outcome.err == "pensum: error: " + file +
                           ":1:19: minutes: “often” is not a number of minutes\n"
                           "hint: write a whole number from 1 to 1440\n");
  write(file, "<request minuts='5'/>");
  CHECK(contains(run_pensum({"build"}, here).err, file + ":1:10: "));
  CHECK(run_pensum({"build", "--no-config", "--dry-run"}, here).status == 0);
}

TEST_CASE("catalogs and layouts in the user's folder are found by name, and listed") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path(), .variables = {{"XDG_DATA_HOME", folder.path().string()}}};
  write(folder / "pensum/catalogs/mine.xml", bytes_of(sample("harbour")));
  write(folder / "pensum/catalogs/go-interview.xml", bytes_of(sample("harbour")));
  write(folder / "pensum/catalogs/broken.xml", "<catalog/>");
  write(folder / "pensum/layouts/wide.xml",
        "<layout name='wide' extends='a4'><title>Wide of mine</title></layout>");
  const std::string catalogs = run_pensum({"list", "catalogs"}, here).out;
  CHECK(contains(catalogs, "mine          Sail out of the harbour"));
  CHECK(contains(catalogs, "; your own\n"));
  CHECK(contains(catalogs, "go-interview  your own, not used: pensum has another one of this name\n"));
  CHECK(contains(catalogs, "broken        your own, with errors: pensum check " +
                               (folder / "pensum/catalogs/broken.xml").string() + "\n"));
  CHECK(contains(run_pensum({"list", "layouts"}, here).out, "Wide of mine; your own\n"));
  const Outcome built =
      run_pensum({"build", "mine", "-s", "2026-11-24", "--layout", "wide", "-o", "plan.pdf"}, here);
  CHECK(built.err.empty());
  CHECK(built.status == 0);
  // What comes with pensum wins: a name means the same everywhere.
  CHECK(run_pensum({"show", "go-interview", "-s", "2026-11-24"}, here).out ==
        run_pensum({"show", "go-interview", "-s", "2026-11-24"}).out);
  CHECK(contains(run_pensum({"show", "min"}, here).err, "did you mean “mine”?"));
}

TEST_CASE("a quiet run prints errors only, a verbose one what it uses") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  const Outcome quiet = run_pensum(harbour("build", {"-o", "plan.txt", "--quiet"}), here);
  CHECK(quiet.status == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
  write(folder / "list.md", "# List\n- one\n- two\n");
  CHECK_FALSE(run_pensum({"show", "list.md", "-s", "2026-11-24"}, here).err.empty());
  const Outcome shown = run_pensum({"show", "list.md", "-s", "2026-11-24", "-q"}, here);
  CHECK(shown.err.empty());
  CHECK_FALSE(shown.out.empty());
  CHECK_FALSE(run_pensum({"import", "list.md", "--lang", "en"}, here).err.empty());
  CHECK(run_pensum({"import", "list.md", "--lang", "en", "-q"}, here).err.empty());
  CHECK(run_pensum({"check", "list.md", "-q"}, here).out.empty());
  CHECK(run_pensum({"check", "nothing.md", "-q"}, here).err.starts_with("pensum: error: "));
  REQUIRE(run_pensum(harbour("build", {"-o", "plan.pdf", "-q"}), here).status == 0);
  const Outcome again = run_pensum({"replan", "plan.pdf", "--today", "2026-11-24", "-q"}, here);
  CHECK(again.status == 0);
  CHECK(again.out.empty());

  const Outcome verbose =
      run_pensum(harbour("build", {"-o", "plan.txt", "--verbose", "--learner", "Ada"}), here);
  CHECK(verbose.status == 0);
  CHECK(contains(verbose.err, "pensum: there are no defaults in /nonexistent/pensum/defaults.xml\n"));
  CHECK(contains(verbose.err, "pensum: catalog from " + sample("harbour").string() + "\n"));
  CHECK(contains(verbose.err, "/layouts/a4.xml\n"));
  CHECK(contains(verbose.err,
                 "pensum: settings: start=\"2026-11-24\" deadline=\"2026-12-24\" learner=\"Ada\"\n"));
  CHECK(contains(run_pensum({"show", "-", "-s", "2026-11-24", "-v"}, {.in = bytes_of(sample("harbour"))}).err,
                 "pensum: catalog from standard input\n"));
  const Outcome replanned =
      run_pensum({"replan", "plan.pdf", "--today", "2026-11-24", "-v", "-o", "b.pdf"}, here);
  CHECK(contains(replanned.err, "pensum: settings: start=\"2026-11-24\""));
  write(folder / "class.csv", "learner\nAda\n");
  const Outcome cohort =
      run_pensum({"cohort", "class.csv", "-s", "2026-11-24", "--formats", "text", "-v", "-m", "30"}, here);
  CHECK(contains(cohort.err, "pensum: settings: start=\"2026-11-24\" minutes=\"30\"\n"));
  CHECK(contains(cohort.err, "/catalog/go-interview.xml\n"));
  CHECK(run_pensum({"build", "-q", "-v"}, here).err ==
        "pensum: error: --quiet and --verbose contradict each other\nhint: leave one of them out\n");
}

TEST_CASE("messages have colour on a terminal only, and NO_COLOR switches it off") {
  const TemporaryFolder folder;
  const auto on_terminal = [&](const std::map<std::string, std::optional<std::string>>& variables) {
    return run({"script", "-qec", pensum_program() + " check nothing", "/dev/null"},
               {.folder = folder.path(), .variables = variables})
        .out;
  };
  CHECK(on_terminal({{"TERM", "xterm"}, {"NO_COLOR", std::nullopt}})
            .starts_with("pensum: \x1b[1;31merror:\x1b[0m nothing cannot be read"));
  CHECK(contains(on_terminal({{"TERM", "xterm"}, {"NO_COLOR", ""}}), "\x1b[1;36mhint:\x1b[0m "));
  CHECK_FALSE(contains(on_terminal({{"TERM", "xterm"}, {"NO_COLOR", "1"}}), "\x1b"));
  CHECK_FALSE(contains(on_terminal({{"TERM", "dumb"}, {"NO_COLOR", std::nullopt}}), "\x1b"));
  CHECK_FALSE(contains(run_pensum({"check", "nothing"}, {.variables = {{"TERM", "xterm"}}}).err, "\x1b"));
}

TEST_CASE("a dry run of build tells what it would write, and writes nothing") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  const Outcome dry = run_pensum(harbour("build", {"--dry-run"}), here);
  CHECK(dry.status == 0);
  CHECK(contains(dry.out, "\nwould write out/harbour.pdf ("));
  CHECK(contains(dry.out, "\nwould write out/harbour.epub ("));
  CHECK(files_in(folder.path()).empty());
  const Outcome real = run_pensum(harbour("build", {}), here);
  std::string expected = dry.out;
  for (std::size_t at = 0; (at = expected.find("would write", at)) != std::string::npos;)
    expected.replace(at, 11, "wrote");
  CHECK(real.out == expected);
  const Outcome piped = run_pensum(harbour("build", {"-o", "-", "--format", "json", "--dry-run"}), here);
  CHECK(piped.out.empty());
  CHECK(contains(piped.err, "would write to standard output ("));
  // What would stop the run stops the rehearsal.
  write(folder / "plan.pdf", "%PDF-1.7 of another program");
  CHECK(run_pensum(harbour("build", {"-o", "plan.pdf", "--dry-run"}), here).status == 2);
}

TEST_CASE("a dry run of a cohort tells what it would write, and writes nothing") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  write(folder / "class.csv", "learner,minutes\nAda,\nBo,often\n");
  std::vector<std::string> command{"cohort", "class.csv", "-s", "2026-11-24", "--formats", "text"};
  std::vector<std::string> dry = command;
  dry.insert(dry.end(), {"--dry-run", "--combined", "all.pdf"});
  const Outcome rehearsed = run_pensum(dry, here);
  CHECK(rehearsed.status == 2);
  CHECK(contains(rehearsed.err, "class.csv:3:4: row 3, minutes: “often” is not a number of minutes"));
  CHECK(rehearsed.out ==
        "would write out/class/ada.txt\nwould write all.pdf\n"
        "would write out/class/index.html and out/class/cohort.csv\n"
        "1 plan: 1 file, 1 of them new or changed\n1 learner without a plan\n");
  CHECK(files_in(folder.path()) == std::vector<std::string>{"class.csv"});
  REQUIRE(run_pensum(command, here).status == 2);
  CHECK(contains(run_pensum(dry, here).out, "1 plan: 1 file, 0 of them new or changed\n"));
}

TEST_CASE("a dry run that cleans tells what it would remove, and one that merges what it would merge") {
  const TemporaryFolder folder;
  const Surroundings here{.folder = folder.path()};
  const auto cohort = [&](const std::vector<std::string>& more) {
    std::vector<std::string> command{"cohort", "class.csv", "-s", "2026-11-24", "--formats", "text"};
    command.insert(command.end(), more.begin(), more.end());
    return run_pensum(command, here);
  };
  write(folder / "class.csv", "learner\nAda\nBo\nCem\n");
  for (const char* part : {"1/2", "2/2"}) REQUIRE(cohort({"--shard", part}).status == 0);
  const std::vector<std::string> in_parts = files_in(folder.path());
  CHECK(cohort({"--merge-index", "--dry-run", "--clean"}).out ==
        "would merge 3 plans of 3 learners into out/class/index.html and out/class/cohort.csv\n");
  CHECK(files_in(folder.path()) == in_parts);
  CHECK(cohort({"--merge-index", "--dry-run", "--quiet"}).out.empty());
  REQUIRE(cohort({"--merge-index"}).out == "merged 3 plans of 3 learners into out/class/index.html\n");
  CHECK(cohort({"--merge-index", "--dry-run"}).out ==
        "3 plans of 3 learners are merged already in out/class/index.html\n");

  write(folder / "class.csv", "learner\nAda\n");
  write(folder / "out/class/cem.txt", "mine");
  const std::vector<std::string> before = files_in(folder.path());
  const Outcome dry = cohort({"--dry-run", "--clean"});
  CHECK(dry.status == 0);
  CHECK(dry.out ==
        "would write out/class/index.html and out/class/cohort.csv\n"
        "1 plan: 1 file, 0 of them new or changed\nwould remove out/class/bo.txt\n");
  CHECK(dry.err ==
        "pensum: warning: cem.txt is kept: it has been changed since pensum wrote it\n"
        "hint: remove it yourself if it is not needed\n");
  CHECK(files_in(folder.path()) == before);
  const Outcome real = cohort({"--clean"});
  CHECK(real.err == dry.err);
  CHECK(contains(real.out, "removed 1 file of learners who left\n"));
  CHECK_FALSE(fs::exists(folder / "out/class/bo.txt"));
  CHECK(contains(cohort({"--merge-index", "--dry-run", "--clean"}).out, "1 plan of 1 learner"));
}

TEST_CASE("with --open the first file is shown by the desktop's program") {
  const TemporaryFolder folder;
  const std::string fake = "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > opened.part && mv opened.part opened\n";
  write(folder / "bin/xdg-open", fake);
  fs::permissions(folder / "bin/xdg-open", fs::perms::owner_all);
  const Surroundings here{.folder = folder.path(),
                          .variables = {{"PATH", (folder / "bin").string() + ":/usr/bin:/bin"}}};
  const auto opened = [&](const std::vector<std::string>& arguments) {
    const Outcome outcome = run_pensum(arguments, here);
    CHECK(outcome.err.empty());
    CHECK(outcome.status == 0);
    const std::string words = bytes_when_written(folder / "opened");
    fs::remove(folder / "opened");
    return words;
  };
  CHECK(opened(harbour("build", {"--open", "-o", "-it's a plan.txt", "-o", "b.json"})) ==
        "1\n./-it's a plan.txt\n");
  CHECK(opened(harbour("build", {"--open"})) == "1\n./out/harbour.pdf\n");
  CHECK(opened({"replan", "out/harbour.pdf", "--today", "2026-11-24", "--open", "-o", "again.pdf"}) ==
        "1\n./again.pdf\n");
  write(folder / "class.csv", "learner\nAda\n");
  CHECK(opened({"cohort", "class.csv", "-s", "2026-11-24", "--formats", "text", "--open"}) ==
        "1\n./out/class/index.html\n");
  // A rehearsal makes nothing that could be shown.
  REQUIRE(run_pensum(harbour("build", {"--open", "--dry-run"}), here).status == 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK_FALSE(fs::exists(folder / "opened"));
  CHECK(run_pensum(harbour("build", {"--open", "-o", "-", "--format", "text"}), here).err ==
        "pensum: error: --open shows a file, and the plan goes to standard output\n"
        "hint: name a file, or leave out --open\n");
  CHECK(run_pensum({"cohort", "class.csv", "--shard", "1/2", "--open"}, here).err ==
        "pensum: error: --open shows the teacher’s page, which --shard does not make\n"
        "hint: use it with --merge-index\n");
  const Outcome without = run_pensum(harbour("build", {"--open", "-o", "c.txt"}),
                                     {.folder = folder.path(), .variables = {{"PATH", "/nonexistent"}}});
  CHECK(without.status == 0);
  CHECK(without.err ==
        "pensum: warning: xdg-open cannot be run: No such file or directory\n"
        "hint: the desktop’s opener is in the package xdg-utils; without it, open the file yourself\n");
}
