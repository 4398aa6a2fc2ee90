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
  CHECK(texts(page, "//main/p[2]") == Texts{"In all 10 sheets of paper, printed on both sides."});
  CHECK(texts(page, "//ul[@class='failed']/li") == Texts{"Ben (row 3): it does not fit", "row 5: no number"});
  CHECK(texts(page, "//tbody/tr/th") ==
        Texts{"Ada <b>Done before: lesson 1.", "row 4Done before: lesson 1."});
  CHECK(texts(page, "//thead//th") ==
        Texts{"Learner", "Files", "From", "To", "Lessons", "Fullest day", "Load", "Can miss"});
  CHECK(texts(page, "//tbody/tr[1]/td[position() > 1 and position() < 6]") ==
        Texts{"Tue 1 Dec", "Mon 14 Dec", "22 in 2\u00a0h\u00a053\u00a0min", "20 of 25\u00a0min"});
  CHECK(texts(page, "//tbody/tr[1]/td[7]") ==
        Texts{"any one study day up to Tue 8 Dec, or any two up to Sat 5 Dec"});
  CHECK(texts(page, "//tbody/tr[1]/td[1]/*") == Texts{"PDF", "EPUB", "5 sheets"});
  CHECK(std::string(page.select_node("//tbody/tr[1]/td[1]/a[1]/@href").attribute().value()) == "ada.pdf");
  CHECK(std::string(page.select_node("//tbody/tr[1]/td[1]/a[1]/@aria-label").attribute().value()) ==
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

namespace {

/// The bars of each row: those of its lessons, those of its reviews.
Texts bars(const std::vector<cohort::Outcome>& outcomes) {
  const auto page = parse(cohort::index_page("Class", outcomes, english));
  Texts paths;
  for (const pugi::xpath_node path : page.select_nodes("//svg/path[not(@class='ground')]/@d"))
    paths.emplace_back(path.attribute().value());
  return paths;
}

}  // namespace

TEST_CASE("the load chart stacks reviews on lessons, the highest bar of all rows as high as the chart") {
  // 360 units for 20 minutes, 2080 for 14 days.
  const Texts alone = bars({planned(2, "Ada", "ada")});
  CHECK(alone ==
        Texts{"M0 360V126h123V360zM148 360V144h124V360z", "M148 144V0h124V144zM1931 360V270h124V360z"});
  // Beside a plan that begins a fortnight earlier and has twice the load.
  cohort::Outcome early = planned(3, "Ben", "ben");
  early.start -= days{14};
  for (cohort::Outcome::Bar& bar : early.bars) {
    bar.first -= days{14};
    bar.lessons.count *= 2;
    bar.reviews.count *= 2;
  }
  const Texts both = bars({planned(2, "Ada", "ada"), early});
  REQUIRE(both.size() == 4);
  CHECK(both[0] == "M1040 360V243h61V360zM1114 360V252h61V360z");
  CHECK(both[2].starts_with("M0 360V126h61V360z"));
}

TEST_CASE("bars of weeks are as wide as weeks, to the plan's end") {
  cohort::Outcome weeks = planned(2, "Ada", "ada");
  weeks.span = facts::BarSpan::week;
  weeks.bars[1].first = weeks.bars[0].first + days{6};
  CHECK(bars({weeks})[0] == "M0 360V126h742V360zM891 360V144h866V360z");
}

TEST_CASE("a page leads to the PDF of all where there is one, whatever its name") {
  const std::vector all{planned(2, "Ada", "ada")};
  const auto links = [&](const std::string& combined) {
    const auto page = parse(cohort::index_page("Class", all, english, combined));
    Texts list;
    for (const pugi::xpath_node link : page.select_nodes("//p[@class='ways']/a"))
      list.push_back(text(link.node()) + " " + link.node().attribute("href").value());
    return list;
  };
  CHECK(links("") == Texts{"The same as a table cohort.csv"});
  CHECK(links("../all plans #1é.pdf") ==
        Texts{"All plans in one PDF ../all%20plans%20%231%C3%A9.pdf", "The same as a table cohort.csv"});
}

TEST_CASE("dates of all rows are in one style: with their years where there are several") {
  cohort::Outcome later = planned(3, "Ben", "ben");
  later.deadline = std::chrono::year{2027} / 1 / 8;
  const auto page = parse(cohort::index_page("Class", std::vector{planned(2, "Ada", "ada"), later}, english));
  CHECK(texts(page, "//tbody//time") ==
        Texts{"Tue 1 Dec 2026", "Mon 14 Dec 2026", "Tue 1 Dec 2026", "Fri 8 Jan 2027"});
  CHECK(texts(page, "//tbody/tr[1]/td[7]") ==
        Texts{"any one study day up to Tue 8 Dec 2026, or any two up to Sat 5 Dec 2026"});
  CHECK(texts(page, "//main/p[5]") ==
        Texts{"All charts have one scale, from Tue 1 Dec 2026 to Fri 8 Jan 2027"});
}

TEST_CASE("rows can be sorted by what their cells mean, and scripts alone show the field to find names") {
  const std::string html = cohort::index_page("Class", std::vector{planned(2, "Ada", "ada")}, english);
  const auto page = parse(html);
  CHECK(texts(page, "//thead//th[@data-sort]").size() == 6);
  Texts keys;
  for (const pugi::xpath_node key : page.select_nodes("//tbody//td/@data-key"))
    keys.emplace_back(key.attribute().value());
  CHECK(keys == Texts{"20788", "20801", "173", "20", "2"});
  CHECK(page.select_node("//p[@class='find'][@hidden]//input"));
  // Markup of XML means something else in a script.
  const std::string script = html.substr(html.find("<script"), html.find("</script>") - html.find("<script"));
  CHECK(script.find('&') == std::string::npos);
  // Narrow screens stack the cells, each with the name of its column.
  CHECK(page.select_nodes("//tbody//td[not(@data-name)]").empty());
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

TEST_CASE("no line ends in a date of a message") {
  const auto page = parse(cohort::index_page(
      "Class", std::vector{failed(2, "Ada", "from 2026-12-01 to 2026-12-03 (column deadline: 2026-12-22)")},
      english));
  CHECK(texts(page, "//ul[@class='failed']/li") ==
        Texts{"Ada (row 2): from 2026-12-01 to 2026-12-03 (column deadline: 2026-12-22)"});
  CHECK(texts(page, "//li/span[@class='date']") == Texts{"2026-12-01", "2026-12-03", "2026-12-22"});
}

TEST_CASE("learners of one name are told apart") {
  const auto page = parse(cohort::index_page(
      "Class", std::vector{planned(2, "Ada", "ada"), planned(3, "Ben", "ben"), planned(4, "Ada", "ada-2")},
      english));
  CHECK(texts(page, "//tbody/tr/th/small[1]") ==
        Texts{"row 2, ada", "Done before: lesson 1.", "row 4, ada-2"});
}

TEST_CASE("the teacher's page has no English word in any other language") {
  for (const LanguageWithWords& language : languages_with_words()) {
    CAPTURE(language.tag);
    std::vector<cohort::Outcome> outcomes{planned(2, "◇", "◇"), planned(3, "◇", "◇"), planned(4, "", "◇"),
                                          failed(5, "◇", "◇"), failed(6, "", "◇")};
    for (cohort::Outcome& outcome : outcomes) outcome.notes.clear();
    outcomes[1].cushion.clear();
    outcomes[2].files.clear();
    auto page = parse(cohort::index_page("◇", outcomes, Language(language.tag)));
    pugi::xml_node main = page.select_node("//main").node();
    REQUIRE(main.remove_child("script"));
    CHECK(std::string(page.child("html").attribute("lang").value()) == language.tag);
    std::string all =
        text(page.child("html").child("head").child("title")) + text(page.child("html").child("body"));
    for (const pugi::xpath_node spoken : page.select_nodes("//@aria-label")) {
      all += std::string("\n") + spoken.attribute().value();
    }
    // What scripts and narrow screens show.
    for (const pugi::xpath_node shown : page.select_nodes("//@data-text | //@data-name"))
      all += std::string("\n") + shown.attribute().value();
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

TEST_CASE("of plans without dates the teacher's page has their days") {
  cohort::Outcome undated = planned(2, "Ada", "ada");
  undated.undated = true;
  undated.start = first_date;
  undated.deadline = first_date + days{13};
  undated.cushion = {{1, first_date + days{7}}};
  for (cohort::Outcome::Bar& bar : undated.bars) bar.first = first_date + days{&bar - undated.bars.data()};
  const auto alone = parse(cohort::index_page("7b", std::vector{undated}, english));
  CHECK(texts(alone, "//td[@data-name='From']") == Texts{"Day 1"});
  CHECK(texts(alone, "//td[@data-name='To']") == Texts{"Day 14"});
  CHECK(texts(alone, "//td[@data-name='Can miss']") == Texts{"any one study day up to Day 8"});
  CHECK(texts(alone, "//main/p[contains(., 'scale')]") ==
        Texts{"All charts have one scale, from Day 1 to Day 14"});
  CHECK(texts(alone, "//time").empty());
  const std::string bars = alone.select_node("//path[not(@class)]").node().attribute("d").value();
  CHECK(bars.starts_with("M0 "));

  // Beside others their charts begin where those do.
  const auto both = parse(cohort::index_page("7b", std::vector{undated, planned(3, "Ben", "ben")}, english));
  CHECK(texts(both, "//td[@data-name='From']") == Texts{"Day 1", "Tue 1 Dec"});
  CHECK(texts(both, "//main/p[contains(., 'scale')]") ==
        Texts{"All charts have one scale, from Tue 1 Dec to Mon 14 Dec 2026"});
  CHECK(both.select_node("//path[not(@class)]").node().attribute("d").value() == bars);
}
