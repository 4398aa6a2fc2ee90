// “-” as the name of a file: standard input and standard output.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>
#include <vector>

using namespace pensum::test;

namespace {

using Names = std::vector<std::string>;

constexpr const char* start = "2026-11-24";

std::string harbour() { return bytes_of(sample("harbour")); }

/// A shell's command, in which $pensum is this build's.
Outcome shell(const std::string& command) {
  return run({"bash", "-c", "pensum='" PENSUM_BINARY_DIR "/bin/pensum'; " + command});
}

}  // namespace

TEST_CASE("a catalog may be read from standard input") {
  const TemporaryFolder folder;
  const auto same = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, sample("harbour").string());
    const Outcome from_file = run_pensum(arguments);
    arguments[1] = "-";
    const Outcome from_stream = run_pensum(arguments, {.in = harbour()});
    CHECK(from_stream.status == 0);
    CHECK(from_stream.err == from_file.err);
    CHECK(from_stream.out == from_file.out);
  };
  same({"show", "--start", start});
  same({"build", "--start", start, "-o", "-", "--format", "pdf"});
  CHECK(run_pensum({"check", "-"}, {.in = harbour()}).out ==
        "standard input: a catalog, “Sail out of the harbour, and back”: 9 lessons, "
        "1\u00A0h\u00A035\u00A0min\n");
  CHECK(run_pensum({"show", "-"}, {.in = "<catalog"}).err ==
        "pensum: error: standard input:1:1: the tag <catalog> does not end\nhint: end it with >\n");
  // A file of this name has to be meant.
  write(folder / "-", harbour());
  CHECK(run_pensum({"show", "./-", "--start", start}, {.folder = folder.path()}).status == 0);
}

TEST_CASE("all that check knows may be read from standard input") {
  const auto check = [](const std::string& bytes) { return run_pensum({"check", "-"}, {.in = bytes}).out; };
  CHECK(check(bytes_of(source_folder() / "layouts/a4.xml")) == "standard input: a layout, “A4, portrait”\n");
  // It extends another.
  CHECK(check("<layout name='mine' extends='a4'><title>Mine</title></layout>") ==
        "standard input: a layout, “Mine”\n");
  CHECK(check("<request minutes='20'/>") == "standard input: a request with 1 setting\n");
  CHECK(check("learner,minutes\nAda,20\n") == "standard input: a roster: 1 learner\n");
}

TEST_CASE("a request may be read from standard input") {
  CHECK(
      run_pensum({"show", "--request", "-", "--format", "request"},
                 {.in = "<request start='2026-11-24' minutes='30'/>"})
          .out ==
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<request\n  start=\"2026-11-24\"\n  minutes=\"30\" />\n");
  CHECK(run_pensum({"build", "--request", "-"}, {.in = "<request minutes='x'/>"}).err ==
        "pensum: error: standard input:1:19: minutes: “x” is not a number of minutes\n"
        "hint: write a whole number from 1 to 1440\n");
}

TEST_CASE("a roster, or the catalog of all learners, may be read from standard input") {
  const TemporaryFolder folder;
  const std::string roster = "learner,minutes\nAda,20\nBob,no\n";
  const Outcome outcome =
      run_pensum({"cohort", "-", "-s", start, "--formats", "text"}, {.folder = folder.path(), .in = roster});
  CHECK(outcome.status == 2);
  CHECK(outcome.err ==
        "pensum: error: standard input:3:5: row 3, minutes: “no” is not a number of minutes\n"
        "hint: write a whole number from 1 to 1440\n");
  CHECK(files_in(folder.path()) == Names{"out/roster/.pensum-cohort", "out/roster/ada.txt",
                                         "out/roster/cohort.csv", "out/roster/index.html"});

  write(folder / "class.csv", "learner,catalog\nAda,\nBob,-\n");
  const std::vector<std::string> command{"cohort", "class.csv", "-s", start, "--formats", "text"};
  std::vector<std::string> with_catalog = command;
  with_catalog.insert(with_catalog.end(), {"--catalog", "-", "-j", "2"});
  CHECK(run_pensum(with_catalog, {.folder = folder.path(), .in = harbour()}).status == 0);
  CHECK(bytes_of(folder / "out/class/ada.txt").starts_with("Sail out of the harbour"));
  CHECK(bytes_of(folder / "out/class/bob.txt").starts_with("Sail out of the harbour"));
  // A row alone reads nothing from there.
  const Outcome row = run_pensum(command, {.folder = folder.path(), .in = harbour()});
  CHECK(row.status == 2);
  CHECK(row.err.starts_with("pensum: error: class.csv:3:5: row 3, catalog: there is no catalog “-”\n"));
}

TEST_CASE("standard input is read once") {
  for (const std::vector<std::string>& command : {std::vector<std::string>{"build", "-", "--request", "-"},
                                                  {"show", "-", "--request", "-"},
                                                  {"cohort", "-", "--request", "-"},
                                                  {"cohort", "-", "--catalog", "-"},
                                                  {"cohort", "class.csv", "--catalog", "-", "--request", "-"},
                                                  {"check", "-", "-"}}) {
    CAPTURE(command.front());
    const Outcome outcome = run_pensum(command, {.in = harbour()});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err ==
          "pensum: error: standard input is named twice\n"
          "hint: it can be read only once: name a file for the other input\n");
  }
}

