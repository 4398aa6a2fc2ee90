#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum::test;

TEST_CASE("a run loads the libraries of what it does, and no others") {
  constexpr std::string_view for_text = "libharfbuzz.so";
  constexpr std::string_view for_covers = "libfreetype.so";  // Debian's HarfBuzz brings it, too
  constexpr std::string_view for_pdf = "libhpdf";
  constexpr std::string_view for_epub = "libzip.so";
  constexpr std::string_view for_reading_pdf = "libqpdf.so";
  constexpr std::string_view for_codes = "libqrencode.so";
  struct Run {
    std::vector<std::string> command;
    std::vector<std::string_view> loads;
  };
  const std::string start = "--start=2026-11-24";
  const TemporaryFolder folder;
  write(
      folder / "web.xml",
      R"(<catalog id="web" lang="en"><title>Web</title><path id="p"><title>P</title>)"
      R"(<lesson id="1" minutes="5" url="https://example.org"><title>One</title></lesson></path></catalog>)");
  for (const Run& run : {Run{{"--version"}, {}}, Run{{"show", start}, {}},
                         Run{{"build", start, "-o", "x.ics", "-o", "x.json", "-o", "x.txt"}, {}},
                         Run{{"build", start, "-o", "x.pdf"}, {for_text, for_covers, for_pdf}},
                         Run{{"build", "web.xml", start, "--sections=addresses", "-o", "w.pdf"},
                             {for_text, for_covers, for_pdf, for_codes}},
                         Run{{"build", start, "-o", "x.epub"}, {for_text, for_covers, for_epub}},
                         Run{{"replan", "x.pdf", "--today=2026-11-26", "-o", "y.txt"}, {for_reading_pdf}}}) {
    CAPTURE(run.command);
    const Outcome outcome =
        run_pensum(run.command, {.folder = folder.path(), .variables = {{"LD_DEBUG", "files"}}});
    REQUIRE(outcome.status == 0);
    for (const std::string_view library :
         {for_text, for_covers, for_pdf, for_epub, for_reading_pdf, for_codes}) {
      CAPTURE(library);
      const bool expected = std::ranges::find(run.loads, library) != run.loads.end();
      CHECK(outcome.err.contains(library) == expected);
    }
  }
}
