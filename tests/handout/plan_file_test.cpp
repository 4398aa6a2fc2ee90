#include "handout/plan_file.hpp"

#include "plan/past.hpp"
#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

Plan planned(const std::shared_ptr<const Catalog>& catalog, const Request& request) {
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  return *plan;
}

/// Two weeks on the fifth day, with something of everything.
Plan a_plan() {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.minutes = Minutes{14};
  request.split = Minutes{3};
  request.today = date("2026-11-28");
  request.done = {{{"1", "2"}, date("2026-11-25")}};
  request.begun = {{"3", {4}, 1}};
  request.fit = true;
  return planned(samples::catalog({{8, 9, 10, 11}, std::vector<int>(14, 12)}), request);
}

std::string why_not(const std::string& bytes) {
  const auto read = handout::read_plan_file(bytes, "plan.xml", samples::catalog({{8, 9}}));
  REQUIRE_FALSE(read.has_value());
  std::string text;
  for (const Diagnostic& each : read.error()) text += to_text(each);
  return text;
}

}  // namespace

TEST_CASE("a plan's file holds what it takes to go on with it") {
  const Plan plan = a_plan();
  REQUIRE_FALSE(plan.left_out.empty());
  REQUIRE_FALSE(plan.past.empty());
  const std::string bytes = handout::plan_file(plan);
  const auto read = handout::read_plan_file(bytes, "plan.xml", plan.catalog);
  REQUIRE(read.has_value());
  CHECK(read->vanished.empty());
  const Plan& again = read->plan;
  CHECK(handout::plan_file(again) == bytes);
  CHECK(again.start == plan.start);
  CHECK(again.deadline == plan.deadline);
  CHECK(again.daily_budget == plan.daily_budget);
  CHECK(again.given == plan.given);
  CHECK(again.lessons == plan.lessons);
  CHECK(again.left_out == plan.left_out);
  CHECK(again.load == plan.load);
  CHECK(again.review_load == plan.review_load);
  CHECK(again.budget == plan.budget);
  CHECK(again.learning_budget == plan.learning_budget);
  CHECK(again.finish == plan.finish);
  CHECK(again.cushion == plan.cushion);
  CHECK(again.fullness.count == plan.fullness.count);
  CHECK(again.review_offsets == plan.review_offsets);
  REQUIRE(again.days.size() == plan.days.size());
  for (std::size_t i = 0; i < plan.days.size(); ++i) {
    CHECK(again.days[i].load == plan.days[i].load);
    CHECK(again.days[i].review_load == plan.days[i].review_load);
    CHECK(again.days[i].share == plan.days[i].share);
  }
  CHECK(again.past.size() == plan.past.size());
  REQUIRE(again.begun.size() == 1);
  CHECK(again.begun.front().left == Minutes{4});
}

TEST_CASE("planned again by its file, a plan goes on as it would by itself", "[oracle]") {
  std::mt19937 random(61);
  for (int round = 0; round < 60; ++round) {
    std::vector<int> minutes(4 + random() % 10);
    for (int& each : minutes) each = 3 + static_cast<int>(random() % 12);
    const auto catalog = samples::catalog({minutes});
    Request request = samples::request();
    request.deadline = request.start + days{9};
    if (random() % 2 == 0) request.pace = Pace::early;
    const auto plan = std::make_shared<const Plan>(planned(catalog, request));
    request.today = request.start + days{random() % 9};
    for (std::size_t i = 0; i < random() % minutes.size(); ++i) {
      request.done.push_back({{std::to_string(i + 1), std::to_string(i + 1)}, std::nullopt});
    }
    const std::string bytes = handout::plan_file(*plan);
    const auto read = handout::read_plan_file(bytes, "plan.xml", catalog);
    REQUIRE(read.has_value());
    const auto expected = make_plan(catalog, request, {.plan = plan});
    const auto made = make_plan(catalog, request, {.plan = std::make_shared<const Plan>(read->plan)});
    REQUIRE(expected.has_value() == made.has_value());
    if (made) CHECK(handout::plan_file(*made) == handout::plan_file(*expected));
  }
}

TEST_CASE("with another catalog lessons are found by their ids, and those that are gone are named") {
  const Plan plan = a_plan();
  auto fewer = std::make_shared<Catalog>(*samples::catalog({{8, 9, 10}}));
  fewer->lessons[0].id = "new";
  const handout::PlanInFile made = handout::with_catalog(plan, fewer);
  CHECK(made.vanished.size() == 16);
  CHECK(std::ranges::count(made.vanished, std::string("1")) == 1);
  CHECK(made.plan.lessons.size() + made.plan.left_out.size() == 1);
  CHECK(made.plan.done.size() == 1);
}

