#include "cohort/index_page.hpp"

#include "base/gap_marks.hpp"
#include "cohort/outcomes.hpp"
#include "cohort/table.hpp"
#include "language/english_words.hpp"
#include "language/with_gaps.hpp"
#include "language/word.hpp"
#include "language/words_files.hpp"

#include <pugixml.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using test::failed;
using test::planned;

namespace {

pugi::xml_document parse(const std::string& page) {
  pugi::xml_document document;
  REQUIRE(document.load_buffer(page.data(), page.size(), pugi::parse_default | pugi::parse_ws_pcdata));
  return document;
}

std::string text(const pugi::xml_node& node) {
  std::string all;
  for (const pugi::xpath_node found : node.select_nodes(".//text()")) all += found.node().value();
  return all;
}

std::vector<std::string> texts(const pugi::xml_document& page, const char* path) {
  std::vector<std::string> all;
  for (const pugi::xpath_node found : page.select_nodes(path)) all.push_back(text(found.node()));
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

const Language english("en");

TEST_CASE("the teacher's page shows who has which plan, and who has none and why") {
  const std::vector<cohort::Outcome> outcomes{
      planned(2, "Ada <b>", "ada"), failed(3, "Ben", "it does not fit", cohort::Outcome::State::no_plan),
      planned(4, "", "learner-4"), failed(5, "", "no number")};
  const auto page = parse(cohort::index_page("Class & Co", outcomes, english));
  CHECK(texts(page, "//h1") == Texts{"Class & Co"});
  CHECK(texts(page, "//main/p[1]") == Texts{"2 learners have a plan, 2 have none."});
  CHECK(texts(page, "//ul[@class='failed']/li") == Texts{"Ben (row 3): it does not fit", "row 5: no number"});
  CHECK(texts(page, "//tbody/tr/th") ==
        Texts{"Ada <b>Done before: lesson 1.", "row 4Done before: lesson 1."});
  CHECK(texts(page, "//tbody/tr[1]/td[position() < 5]") ==
        Texts{"Tue 1 Dec 2026", "Mon 14 Dec 2026", "22 in 2\u00a0h\u00a053\u00a0min", "20 of 25\u00a0min"});
  CHECK(texts(page, "//tbody/tr[1]/td[6]") ==
        Texts{"any one study day up to Tue 8 Dec, any two up to Sat 5 Dec"});
  CHECK(texts(page, "//tbody/tr[1]/td[7]/a") == Texts{"PDF", "EPUB"});
  CHECK(std::string(page.select_node("//tbody/tr[1]/td[7]/a[1]/@href").attribute().value()) == "ada.pdf");
  CHECK(std::string(page.select_node("//tbody/tr[1]/td[7]/a[1]/@aria-label").attribute().value()) ==
        "PDF for Ada <b>");
  CHECK(std::string(page.select_node("//tbody/tr[1]//svg/@aria-label").attribute().value()) ==
        "Load over 3 study days, at most 20\u00a0min");
}

TEST_CASE("if all have a plan there is no section for those without, and the other way round") {
  const auto all = parse(cohort::index_page("Class", std::vector{planned(2, "Ada", "ada")}, english));
  CHECK(texts(all, "//main/p[1]") == Texts{"1 learner has a plan."});
  CHECK(texts(all, "//h2") == Texts{"Plans"});
  const auto none = parse(cohort::index_page("Class", std::vector{failed(2, "Ada", "no")}, english));
  CHECK(texts(none, "//main/p[1]") == Texts{"0 learners have a plan, 1 has none."});
  CHECK(texts(none, "//h2") == Texts{"Without a plan"});
}

TEST_CASE("the load chart stacks reviews on lessons, the highest bar as high as the chart") {
  const auto page = parse(cohort::index_page("Class", std::vector{planned(2, "Ada", "ada")}, english));
  Texts paths;
  for (const pugi::xpath_node path : page.select_nodes("//svg/path/@d")) {
    paths.emplace_back(path.attribute().value());
  }
  // 36 units for 20 minutes.
  CHECK(paths ==
        Texts{"M0 36.0v-23.4h5V36.0zM6 36.0v-21.6h5V36.0z", "M6 14.4v-14.4h5V14.4zM12 36.0v-9.0h5V36.0z"});
}

TEST_CASE("texts of others do not change the direction of the text around them") {
  const auto page = parse(cohort::index_page(
      "כיתה 5",
      std::vector{planned(2, "עדה 1", "ada"), failed(3, "נועה", "deadline: “מחר 5” is no date, nor is “x”"),
                  failed(4, "", "“ open")},
      english));
  CHECK(texts(page, "//bdi[@dir='auto']") == Texts{"כיתה 5", "נועה", "מחר 5", "x", "עדה 1"});
  CHECK(texts(page, "//ul[@class='failed']/li") ==
        Texts{"נועה (row 3): deadline: “מחר 5” is no date, nor is “x”", "row 4: “ open"});
}

TEST_CASE("learners of one name are told apart") {
  const auto page = parse(cohort::index_page(
      "Class", std::vector{planned(2, "Ada", "ada"), planned(3, "Ben", "ben"), planned(4, "Ada", "ada-2")},
      english));
  CHECK(texts(page, "//tbody/tr/th/small[1]") ==
        Texts{"row 2, ada", "Done before: lesson 1.", "row 4, ada-2"});
  CHECK(texts(page, "//main/p[2]/a") == Texts{"The same as a table"});
}

TEST_CASE("the teacher's page has no English word in any other language") {
  for (const LanguageWithWords& language : languages_with_words()) {
    CAPTURE(language.tag);
    std::vector<cohort::Outcome> outcomes{planned(2, "◇", "◇"), planned(3, "◇", "◇"), planned(4, "", "◇"),
                                          failed(5, "◇", "◇"), failed(6, "", "◇")};
    for (cohort::Outcome& outcome : outcomes) outcome.notes.clear();
    outcomes[1].cushion.clear();
    outcomes[2].files.clear();
    const auto page = parse(cohort::index_page("◇", outcomes, Language(language.tag)));
    CHECK(std::string(page.child("html").attribute("lang").value()) == language.tag);
    std::string all =
        text(page.child("html").child("head").child("title")) + text(page.child("html").child("body"));
    for (const pugi::xpath_node spoken : page.select_nodes("//@aria-label")) {
      all += std::string("\n") + spoken.attribute().value();
    }
    CHECK(test::found_in(all, test::english_words(language.tag)) == "");
  }
}

TEST_CASE(
    "what a language leaves in English is marked as English on the teacher's page, and not in its table") {
  const test::WithGaps gaps("tr", 0, 1);
  std::vector<cohort::Outcome> outcomes{planned(2, "Ada", "ada"), failed(3, "", "")};
  outcomes[0].notes = gaps.language().say(word::not_evenest{});
  CHECK(has_gap_marks(outcomes[0].notes));
  const std::string html = cohort::index_page("Class", outcomes, gaps.language());
  CHECK_FALSE(has_gap_marks(html));
  const auto page = parse(html);
  CHECK(texts(page, "//h2/span[@lang='en']") == Texts{"Without a plan", "Plans"});
  CHECK(texts(page, "//th/small/span[@lang='en']").size() == 1);
  CHECK_FALSE(has_gap_marks(cohort::to_csv(outcomes)));
}
