// The manual as man(1) shows it: whole, and sound to those who read its source.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"
#include "manual/manual_pages.hpp"
#include "request/setting_table.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum::test;
using pensum::manual::ManualPage;

namespace {

std::vector<ManualPage> pages() {
  const auto made = pensum::manual::manual_pages(source_folder(), "November 26, 2026");
  REQUIRE(made.has_value());
  return *made;
}

/// A folder with all pages.
std::vector<std::string> write_pages(const TemporaryFolder& folder) {
  std::vector<std::string> files;
  for (const ManualPage& page : pages()) {
    write(folder / page.name, page.text);
    files.push_back(page.name);
  }
  return files;
}

/// A page as it is read, on lines of unlimited width.
std::string shown(const TemporaryFolder& folder, const std::string& name) {
  const Outcome outcome = run({"mandoc", "-Tutf8", "-Owidth=1000", (folder / name).string()});
  CHECK(outcome.status == 0);
  std::string text;
  for (std::size_t i = 0; i < outcome.out.size(); ++i) {
    // Bold is a letter struck twice.
    if (i + 1 < outcome.out.size() && outcome.out[i + 1] == '\b') {
      ++i;
    } else {
      text += outcome.out[i];
    }
  }
  return text;
}

}  // namespace

TEST_CASE("mandoc and groff find nothing wrong with the manual") {
  const TemporaryFolder folder;
  const std::vector<std::string> files = write_pages(folder);
  CHECK(files.size() == 14);
  // That the pages name pensum as the system that they belong to is a matter of style to NetBSD.
  std::vector<std::string> command{"mandoc", "-Tlint"};
  command.insert(command.end(), files.begin(), files.end());
  std::istringstream lines(run(command, {.folder = folder.path()}).out);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.find("operating system explicitly specified") != std::string::npos);
  }
  for (const std::string& file : files) {
    const Outcome formatted = run({"groff", "-ww", "-mdoc", "-Tutf8", "-k", file}, {.folder = folder.path()});
    CAPTURE(file, formatted.err);
    CHECK(formatted.status == 0);
    CHECK(formatted.err.empty());
  }
}

TEST_CASE("a command's page has its usage, and each of its options with what help tells of it") {
  const TemporaryFolder folder;
  write_pages(folder);
  const std::string program = shown(folder, "pensum.1");
  for (const std::string name : {"build", "show", "replan", "check", "cohort", "import", "list", "help"}) {
    CAPTURE(name);
    CHECK(program.find("pensum-" + name + "(1)") != std::string::npos);
    const std::string page = shown(folder, "pensum-" + name + ".1");
    std::istringstream help(run_pensum({name, "--help"}).out);
    std::string usage;
    std::getline(help, usage);
    CHECK(page.find("     " + usage.substr(std::string("usage: ").size()) + "\n") != std::string::npos);
    std::size_t options = 0;
    for (std::string line; std::getline(help, line);) {
      const std::size_t dashes = line.find("--");
      if (!line.starts_with("  -") && !line.starts_with("      --")) continue;
      const std::string option = line.substr(dashes, line.find_first_of(" =[", dashes) - dashes);
      CAPTURE(option);
      CHECK((page.find("     " + option) != std::string::npos ||
             page.find(", " + option) != std::string::npos));
      ++options;
    }
    CHECK(options >= 1);
  }
  const std::string build = shown(folder, "pensum-build.1");
  for (const pensum::SettingRow& row : pensum::setting_table()) {
    std::string help(row.help);
    std::erase(help, '`');
    CAPTURE(help);
    CHECK(build.find(help) != std::string::npos);
  }
  CHECK(build.find("-o, --output FILE\n") != std::string::npos);
  CHECK(shown(folder, "pensum-cohort.1").find("--anonymous[=COLUMN]\n") != std::string::npos);
}

TEST_CASE("formats have pages with what their documents hold") {
  const TemporaryFolder folder;
  write_pages(folder);
  const std::string request = shown(folder, "pensum-request.5");
  for (const pensum::SettingRow& row : pensum::setting_table()) {
    CAPTURE(row.name);
    CHECK(request.find(fmt::format("--{}", row.name)) != std::string::npos);
  }
  CHECK(shown(folder, "pensum-catalog.5").find("<title>Letterpress in a week</title>\n") !=
        std::string::npos);
  CHECK(shown(folder, "pensum-layout.5").find("60 mm – 1,200 mm") != std::string::npos);
  CHECK(shown(folder, "pensum-roster.5").find("Björn Example") != std::string::npos);
  CHECK(shown(folder, "pensum-calendar.5").find("VCALENDAR") != std::string::npos);
  CHECK(shown(folder, "pensum-import.1").find("\n   Importing a course\n") != std::string::npos);
}

TEST_CASE("every example of help and of the manual runs") {
  std::size_t runs = 0;
  for (const std::string name : {"build", "show", "replan", "check", "cohort", "import", "list", "help"}) {
    const TemporaryFolder folder;
    std::filesystem::create_symlink(PENSUM_BINARY_DIR "/bin/pensum", folder / "pensum");
    write(folder / "list.md", "# Letterpress\n\n- [ ] The type case\n- [ ] Setting a line\n- [ ] Proofs\n");
    write(folder / "class.csv", "learner,minutes\nAda Example,40\nBo Example,\n");
    write(folder / "my-course.xml", bytes_of(sample("harbour")));
    REQUIRE(
        run_pensum({"build", "--start", "2026-11-24", "-o", "plan.pdf"}, {.folder = folder.path()}).status ==
        0);
    const std::string help = run_pensum({"help", name}).out;
    const std::size_t at = help.find("\nExamples:\n");
    REQUIRE(at != std::string::npos);
    std::istringstream lines(help.substr(at));
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("  pensum ")) continue;
      // The first day does not pass.
      std::string command = "./" + line.substr(2);
      if (name == "build" || name == "show" || name == "cohort")
        command.insert(command.find(name) + name.size() + (name == "cohort" ? 10 : 0), " --start 2026-11-24");
      if (name == "replan") command += " --today 2026-11-28";
      CAPTURE(command);
      const Outcome outcome = run({"sh", "-c", command}, {.folder = folder.path()});
      CAPTURE(outcome.err);
      CHECK(outcome.status == 0);
      ++runs;
    }
  }
  CHECK(runs >= 14);
}
