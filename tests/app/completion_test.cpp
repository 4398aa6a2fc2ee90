// What shells are told may come next.
#include "app/completion.hpp"

#include "app/app.hpp"
#include "app/command_table.hpp"
#include "io/temporary_folder.hpp"
#include "language/words_files.hpp"
#include "press/kinds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum;
namespace fs = std::filesystem;

namespace {

/// Folders of data with two catalogs and the staged layouts, on 24 November 2026.
class Shell {
 public:
  Shell() {
    for (const char* name : {"layouts", "fonts"})
      fs::create_directory_symlink(fs::path(PENSUM_STAGED_DIR) / name, folder_ / name);
    fs::create_directories(folder_ / "catalog");
    folder_.file("catalog/go-interview.xml",
                 "<catalog id='go-interview' lang='en'><title>Small</title><path id='one'><title>One</title>"
                 "<lesson id='1' minutes='10'><title>First\n&#x202E;</title></lesson>"
                 "<lesson id='12' minutes='10'><title>Second</title></lesson></path></catalog>");
    folder_.file("catalog/knots.xml",
                 "<catalog id='knots' lang='en'><title>Knots</title><path id='rope'><title>Rope</title>"
                 "<lesson id='bow' minutes='10'><title>Bowline</title></lesson></path>"
                 "<path id='wire'><title>Wire</title>"
                 "<lesson id='eye' minutes='10'><title>Eye</title></lesson></path></catalog>");
  }

