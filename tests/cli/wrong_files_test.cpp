// A wrong file is named for what it is, in one message, whatever it was given as.
#include "archive/zip_files.hpp"
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace pensum::test;

namespace {

Outcome run_in(const TemporaryFolder& folder, const std::vector<std::string>& arguments) {
  return run_pensum(arguments, {.folder = folder.path()});
}

}  // namespace

TEST_CASE("a wrong file is told once, as a catalog, a layout, a request or a roster") {
  const TemporaryFolder folder;
  REQUIRE(run_in(folder, {"build", sample("harbour").string(), "-o", "a.pdf", "-o", "a.epub"}).status == 0);
  std::string latin = "<catalog id='c' lang='de'><title>";
  for (int i = 0; i < 500; ++i) latin += "\xFC\n";
  write(folder / "latin.xml", latin + "</title></catalog>");
  std::string wide;
  for (const char c : std::string("learner,minutes\nAda,30\n")) wide += std::string{c, '\0'};
  write(folder / "wide.csv", wide);
  std::string page = "<!DOCTYPE html>\n<html><body>\n";
  for (int i = 0; i < 300; ++i) page += "<br>&nbsp;<p>text\n";
  write(folder / "page.html", page);
  write(folder / "list.csv", "learner,minutes\nAda,30\n");
  struct Wrong {
    std::string file;
    std::string what;
  };
  write(folder / "packed.zip", pensum::archive::zip_of({{"a.txt", "text"}}));
  for (const Wrong& wrong :
       {Wrong{"a.pdf", "the file is a PDF, not "},
        {"packed.zip", "the file is a packed file, "},
        {"latin.xml", "the byte \\xFC is not UTF-8\nhint: save the file as UTF-8 (499 more"},
        {"wide.csv", "the file is UTF-16"},
        {"page.html", "the file is a web page (HTML), not "}}) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"show", wrong.file},
                                                    {"check", wrong.file},
                                                    {"build", "--layout", "./" + wrong.file, "-o", "x.pdf"},
                                                    {"show", "--request", wrong.file}}) {
      CAPTURE(command);
      const Outcome outcome = run_in(folder, command);
      CAPTURE(outcome.err);
      CHECK(outcome.status == 2);
      CHECK(outcome.err.find(wrong.what) != std::string::npos);
      CHECK(std::ranges::count(outcome.err, '\n') <= 4);
    }
  }
  const Outcome table = run_in(folder, {"show", "list.csv"});
  CHECK(table.status == 2);
  CHECK(table.err ==
        "pensum: error: list.csv:1:1: row 1: no column has the titles of the lessons\n"
        "hint: call it “lesson” or “title”, or name it: “pensum import --column lesson=learner”\n");
}

TEST_CASE("endings may be in capitals, and a file needs none") {
  const TemporaryFolder folder;
  std::filesystem::copy_file(sample("harbour"), folder / "MY.XML");
  std::filesystem::copy_file(sample("harbour"), folder / "my-course");
  for (const char* catalog : {"MY.XML", "my-course"}) {
    const Outcome outcome =
        run_in(folder, {"build", catalog, "-s", "2026-11-24", "-o", "Z.PDF", "-o", "Z.Epub"});
    CHECK(outcome.err.empty());
    CHECK(outcome.status == 0);
    CHECK(bytes_of(folder / "Z.PDF").starts_with("%PDF"));
  }
  CHECK(run_in(folder, {"check", "MY.XML"}).status == 0);
  write(folder / "CLASS.CSV", "learner,start\nAda,2026-12-01\n");
  CHECK(run_in(folder, {"cohort", "CLASS.CSV", "--formats", "txt", "--combined", "ALL.PDF"}).status == 0);
}

TEST_CASE("a program away from its data reports that") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "bin");
  std::filesystem::copy_file(std::filesystem::path(PENSUM_BINARY_DIR) / "bin/pensum", folder / "bin/pensum");
  const std::string said =
      "pensum: error: pensum’s data is not in " + (folder / "share/pensum").string() +
      ", where it belongs\n"
      "hint: keep the program in the folder bin beside share/pensum, or set PENSUM_DATA to the folder that "
      "holds catalog, layouts and fonts\n";
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"build"}, {"show"}, {"list", "catalogs"}, {"list", "layouts"}}) {
    std::vector<std::string> command{(folder / "bin/pensum").string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const Outcome outcome =
        run(command, {.folder = folder.path(), .variables = {{"PENSUM_DATA", std::nullopt}}});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == said);
  }
  for (const std::vector<std::string>& help : {std::vector<std::string>{"--help"}, {"--version"}}) {
    std::vector<std::string> command{(folder / "bin/pensum").string()};
    command.insert(command.end(), help.begin(), help.end());
    CHECK(run(command).status == 0);
  }
  CHECK(run_pensum({"--help"}).out.find("PENSUM_DATA") != std::string::npos);
}

TEST_CASE("lessons that are named in another way get the hint that helps") {
  const auto hint = [](const std::string& list) {
    const std::string err = run_pensum({"show", "-s", "2026-11-24", "--done", list}).err;
    CAPTURE(err);
    REQUIRE(err.find("hint: ") != std::string::npos);
    return err.substr(err.find("hint: "));
  };
  for (const char* range : {"1–3", "1...3", "1:3", "1…3"}) CHECK(hint(range) == "hint: write 1..3\n");
  // No id of this catalog has a dash.
  for (const char* range : {"1-3", "1 - 3"})
    CHECK(run_pensum({"show", "-s", "2026-11-24", "--done", range}).out ==
          run_pensum({"show", "-s", "2026-11-24", "--done", "1..3"}).out);
  for (const char* list : {"1 3", "1;3", "1; 3"}) CHECK(hint(list) == "hint: write 1,3\n");
  for (const char* none : {"25", "0", "1-25", "1-2-3"})
    CHECK(hint(none) == "hint: its lessons run from 1 to 22\n");
}

TEST_CASE("a request whose dates contradict each other is not in order") {
  const TemporaryFolder folder;
  write(folder / "a.xml", "<request start='2026-12-10' deadline='2026-12-01'/>");
  write(folder / "b.xml", "<request deadline='2026-12-01' on='2026-12-05=10'/>");
  write(folder / "c.xml",
        "<request deadline='2020-01-01' minutes='1' done='1..99'/>");  // begins when it is used
  const Outcome outcome = run_in(folder, {"check", "a.xml", "b.xml", "c.xml"});
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("a.xml:1:39: deadline=\"2026-12-01\" lies before start=\"2026-12-10\"\n") !=
        std::string::npos);
  CHECK(outcome.err.find("b.xml:1:36: on=\"2026-12-05\" ") != std::string::npos);
  CHECK(outcome.out == "c.xml: a request with 3 settings\n");
}