TEST_CASE("a plan's file that was changed is an error with its place") {
  CHECK(why_not("<catalog/>") ==
        "pensum: error: plan.xml:1:1: <catalog> is not a plan\nhint: a plan starts with <plan>\n");
  CHECK(why_not("<plan start='2026-11-24' deadline='2026-11-30' given='both'>\n<day date='2026-11-24' "
                "minutes='0'/></plan>") ==
        "pensum: error: plan.xml:2:33: minutes=\"0\" is not what pensum writes\n"
        "hint: the plan’s file was changed since: leave it out\n");
  const auto wrong = [&](const std::string& root, const std::string& child) {
    const std::string text = why_not("<plan start='2026-11-24' deadline='2026-11-30' given='both' " + root +
                                     ">" + child + "</plan>");
    CHECK(text.find(" is not what pensum writes") != std::string::npos);
  };
  wrong("minutes='x'", "");
  wrong("reviews='3,1'", "");
  wrong("reviews='1,'", "<done id='1'/>");
  wrong("c='-1'", "");
  wrong("", "<day date='24.11.2026' minutes='5'/>");
  wrong("", "<day date='2026-11-24' minutes='5'/><day date='2026-11-24' minutes='5'/>");
  wrong("", "<day date='2026-11-24' minutes='5'><lesson id='1' minutes='6'/></day>");
  wrong("",
        "<day date='2026-11-24' minutes='5'><review id='1' round='1' minutes='2' due='2026-11-24' "
        "until='2026-11-24'/></day>");
  wrong("", "<begun id='1' minutes='3' parts='0'/>");
  CHECK(why_not("<plan start='2026-11-24' deadline='2026-11-30' given='all'/>").find("given=\"all\"") !=
        std::string::npos);
  CHECK(
      why_not("<plan start='2026-11-24' deadline='2026-11-30' given='both' colour='red'/>").find("colour") !=
      std::string::npos);
}

TEST_CASE("a plan's file holds where the plan is on its pages") {
  const Plan plan = a_plan();
  const PlacedPages pages{
      .tight = true,
      .note_lines = 3,
      .weeks_from = std::chrono::Tuesday,
      .days = {{.date = date("2026-11-24"),
                .page = 0,
                .days_in_all = 14,
                .widest = Minutes{20},
                .lessons_done = 2,
                .lessons = 22,
                .last_page = 1,
                .tight = true,
                .without_notes = true,
                .shortened = 2},
               {.date = date("2026-11-28"),
                .page = 2,
                .days_in_all = 14,
                .widest = Minutes{22},
                .lessons_done = 9,
                .lessons = 22,
                .last_page = 2,
                .from = 1}},
      .sections = {{0, Points{36'000}, 0, Points{500'000}}, {1, Points{40'500}, 2, Points{90'000}}},
      .sheets = {{.ink = 0},
                 {.ink = 0xFEDCBA9876543210, .rest = 2},
                 {.ink = 7, .changed = date("2026-11-28")}},
      .moved = {{"3", date("2026-11-28"), date("2026-11-26")}}};
  const std::string bytes = handout::with_pages(handout::plan_file(plan), pages);
  const auto read = handout::read_plan_file(bytes, "plan.xml", plan.catalog);
  REQUIRE(read.has_value());
  REQUIRE(read->pages.has_value());
  CHECK(*read->pages == pages);
  CHECK(handout::plan_file(read->plan) == handout::plan_file(plan));
  const auto none = handout::read_plan_file(handout::plan_file(plan), "plan.xml", plan.catalog);
  REQUIRE(none.has_value());
  CHECK_FALSE(none->pages.has_value());
}

TEST_CASE("pages that a plan's file cannot have are errors") {
  const std::string start = "<plan start='2026-11-24' deadline='2026-12-07' given='both'><pages>";
  const std::string end = "</pages></plan>";
  const auto complains = [&](const std::string& pages, const std::string& part) {
    CAPTURE(pages);
    CHECK(why_not(start + pages + end).find(part) != std::string::npos);
  };
  complains("<sheet ink='xyz'/>", "ink=\"xyz\" is not what pensum writes");
  complains("<sheet ink='1'/><on date='2026-11-24' page='2' of='1' widest='9'/>",
            "is not what pensum writes");
  complains("<sheet ink='1'/><section page='1' top='0' last-page='3' end='0'/>", "is not what pensum writes");
  complains("<on date='2026-11-24' page='0' of='1' widest='9'/>", "page=\"0\"");
  for (const char* page : {"last-page='2'", "from='1'"}) {
    complains("<sheet ink='1'/><on date='2026-11-24' page='1' of='1' widest='9' " + std::string(page) + "/>",
              "is not what pensum writes");
  }
  complains("<sheet ink='1' rest='1'/>", "is not what pensum writes");
  complains("<sheet ink='1' rest='2'/>", "is not what pensum writes");
}
