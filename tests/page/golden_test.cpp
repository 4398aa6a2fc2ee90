// Pages as text, compared with approved traces in tests/page/golden. To approve what has changed, run
// the test with PENSUM_UPDATE_GOLDEN=1 and look at the difference before committing it.
#include "io/files.hpp"
#include "page/composed.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace pensum;
using samples::date;
namespace fs = std::filesystem;

namespace {

void check_golden(const std::string& name, const std::string& received) {
  const fs::path approved = fs::path(PENSUM_SOURCE_DIR) / "tests/page/golden" / (name + ".txt");
  if (const char* update = std::getenv("PENSUM_UPDATE_GOLDEN"); update != nullptr && *update == '1') {
    REQUIRE(io::write_file(approved, received));
    return;
  }
  const Result<std::string> expected = io::read_file(approved);
  if (expected && *expected == received) {
    SUCCEED();
    return;
  }
  const fs::path file = fs::temp_directory_path() / ("pensum-received-" + name + ".txt");
  REQUIRE(io::write_file(file, received));
  FAIL("the pages differ from the approved ones; see\n  diff "
       << approved.string() << " " << file.string() << "\nand approve with PENSUM_UPDATE_GOLDEN=1");
}

void check_golden(const std::string& name, const Plan& plan, const std::string& layout,
                  layout::Hand hand = layout::Hand::right) {
  layout::Layout pages = composed::layout(layout);
  pages.hand = hand;
  const composed::Composed result = composed::compose(plan, pages);
  CHECK(result.warnings.empty());
  check_golden(name, document::to_trace(result.document));
}

}  // namespace

TEST_CASE("the pages of a small plan") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 8, 12}}));
  catalog->title = "Three lessons";
  catalog->lessons[0].summary =
      "What it is about, in a line or two that have to be broken to the width of the column.";
  catalog->lessons[1].url = "https://example.org/2";
  catalog->paths[0].summary = "One path";
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{20};
  request.learner = "Ada Example";
  check_golden("small", composed::plan(catalog, request), "a4");
}

TEST_CASE("the pages of two weeks with days off and a day of its own budget, on US paper") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.minutes = Minutes{15};
  request.off = {{date("2026-11-28"), date("2026-11-29")}, {date("2026-12-03"), date("2026-12-03")}};
  request.on = {{date("2026-12-05"), Minutes{45}}};
  request.language = "en-US";
  check_golden("two-weeks",
               composed::plan(samples::catalog({{10, 10, 10, 10, 10}, {5, 15, 10, 5, 10}}), request),
               "letter");
}

TEST_CASE("the pages of a plan in Hebrew are mirrored") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 8}}));
  catalog->language = "he";
  catalog->title = "מבוא לתכנות";
  catalog->paths[0].title = "התחלה";
  catalog->lessons[0].title = "משתנים (variables)";
  catalog->lessons[0].summary = "מה הם 3 סוגי המשתנים";
  catalog->lessons[1].title = "פונקציות";
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  check_golden("hebrew", composed::plan(catalog, request), "a4");
}

TEST_CASE("the pages of a plan over months, without its days") {
  std::vector<int> minutes(6, 20);
  Request request = samples::request();
  request.deadline = date("2027-01-31");
  for (auto& weekday : request.weekday) weekday = Minutes{0};
  request.weekday[5] = Minutes{20};
  check_golden(
      "months", composed::plan(samples::catalog({minutes}), request),
      "<layout name='test' extends='a4'><title>T</title><sections><overview/><index/></sections></layout>");
}

TEST_CASE("the pages of a plan week by week") {
  Request request = samples::request();
  request.deadline = date("2026-12-01");
  request.off = {{date("2026-11-26"), date("2026-11-26")}};
  request.reviews = {1};
  request.split = Minutes{10};
  request.minutes = Minutes{20};
  request.learner = "Ada Example";
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{10, 10, 25}, {15}}));
  catalog->lessons[1].title = "A title that is longer than a column is wide, and breaks";
  catalog->lessons[2].splittable = true;
  check_golden("weeks", composed::plan(catalog, request),
               "<layout name='test' extends='a4-landscape-week'><title>T</title><sections><weeks/></sections>"
               "</layout>");
}

TEST_CASE("a plan on one sheet, with days off, a lesson in parts and days with nothing on them") {
  Request request = samples::request();
  request.deadline = date("2026-12-05");
  request.off = {{date("2026-11-28"), date("2026-11-29")}};
  request.reviews = {1};
  request.split = Minutes{10};
  request.minutes = Minutes{20};
  request.pace = Pace::early;
  request.learner = "Ada Example";
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{10, 10, 25}, {15}}));
  catalog->lessons[1].title =
      "A title that is so long that it breaks in the width that is left beside dates and reviews";
  catalog->lessons[1].url = "https://example.org/2";
  catalog->lessons[2].splittable = true;
  const Plan plan = composed::plan(catalog, request);
  check_golden("sheet", plan, "sheet");
  check_golden("sheet-left-hand", plan, "sheet", layout::Hand::left);
}

TEST_CASE("the pages of a booklet, with questions and answers") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 8}}));
  catalog->lessons[0].checks = {{"What is asked?", "This is the answer."}, {"And then?", "Nothing."}};
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  check_golden("booklet", composed::plan(catalog, request),
               "<layout name='test' extends='pocket'><title>T</title><sections>"
               "<days reviews='numbers'/><questions/><answers/></sections></layout>");
}
