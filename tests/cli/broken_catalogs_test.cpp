// Each tests/catalogs/broken/NAME.xml has its NAME.txt: what `pensum check NAME.xml` prints in that folder.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;

TEST_CASE("faults of a catalog are reported with line and column, and nothing is written") {
  const std::filesystem::path broken = source_folder() / "tests/catalogs/broken";
  const auto catalogs = xml_files(broken);
  REQUIRE_FALSE(catalogs.empty());
  for (const std::filesystem::path& catalog : catalogs) {
    const std::string name = catalog.filename().string();
    CAPTURE(name);
    const std::string expected = bytes_of(std::filesystem::path(catalog).replace_extension(".txt"));
    const TemporaryFolder folder;
    const std::string pdf = (folder / "x.pdf").string();
    const std::string json = (folder / "x.json").string();
    const std::vector<std::string> commands[] = {
        {"check", name}, {"show", name}, {"build", name, "-o", pdf, "-o", json}};
    for (const auto& command : commands) {
      CAPTURE(command.front());
      const Outcome outcome = run_pensum(command, {.folder = broken, .finds_leaks = true});
      CHECK(outcome.status == 2);
      CHECK(outcome.out.empty());
      CHECK(outcome.err == expected);
    }
    CHECK(files_in(folder.path()).empty());
  }
}

TEST_CASE("one wrong file does not hide the others") {
  const std::filesystem::path broken = source_folder() / "tests/catalogs/broken";
  const Outcome outcome = run_pensum(
      {"check", "../valid/one-lesson.xml", "cut-off.xml", "../valid/greek.xml"}, {.folder = broken});
  CHECK(outcome.status == 2);
  CHECK(outcome.err == bytes_of(broken / "cut-off.txt"));
  CHECK(outcome.out ==
        "../valid/one-lesson.xml: a catalog, “Tie a bowline”: 1 lesson, 8\u00A0min\n"
        "../valid/greek.xml: a catalog, “Μαθήματα για αρχάριους: το άλφα, το βήτα και τ’ άλλα”: 5 lessons, "
        "45\u00A0min\n");
}