TEST_CASE("standard input has the limits of a file, and may be a pipe or none") {
  const Outcome endless = shell("yes | \"$pensum\" check -");
  CHECK(endless.status == 2);
  CHECK(endless.err ==
        "pensum: error: standard input has more than 67108864 bytes, which is the limit\n"
        "hint: split it into smaller parts\n");
  const std::string file = sample("harbour").string();
  CHECK(shell("(head -c 100; sleep 0.1; cat) < '" + file + "' | \"$pensum\" show - --start 2026-11-24").out ==
        run_pensum({"show", file, "--start", start}).out);
  CHECK(shell("\"$pensum\" show - < /").err ==
        "pensum: error: standard input cannot be read: Is a directory\n"
        "hint: it is a folder: name a file in it\n");
  for (const char* nothing : {"< /dev/null", "<&-"}) {
    const Outcome empty = shell("\"$pensum\" show - " + std::string(nothing));
    CHECK(empty.status == 2);
    CHECK(empty.err.starts_with("pensum: error: standard input:1:1: the file is empty\n"));
  }
}

TEST_CASE("files may be written beside what goes to standard output, which has nothing else") {
  const TemporaryFolder folder;
  const std::vector<std::string> files{
      "build", sample("harbour").string(), "-s", start, "--sections", "full", "-o", "a.pdf", "-o", "a.epub"};
  const Outcome written = run_pensum(files, {.folder = folder.path()});
  REQUIRE(written.status == 0);
  const std::string pdf = bytes_of(folder / "a.pdf");
  std::vector<std::string> command = files;
  command.back() = "-";
  command.insert(command.end(), {"--format", "epub"});
  const Outcome outcome = run_pensum(command, {.folder = folder.path()});
  CHECK(outcome.status == 0);
  CHECK(outcome.out == bytes_of(folder / "a.epub"));
  CHECK(bytes_of(folder / "a.pdf") == pdf);
  CHECK(outcome.err == written.out.substr(0, written.out.find("wrote a.epub")));
  // Nothing goes there where no plan fits.
  command.insert(command.end(), {"-d", start, "-m", "1"});
  const Outcome none = run_pensum(command, {.folder = folder.path()});
  CHECK(none.status == 3);
  CHECK(none.out.empty());
}

TEST_CASE("options on standard output that make no sense are refused") {
  const TemporaryFolder folder;
  const auto error = [&](std::vector<std::string> command) {
    const Outcome outcome = run_pensum(command, {.folder = folder.path()});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(files_in(folder.path()).empty());
    return outcome.err;
  };
  const std::string no_effect =
      "pensum: error: --format has no effect without -o -, which is standard output\n"
      "hint: leave it out: the ending of a file picks its kind\n";
  CHECK(error({"build", "--format", "pdf"}) == no_effect);
  CHECK(error({"build", "--format", "pdf", "-o", "x.pdf"}) == no_effect);
  CHECK(error({"build", "-o", "-", "-o-", "--format", "json"}) ==
        "pensum: error: --output: “-” is named twice\nhint: name every file once\n");
  CHECK(error({"build", "-o", "-", "-o", "x.doc"}) ==
        "pensum: error: --output: the ending of “x.doc” is not a kind of file that pensum writes\n"
        "hint: end it in .pdf, .epub, .ics, .json or .txt\n"
        "pensum: error: --output: the kind of file for standard output is not given\n"
        "hint: name the kind with --format: pdf, epub, ics, json or text\n");
  CHECK(error({"cohort", "-", "-o", "-"}) ==
        "pensum: error: --output: a cohort is a folder of files, which cannot go to standard output\n"
        "hint: name a folder\n");
}

TEST_CASE("a terminal gets text, and nothing that it cannot show") {
  const auto on_terminal = [](const std::string& options) {
    return run({"script", "-qec",
                "'" PENSUM_BINARY_DIR "/bin/pensum' build '" + sample("harbour").string() +
                    "' --start 2026-11-24 -o - --format " + options,
                "/dev/null"},
               {.variables = {{"NO_COLOR", "1"}}});
  };
  for (const std::string format : {"pdf", "epub"}) {
    const Outcome refused = on_terminal(format);
    CHECK(refused.status == 2);
    CHECK(refused.out == "pensum: error: --output: a terminal cannot show the format " + format +
                             "\r\nhint: name a file, or send it to one: > plan." + format + "\r\n");
  }
  const Outcome text = on_terminal("text");
  CHECK(text.status == 0);
  CHECK(text.out.find("Tue 24 Nov") != std::string::npos);
}

TEST_CASE("the reader of standard output may stop early, and nothing is reported") {
  const TemporaryFolder folder;
  const std::string file = (folder / "a.pdf").string();
  const Outcome outcome =
      shell("\"$pensum\" build '" + sample("harbour").string() + "' --start 2026-11-24 -o '" + file +
            "' -o - --format json 2>'" + (folder / "err").string() +
            "' | true; status=(${PIPESTATUS[*]}); echo ${status[0]}");
  CHECK(outcome.out == std::to_string(128 + SIGPIPE) + "\n");
  CHECK(bytes_of(folder / "err").find("error") == std::string::npos);
  // The files are there by then.
  CHECK(bytes_of(file).ends_with("%%EOF\n"));
  CHECK(files_in(folder.path()) == Names{"a.pdf", "err"});
}
