// Every command that the documents show is run, as it is written and in the order in which it is written,
// over the examples that the same documents show. What cannot be run here is named below, with the reason.
#include "cli/command.hpp"
#include "cli/courses.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum::test;

namespace {

namespace fs = std::filesystem;

struct Reason {
  std::string_view part;  ///< of the command
  std::string_view why;
};

/// Commands that are not run.
constexpr std::array not_run{
    Reason{"scripts/", "installs packages, builds, or takes minutes: what the tests run in"},
    Reason{"bench/run", "measures for minutes"},
    Reason{"bench/states", "needs the programs of two states"},
    Reason{"cmake --workflow", "builds and runs these tests"},
    Reason{"ctest ", "runs these tests"},
    Reason{"cmake --install", "installs; install_test.cpp does it, into another place"},
    Reason{"sbatch ", "needs Slurm"},
    Reason{"/shared/class", "a folder that the machines of a Slurm cluster share"},
};

/// Lines in the places of commands that are none.
constexpr std::array no_commands{
    Reason{"pensum: error:", "what pensum prints"},
    Reason{"hint: ", "what pensum prints"},
    Reason{"Letterpress: 5 lessons", "what pensum prints"},
    Reason{"minutes: ", "what pensum prints"},
    Reason{"wrote list.xml", "what pensum prints"},
    Reason{"[options]", "the commands' synopsis"},
    Reason{"FILE...", "the commands' synopsis"},
    Reason{"[COMMAND]", "the commands' synopsis"},
    Reason{"catalogs|layouts|fonts|languages", "the commands' synopsis"},
    Reason{"──", "a picture of how pensum works"},
    Reason{"<catalog id=", "a part of a catalog"},
    Reason{"xsi:noNamespaceSchemaLocation", "a part of a catalog"},
};

/// Commands that end with another status than 0.
constexpr std::array other_status{
    Reason{"--deadline 2026-11-25 --minutes 45", "shows the JSON of a plan that does not fit"},
};

template <class Reasons>
bool has(const Reasons& reasons, std::string_view line) {
  return std::ranges::any_of(reasons, [&](const Reason& reason) { return line.contains(reason.part); });
}

bool is_command(std::string_view line) {
  constexpr std::array<std::string_view, 11> programs{"mkdir ",    "pensum ",  "pdfdetach ",     "xmllint ",
                                                      "parallel ", "jq ",      "parts=$(sbatch", "sbatch ",
                                                      "cmake ",    "scripts/", "bench/"};
  return std::ranges::any_of(programs, [&](std::string_view program) { return line.starts_with(program); });
}

/// An example of a document, to be had as a file by its commands.
struct Example {
  std::string_view document;
  std::string_view starts_with;
  std::string_view name;
};
constexpr std::array examples{Example{"catalog/README.md", "<?xml", "my-course.xml"},
                              Example{"docs/requests.md", "<?xml", "ada.xml"},
                              Example{"docs/calendars.md", "BEGIN:VCALENDAR", "holidays.ics"},
                              Example{"docs/rosters.md", "<?xml", "class.xml"},
                              Example{"layouts/README.md", "<layout", "my-layout.xml"},
                              Example{"layouts/README.md", "h1 {", "mine.css"},
                              Example{"docs/import.md", "# Letterpress", "list.md"},
                              Example{"docs/import.md", "lesson,minutes", "course.csv"},
                              Example{"docs/import.md", "# Summary", "book/SUMMARY.md"},
                              Example{"docs/import.md", "format: jb-book", "notes/_toc.yml"},
                              Example{"docs/import.md", "site_name:", "site/mkdocs.yml"},
                              Example{"docs/import.md", "{\"_type\"", "videos.json"}};

struct Document {
  std::vector<std::string> commands;
  std::vector<std::string> unknown;   ///< lines that are neither commands nor named as something else
  std::vector<std::string> examples;  ///< fenced blocks that are not commands
};

/// The commands in `text`, that is in a line or a block of a document.
void take_commands(Document& document, const std::string& block) {
  std::istringstream in(block);
  std::string command;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#") || line.empty()) continue;
    command += line;
    if (command.ends_with('\\')) {
      command.pop_back();
      continue;
    }
    if (command.ends_with('|')) continue;
    if (is_command(command) && !has(no_commands, command)) {
      document.commands.push_back(command);
    } else if (!has(no_commands, command) && !command.starts_with(' ')) {
      document.unknown.push_back(command);
    }
    command.clear();
  }
}

/// Commands inside of a sentence, between backticks. Those with words in capitals are patterns.
void take_inline(Document& document, const std::string& line) {
  for (std::size_t open = line.find('`'); open != std::string::npos; open = line.find('`', open + 1)) {
    const std::size_t close = line.find('`', open + 1);
    if (close == std::string::npos) return;
    const std::string code = line.substr(open + 1, close - open - 1);
    open = close;
    const bool whole = code.starts_with("xmllint ") || (code.starts_with("pensum ") && code.contains('.'));
    if (whole && !code.contains("COMMAND") && !code.contains("FILE")) document.commands.push_back(code);
  }
}