  std::string file(const std::string& name, const std::string& bytes) {
    return folder_.file(name, bytes).string();
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// The lines that shells are told.
  std::vector<std::string> offered(std::vector<std::string> words) {
    words.insert(words.begin(), std::string(app::completion_word));
    std::ostringstream out;
    std::ostringstream err;
    app::World world{.out = out,
                     .err = err,
                     .today = [] { return Date{std::chrono::year{2026} / 11 / 24}; },
                     .variable = [](const char*) { return std::optional<std::string>(); },
                     .resources = io::Resources(folder_.path())};
    CHECK(app::run(words, world) == app::ExitStatus::done);
    CHECK(err.str().empty());
    std::vector<std::string> lines;
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

 private:
  TemporaryFolder folder_;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("it is known of all values of options and of all operands what may be written there") {
  for (const app::Command& command : app::commands()) {
    const app::CommandLine options = command.command_line();
    for (const app::CommandLine::Group& group : options.groups()) {
      for (const app::Option& option : group.options) {
        CAPTURE(command.name, option.name, option.value);
        CHECK((option.value.empty() || app::knows_value(option.value)));
      }
    }
  }
  CHECK(app::knows_value("even|early"));
  CHECK(app::knows_value("TIME|N"));
  CHECK(app::knows_value("FILE.ics"));
  CHECK_FALSE(app::knows_value("TIMES"));
  CHECK_FALSE(app::knows_value("even|WHAT"));
}

TEST_CASE("the first word is a command, and help takes one") {
  Shell shell;
  const Lines all = shell.offered({""});
  CHECK(all.size() == app::commands().size());
  CHECK(all.front() == "build\tmake one plan and write it to files");
  CHECK(shell.offered({"c"}) == Lines{"check\tcheck catalogs, layouts, requests, rosters and calendars",
                                      "cohort\tmake a plan for every row of a roster"});
  CHECK(shell.offered({"--v"}) == Lines{"--version"});
  CHECK(shell.offered({"help", "re"}) == Lines{"replan\tplan what is left of a plan in hand"});
  CHECK(shell.offered({"help", "build", ""}).empty());
  CHECK(shell.offered({"bulid", ""}).empty());
  CHECK(shell.offered({}).empty());
}

TEST_CASE("options are offered with their help, each command its own") {
  Shell shell;
  CHECK(shell.offered({"build", "--over"}) == Lines{"--overwrite\treplace files that were changed "
                                                    "since pensum wrote them, such as a plan with saved "
                                                    "ticks"});
  CHECK(shell.offered({"show", "--over"}).empty());
  CHECK(shell.offered({"list", "-"}) == Lines{"--help\tshow this help"});
  CHECK(shell.offered({"build", "--", "--over"}).front().starts_with(":files "));
}

TEST_CASE("lessons and paths are those of the catalog on the line") {
  Shell shell;
  const Lines small{"1\tFirst \\u{202E}\\u{202C}", "12\tSecond"};
  CHECK(shell.offered({"build", "--only", ""}) == small);
  CHECK(shell.offered({"build", "--skip=1"}) ==
        Lines{"--skip=1\tFirst \\u{202E}\\u{202C}", "--skip=12\tSecond"});
  CHECK(shell.offered({"build", "knots", "--only", ""}) == Lines{"bow\tBowline", "eye\tEye"});
  CHECK(shell.offered({"build", "--minutes", "knots", "--only", ""}) == small);
  CHECK(shell.offered({"build", shell.path("catalog/knots.xml"), "-d2026-12-31", "--path", ""}) ==
        Lines{"rope\tRope", "wire\tWire"});
  CHECK(shell.offered({"cohort", "class.csv", "--catalog=knots", "--done", "b"}) == Lines{"bow\tBowline"});
  CHECK(shell.offered({"build", "--", "knots", "--only"}).empty());
  CHECK(shell.offered({"build", "-", "--only", ""}).empty());
  CHECK(shell.offered({"build", "no-such-catalog", "--only", ""}).empty());
  const std::string list = shell.file("list.md", "# Sails\n\n- [ ] Reef\n- [ ] Tack\n");
  CHECK(shell.offered({"build", list, "--only", ""}) == Lines{"1\tReef", "2\tTack"});
}

TEST_CASE("a plan in hand has lessons, too") {
  Shell shell;
  std::ostringstream out;
  std::ostringstream err;
  app::World world{.out = out,
                   .err = err,
                   .today = [] { return Date{std::chrono::year{2026} / 11 / 24}; },
                   .variable = [](const char*) { return std::optional<std::string>(); },
                   .resources = io::Resources(fs::path(PENSUM_STAGED_DIR))};
  const std::string plan = shell.path("plan.epub");
  REQUIRE(app::run(std::vector<std::string>{"build", shell.path("catalog/knots.xml"), "-o", plan}, world) ==
          app::ExitStatus::done);
  CHECK(shell.offered({"replan", plan, "--done", ""}) == Lines{"bow\tBowline", "eye\tEye"});
  CHECK(shell.offered({"replan", "--done", ""}).empty());
  CHECK(shell.offered({"replan", shell.path("catalog/knots.xml"), "--done", ""}).empty());
}

TEST_CASE("a list goes on behind its last comma or the dots of a range, with what it does not have yet") {
  Shell shell;
  CHECK(shell.offered({"build", "--only", "1,"}) == Lines{"1,12\tSecond"});
  CHECK(shell.offered({"build", "--only", "1..12"}) == Lines{"1..12\tSecond"});
  CHECK(shell.offered({"build", "--weekday", "sat=40,s"}) == Lines{"sat=40,sun="});
  CHECK(shell.offered({"build", "--missed", "12"}) == Lines{"12/\tSecond"});
  CHECK(shell.offered({"build", "--begun=12"}) == Lines{"--begun=12=\tSecond"});
  CHECK(shell.offered({"build", "--sections", "days,o"}) == Lines{"days,overview"});
  CHECK(shell.offered({"build", "--sections", "s"}) == Lines{"short", "study"});
  CHECK(shell.offered({"build", "--sections", "full,s"}).empty());
  CHECK(shell.offered({"cohort", "x.csv", "--formats", "pdf,epub,"}) ==
        Lines{"pdf,epub,ics", "pdf,epub,json", "pdf,epub,text"});
  CHECK(shell.offered({"build", "--off", "2026-11-24..2026-11-26"}) == Lines{"2026-11-24..2026-11-26\tthu"});
}

TEST_CASE("names, words and dates are those that pensum knows") {
  Shell shell;
  CHECK(shell.offered({"build", "--layout", "po"}) ==
        Lines{"pocket\tPocket, a sheet of A4 that folds into a booklet", ":files .xml"});
  CHECK(shell.offered({"build", "--layout=po"}).front() ==
        "--layout=pocket\tPocket, a sheet of A4 that folds into a booklet");
  CHECK(shell.offered({"show", "--lang", ""}).size() == languages_with_words().size());
  CHECK(shell.offered({"show", "--lang", "de"}) == Lines{"de\tDeutsch (German)"});
  CHECK(shell.offered({"show", "kn"}).front() == "knots\tKnots (2 lessons)");
  CHECK(shell.offered({"show", "--pace", ""}) == Lines{"even", "early"});
  CHECK(shell.offered({"show", "--reviews", ""}) == Lines{"none"});
  CHECK(shell.offered({"show", "--week-start", "su"}) == Lines{"sun"});
  CHECK(shell.offered({"show", "-s", ""}).front() == "2026-11-24\ttoday");
  CHECK(shell.offered({"show", "-s", "2026-12-07"}) == Lines{"2026-12-07\tmon"});
  CHECK(shell.offered({"show", "-s2026-12-07"}) == Lines{"-s2026-12-07\tmon"});
  CHECK(shell.offered({"list", "la"}) == Lines{"layouts", "languages"});
  CHECK(shell.offered({"cohort", "x.csv", "--anonymous=co"}) == Lines{"--anonymous=code"});
  CHECK(shell.offered({"import", "x.md", "--from", "mdb"}) == Lines{"mdbook\ta book of mdBook or GitBook"});
  CHECK(shell.offered({"show", "--learner", ""}).empty());
}

TEST_CASE("files are asked for by their endings") {
  Shell shell;
  std::string kinds = ":files";
  for (const std::string_view ending : press::endings()) kinds += " " + std::string(ending);
  CHECK(shell.offered({"build", "-o", ""}) == Lines{kinds});
  CHECK(shell.offered({"replan", "plan.pdf", "--output="}) == Lines{kinds});
  CHECK(shell.offered({"build", "--off-calendar", ""}) == Lines{":files .ics"});
  CHECK(shell.offered({"build", "--epub-css=x"}) == Lines{":files .css"});
  CHECK(shell.offered({"cohort", ""}) == Lines{":files .csv .tsv .xml"});
  CHECK(shell.offered({"cohort", "x.csv", "-o", ""}) == Lines{":folders"});
  CHECK(shell.offered({"cohort", "x.csv", ""}).empty());
  CHECK(shell.offered({"check", "a.xml", "b.xml", ""}) == Lines{":files"});
  CHECK(shell.offered({"import", ""}) == Lines{":files"});
  CHECK(shell.offered({"replan", ""}) == Lines{":files .pdf .epub"});
}
