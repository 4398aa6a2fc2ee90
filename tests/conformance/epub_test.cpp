#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;
using nlohmann::json;

TEST_CASE("EPUBCheck has no word to say of any book") {
  const TemporaryFolder folder;
  check_silent(epub_check(names_of(build_all(folder, ".epub", 300))));
}

TEST_CASE("EPUBCheck notices a damaged book") {
  const TemporaryFolder folder;
  const std::string good = (folder / "good.epub").string();
  REQUIRE(run_pensum({"build", sample("one-lesson").string(), "-s", "2026-11-24", "-o", good}).status == 0);
  std::string bytes = bytes_of(good);
  bytes.resize(bytes.size() / 2);
  write(folder / "bad.epub", bytes);
  const Outcome outcome = epub_check({(folder / "bad.epub").string()});
  CHECK(outcome.status == 1);
  CHECK(outcome.out != "");
}

TEST_CASE("Ace finds no barrier") {
  const TemporaryFolder folder;
  std::vector<std::filesystem::path> catalogs = xml_files(source_folder() / "catalog");
  catalogs.push_back(sample("harbour"));
  catalogs.push_back(sample("hebrew"));
  for (const std::filesystem::path& catalog : catalogs) {
    CAPTURE(catalog.string());
    const std::string name = catalog.stem().string();
    const std::string book = (folder / (name + ".epub")).string();
    // With a PDF, whose pages the book then lists.
    const std::string print = (folder / (name + ".pdf")).string();
    REQUIRE(run_pensum(
                {"build", catalog.string(), "-s", "2026-11-24", "-d", "2026-12-03", "-o", print, "-o", book})
                .status == 0);
    check_silent(epub_check({book}));
    const Outcome outcome = ace(book, folder / name);
    CAPTURE(outcome.out, outcome.err);
    REQUIRE(std::filesystem::exists(folder / name / "report.json"));
    const json report = json::parse(bytes_of(folder / name / "report.json"));
    for (const json& document : report["assertions"]) {
      for (const json& assertion : document["assertions"]) FAIL_CHECK(assertion.dump(2));
    }
    CHECK(report["assertions"].size() > 10);
    CHECK(report["earl:result"]["earl:outcome"] == "pass");
    CHECK(outcome.status == 0);
  }
}