Document read(const fs::path& file) {
  Document document;
  std::istringstream in(bytes_of(file));
  std::string block;
  bool fenced = false;
  bool shell = false;
  bool indented = false;
  bool in_list = false;
  std::string before;
  for (std::string line; std::getline(in, line); before = line) {
    if (line.starts_with("```")) {
      if (!fenced) shell = line == "```sh";
      if (fenced && shell && !block.starts_with("#!")) take_commands(document, block);
      if (fenced && !shell) document.examples.push_back(block);
      fenced = !fenced;
      block.clear();
      continue;
    }
    if (fenced) {
      block += line + "\n";
      continue;
    }
    in_list = line.starts_with("- ") || (in_list && (line.empty() || line.starts_with(' ')));
    if (line.starts_with("    ") && !in_list && (before.empty() || indented)) {
      indented = true;
      block += line.substr(4) + "\n";
      continue;
    }
    if (indented && !block.empty()) take_commands(document, std::exchange(block, {}));
    indented = false;
    take_inline(document, line);
  }
  take_commands(document, block);
  return document;
}

/// pensum as the documents call it, with a first day that does not pass: the commands leave it to the clock.
void put_pensum(const fs::path& folder) {
  const fs::path program = fs::path(PENSUM_BINARY_DIR) / "bin/pensum";
  write(folder / "pensum",
        "#!/bin/sh\ncase \" $* \" in\n  *\" --start \"* | *--request* | *--merge-index*) ;;\n"
        "  \" build \"* | \" show \"* | \" cohort \"*) set -- \"$@\" --start 2026-11-24 ;;\nesac\n"
        "case \" $* \" in *\" --today \"*) ;; \" replan \"*) set -- \"$@\" --today 2026-11-28 ;; esac\n"
        "exec '" +
            program.string() + "' \"$@\"\n");
  REQUIRE(::chmod((folder / "pensum").c_str(), 0755) == 0);
}

/// The parts of a cohort, as the Job in docs/large-cohorts.md makes them.
void run_job(const std::string& job, const fs::path& folder, const std::string& path) {
  std::string command = job.substr(job.find(">-") + 2);
  command.resize(command.find("volumeMounts"));
  std::ranges::replace(command, '\n', ' ');
  for (int index = 0; index < 8; ++index) {
    const Outcome outcome = run(
        {"sh", "-c", command},
        {.folder = folder, .variables = {{"PATH", path}, {"JOB_COMPLETION_INDEX", std::to_string(index)}}});
    CAPTURE(command, index, outcome.err);
    CHECK(outcome.status == 0);
  }
}

std::vector<std::string> documents() {
  std::vector<std::string> names{"README.md",         "SECURITY.md",     "catalog/README.md",
                                 "layouts/README.md", "fonts/README.md", "bench/README.md",
                                 "CONTRIBUTING.md",   "CHANGELOG.md"};
  for (const auto& entry : fs::recursive_directory_iterator(source_folder() / "docs")) {
    if (entry.path().extension() == ".md") names.push_back(fs::relative(entry, source_folder()).string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST_CASE("every command of the documents runs") {
  const TemporaryFolder programs;
  put_pensum(programs.path());
  const std::string path = programs.path().string() + ":" + std::getenv("PATH");
  std::size_t runs = 0;
  std::set<std::string_view> used;
  for (const std::string& name : documents()) {
    CAPTURE(name);
    const Document document = read(source_folder() / name);
    CAPTURE(document.unknown);
    CHECK(document.unknown.empty());
    const TemporaryFolder folder;
    for (const char* with_schemas : {"docs", "catalog"})
      fs::create_directory_symlink(source_folder() / with_schemas, folder / with_schemas);
    for (const Example& example : examples) {
      for (const std::string& block : read(source_folder() / example.document).examples) {
        const fs::path file = folder / example.name;
        if (block.starts_with(example.starts_with) && !fs::exists(file)) write(file, block);
      }
      REQUIRE(fs::exists(folder / example.name));
    }
    put_packed_courses(folder.path());
    // The catalog of three lessons that docs/plan-json.md describes.
    write(folder / "letterpress.xml",
          "<catalog id='letterpress' lang='en'><title>Letterpress in a week</title><path id='basics'>"
          "<title>Basics</title><lesson id='1' minutes='25'><title>The type case</title></lesson>"
          "<lesson id='2' minutes='40'><title>Setting a line</title></lesson>"
          "<lesson id='3' minutes='20'><title>Locking up the forme</title></lesson></path></catalog>");
    write(folder / "class.csv", "learner,minutes\nAda,\nBo,40\nCy,\nDora,\nEmil,\nFinn,\nGus,\nHal,\n");
    REQUIRE(run({"sh", "-c", "pensum build --deadline 2026-12-07 -o plan.pdf"},
                {.folder = folder.path(), .variables = {{"PATH", path}, {"PENSUM_DATA", std::nullopt}}})
                .status == 0);
    for (const std::string& block : document.examples) {
      if (block.starts_with("apiVersion")) run_job(block, folder.path(), path);
    }
    for (const std::string& command : document.commands) {
      CAPTURE(command);
      if (has(not_run, command)) continue;
      const Outcome outcome =
          run({"sh", "-c", command}, {.folder = folder.path(),
                                      .variables = {{"PATH", path}, {"PENSUM_DATA", std::nullopt}},
                                      .most_seconds = 120});
      CAPTURE(outcome.out, outcome.err);
      CHECK(outcome.status == (has(other_status, command) ? 3 : 0));
      ++runs;
    }
  }
  CHECK(runs >= 30);
}
