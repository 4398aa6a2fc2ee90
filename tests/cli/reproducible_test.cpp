#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

TEST_CASE("the same request gives the same bytes, wherever and by whom") {
  const TemporaryFolder here;
  const TemporaryFolder there;
  const std::filesystem::path inner = there / "a folder, ελληνικά";
  std::filesystem::create_directories(inner);
  for (const char* name : {"harbour", "hebrew", "greek", "accents"}) {
    CAPTURE(name);
    const auto build = [&](const std::filesystem::path& catalog, const Surroundings& surroundings) {
      std::vector<std::string> command{
          "build",     catalog.string(), "--start", "2026-11-24", "--deadline", "2026-12-20",
          "--learner", "Zoë Ωμέγα",      "-o",      "x.pdf",      "-o",         "x.epub",
          "-o",        "x.json",         "-o",      "x.txt",      "-o",         "x.ics"};
      const Outcome outcome = run_pensum(command, surroundings);
      REQUIRE(outcome.status == 0);
    };
    build(sample(name),
          {.folder = here.path(),
           .variables = {{"TZ", "Pacific/Kiritimati"}, {"LC_ALL", "C"}, {"HOME", here.path().string()}},
           .umask = 022});
    const std::filesystem::path copy = there / "copy.xml";
    write(copy, bytes_of(sample(name)));
    build("../copy.xml", {.folder = inner,
                          .variables = {{"TZ", "America/Los_Angeles"},
                                        {"LC_ALL", "de_DE.UTF-8"},
                                        {"LANG", "tr_TR.UTF-8"},
                                        {"HOME", std::nullopt},
                                        {"USER", "somebody"},
                                        {"TMPDIR", inner.string()},
                                        {"COLUMNS", "40"}},
                          .umask = 077});
    for (const char* file : {"x.pdf", "x.epub", "x.json", "x.txt", "x.ics"}) {
      CAPTURE(file);
      CHECK((bytes_of(here / file) == bytes_of(inner / file)));
    }
  }
}

TEST_CASE("a book that begins on a day without midnight is the same everywhere") {
  const TemporaryFolder folder;
  // Where summer time begins at midnight, as it did in Brazil.
  for (const auto& [file, zone] :
       {std::pair("utc.epub", "UTC0"), std::pair("brazil.epub", "A3B,M10.3.0/0,M2.3.0/0")}) {
    const Outcome outcome =
        run_pensum({"build", sample("one-lesson").string(), "-s", "2017-10-15", "-o", file},
                   {.folder = folder.path(), .variables = {{"TZ", zone}}});
    REQUIRE(outcome.status == 0);
  }
  CHECK((bytes_of(folder / "utc.epub") == bytes_of(folder / "brazil.epub")));
}

TEST_CASE("no folder, user or date of today gets into a file") {
  const TemporaryFolder folder;
  const Outcome outcome = run_pensum(
      {"build", sample("one-lesson").string(), "-s", "2031-05-06", "-o", "x.pdf", "-o", "x.json", "-o",
       "x.txt", "-o", "x.ics"},
      {.folder = folder.path(), .variables = {{"USER", "somebodyelse"}, {"HOSTNAME", "somewhere"}}});
  REQUIRE(outcome.status == 0);
  for (const char* file : {"x.pdf", "x.json", "x.txt", "x.ics"}) {
    CAPTURE(file);
    const std::string bytes = bytes_of(folder / file);
    for (const std::string& secret :
         {folder.path().string(), source_folder().string(), std::string("somebodyelse")}) {
      CHECK(bytes.find(secret) == std::string::npos);
    }
  }
  CHECK(bytes_of(folder / "x.pdf").find("<xmp:CreateDate>2031-05-06T00:00:00Z<") != std::string::npos);
}

TEST_CASE("SOURCE_DATE_EPOCH is the date in the files, and nothing else changes") {
  const TemporaryFolder folder;
  const auto build = [&](const std::string& to, Surroundings surroundings) {
    surroundings.folder = folder.path();
    REQUIRE(run_pensum({"build", sample("one-lesson").string(), "-s", "2026-11-24", "-o", to + ".pdf", "-o",
                        to + ".epub", "-o", to + ".json"},
                       surroundings)
                .status == 0);
  };
  build("a", {});
  build("b", {.variables = {{"SOURCE_DATE_EPOCH", "1767225600"}}});  // 2026-01-01
  CHECK(bytes_of(folder / "a.pdf").find("<xmp:CreateDate>2026-11-24T00:00:00Z<") != std::string::npos);
  CHECK(bytes_of(folder / "b.pdf").find("<xmp:CreateDate>2026-01-01T00:00:00Z<") != std::string::npos);
  CHECK((bytes_of(folder / "a.epub") != bytes_of(folder / "b.epub")));
  CHECK(bytes_of(folder / "a.json") == bytes_of(folder / "b.json"));
}
