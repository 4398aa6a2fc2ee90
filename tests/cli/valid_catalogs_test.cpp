#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

// Each kind of file in each layout, without a word on stderr.
void builds(const std::filesystem::path& catalog, const char* minutes) {
  CAPTURE(catalog.string());
  const TemporaryFolder folder;
  for (const char* layout : {"a4", "letter"}) {
    const std::string name = layout;
    const Outcome outcome =
        run_pensum({"build", catalog.string(), "--start", "2026-11-24", "--minutes", minutes, "--learner",
                    "O’Neil <b>&amp;\"'", "--layout", layout, "-o", name + ".pdf", "-o", name + ".epub", "-o",
                    name + ".json", "-o", name + ".txt"},
                   {.folder = folder.path()});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
  }
  CHECK(files_in(folder.path()).size() == 8);
  // The layout is the pages' alone, which a book made with them lists.
  CHECK(bytes_of(folder / "a4.txt") == bytes_of(folder / "letter.txt"));
}

}  // namespace

TEST_CASE("valid catalogs are found valid and become every kind of file") {
  std::vector<std::string> check{"check"};
  for (const auto& catalog : valid_catalogs()) {
    check.push_back(catalog.string());
    builds(catalog, "1440");
  }
  const Outcome outcome = run_pensum(check);
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(static_cast<std::size_t>(std::ranges::count(outcome.out, '\n')) == check.size() - 1);
}

TEST_CASE("a book made without a PDF is the same in every layout") {
  const TemporaryFolder folder;
  for (const char* layout : {"a4", "kobo"}) {
    REQUIRE(run_pensum(
                {"build", "--start", "2026-11-24", "--layout", layout, "-o", std::string(layout) + ".epub"},
                {.folder = folder.path()})
                .status == 0);
  }
  CHECK((bytes_of(folder / "a4.epub") == bytes_of(folder / "kobo.epub")));
}

TEST_CASE("two thousand lessons become every kind of file") {
  const TemporaryFolder folder;
  write(folder / "many.xml", many_lessons(2000));
  builds(folder / "many.xml", "60");
}

TEST_CASE("what comes with pensum is valid") {
  for (const char* name : {"layouts", "fonts"}) {
    for (const auto& file : xml_files(source_folder() / name)) {
      CAPTURE(file.string());
      const Outcome outcome = run_pensum({"check", file.string()});
      CHECK(outcome.status == 0);
      CHECK(outcome.err.empty());
    }
  }
}
