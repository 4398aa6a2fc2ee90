#include "cli/samples.hpp"
#include "conformance/tools.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;
using nlohmann::json;

TEST_CASE("EPUBCheck has no word to say of any book") {
  const TemporaryFolder folder;
  check_silent(epub_check(names_of(build_all(folder, ".epub", 150))));
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
  std::vector<std::string> books;
  const auto build = [&](const std::string& catalog, const std::string& name,
                         std::vector<std::string> options) {
    CAPTURE(name);
    books.push_back((folder / (name + ".epub")).string());
    // With a PDF, whose pages the book then lists.
    options.insert(options.begin(), {"build", catalog, "-s", "2026-11-24", "-o", books.back(), "-o",
                                     (folder / (name + ".pdf")).string()});
    REQUIRE(run_pensum(options).status == 0);
  };
  // Every kind of page, of every catalog that has markup of its own; a day is enough, as each page takes Ace
  // a second. EPUBCheck sees all catalogs.
  for (const std::filesystem::path& catalog : valid_catalogs()) {
    const std::string name = catalog.stem().string();
    if (name == "accents" || name == "cyrillic" || name == "greek" || name == "one-lesson") continue;
    build(catalog.string(), name, {"-d", "2026-11-24", "-m", "1440", "--fit", "--learner", "Zoë O’Brien"});
  }
  // What only longer plans have, and what options add.
  build("go-interview", "options",
        {"-d", "2026-12-10", "--lang", "de", "--buffer", "2", "--split", "5", "--reviews", "1,2,5", "--off",
         "2026-12-05"});
  check_silent(epub_check(books));
  check_silent(ace(books));
}

TEST_CASE("A reader in a browser shows every page of a book whole, also dark and at twice the size") {
  const TemporaryFolder folder;
  const std::vector<std::string> names{"go-interview", "hebrew"};
  std::vector<std::string> books;
  for (const std::string& name : names) {
    const std::string catalog = name == "hebrew" ? sample(name).string() : name;
    books.push_back((folder / (name + ".epub")).string());
    REQUIRE(run_pensum({"build", catalog, "-s", "2026-11-24", "-d", "2026-12-07", "--learner", "Zoë O’Neil",
                        "-o", books.back()})
                .status == 0);
  }
  const Outcome outcome = node("read_epub.mjs", books);
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  const json found = json::parse(outcome.out);
  CHECK(found["refused"] == json::array());
  REQUIRE(found["readings"].size() == 3 * books.size());
  for (const json& reading : found["readings"]) {
    CAPTURE(reading["book"], reading["way"]);
    const bool large = reading["way"] == "large";
    int boxes = 0;
    // A cover, a title page, an overview, 14 days, an index, what the plan is about, and answers.
    CHECK(reading["documents"].size() == 20);
    for (const json& document : reading["documents"]) {
      CAPTURE(document["name"]);
      CHECK(document["cut"] == json::array());
      CHECK(document["blank"] == json::array());
      CHECK(document["drawn"] == document["boxes"]);
      boxes += document["boxes"].get<int>();
      if (document["name"] == "cover.xhtml") continue;
      // WCAG 2.2, 1.4.3.
      CHECK(document["contrast"] >= 4.5);
      // A reader's own size and font.
      CHECK(document["type"] >= (large ? 32 : 16));
      CHECK(document["fonts"] == json{"serif"});
    }
    CHECK(boxes >= 14);
    if (reading["way"] != "plain") continue;
    CHECK(reading["links"] > 100);
    CHECK(reading["lost"] == json::array());
  }
}
