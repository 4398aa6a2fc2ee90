// A cohort's page in a browser, its PDF of all under the validator, and its parts in the hands of a job
// engine.
#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <string>

using namespace pensum::test;

namespace {

const char* const roster =
    "learner,start,deadline,minutes,layout\n"
    "Ada Lovelace,2026-12-01,2026-12-14,,\n"
    "\"Zoë <b>\"\"O’Brien\"\"\",2026-12-01,2026-12-20,,kobo\n"
    "Late,2026-12-01,2026-12-03,10,\n"
    "שרה,2026-12-02,2026-12-20,,a5\n"
    "Wrong,soon,2026-12-14,,\n"
    ",2026-12-01,2026-12-14,,a4-landscape-week\n";

std::map<std::string, std::string> contents(const std::filesystem::path& folder) {
  std::map<std::string, std::string> all;
  for (const std::string& name : files_in(folder)) all[name] = bytes_of(folder / name);
  return all;
}

/// The lines of the first block of code below a heading.
std::string example(const std::string& page, const std::string& heading) {
  const std::size_t below = page.find("\n## " + heading);
  REQUIRE(below != std::string::npos);
  const std::size_t first = page.find('\n', page.find("```", below)) + 1;
  return page.substr(first, page.find("```", first) - first);
}

}  // namespace

TEST_CASE("the teacher's page has no barrier, in light and dark, wide and narrow") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster);
  REQUIRE(run_pensum({"cohort", "class.csv", "--formats", "txt"}, {.folder = folder.path()}).status == 2);
  check_silent(axe((folder / "out/class/index.html").string()));
}

TEST_CASE("one PDF of all: each on sheets of their own, with bookmarks, and valid as it claims") {
  const TemporaryFolder folder;
  write(folder / "class.csv", roster);
  const Outcome made = run_pensum({"cohort", "class.csv", "--formats", "pdf", "--combined", "all.pdf"},
                                  {.folder = folder.path()});
  REQUIRE(made.status == 2);
  const std::string all = (folder / "all.pdf").string();
  check_silent(vera_pdf({"PDFUA_1", "PDFA_3_A"}, {all}));
  CHECK(tool({"qpdf", "--check", all}).status == 0);
  // The same pages as each has alone, and an empty one where their number is odd.
  const auto pages_of = [](const std::string& file) {
    return std::stoi(tool({"qpdf", "--show-npages", file}).out);
  };
  const auto text_of = [](const std::string& file, int first, int last) {
    return tool({"pdftotext", "-f", std::to_string(first), "-l", std::to_string(last), file, "-"}).out;
  };
  int first = 1;
  for (const char* name : {"ada-lovelace", "zoe-b-obrien", "srh", "learner-7"}) {
    CAPTURE(name, first);
    const std::string own = (folder / "out/class" / (std::string(name) + ".pdf")).string();
    const int pages = pages_of(own);
    CHECK(first % 2 == 1);
    CHECK(text_of(all, first, first + pages - 1) == text_of(own, 1, pages));
    if (pages % 2 == 1) CHECK(text_of(all, first + pages, first + pages) == "\f");
    first += pages + pages % 2;
  }
  CHECK(pages_of(all) == first - 1);
  const std::string outline = tool({"qpdf", "--json", "--json-key=outlines", all}).out;
  for (const char* title : {"Ada Lovelace", "Zoë <b>", "שרה", "row 7"}) {
    CHECK(outline.find(std::string("\"title\": \"") + title) != std::string::npos);
  }
  CHECK(outline.find("\"title\": \"Days\"") != std::string::npos);
  // The teacher's page leads to it.
  CHECK(bytes_of(folder / "out/class/index.html").find("href=\"../../all.pdf\"") != std::string::npos);
}

TEST_CASE("the example for GNU parallel makes what one run makes, byte for byte") {
  const TemporaryFolder folder;
  std::string csv = "learner,start,deadline\n";
  for (int i = 1; i <= 9; ++i) csv += "Learner " + std::to_string(i) + ",2026-12-01,2026-12-14\n";
  write(folder / "class.csv", csv);
  REQUIRE(run_pensum({"cohort", "class.csv", "--output", "whole/class"}, {.folder = folder.path()}).status ==
          0);
  const std::string lines = example(bytes_of(source_folder() / "docs/large-cohorts.md"), "GNU parallel");
  CHECK(lines.find("parallel ") != std::string::npos);
  const std::string path = std::filesystem::path(PENSUM_PROGRAM).parent_path().string() + ":/usr/bin:/bin";
  const Outcome outcome =
      tool({"sh", "-e", "-c", lines},
           {.folder = folder.path(), .variables = {{"PATH", path}, {"HOME", folder.path().string()}}});
  CAPTURE(outcome.out, outcome.err);
  CHECK(outcome.status == 0);
  CHECK(contents(folder / "out/class") == contents(folder / "whole/class"));
}
