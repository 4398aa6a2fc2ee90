#include "plan/plan.hpp"

#include "plan/lesson_numbers.hpp"
#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

std::vector<int> loads(const Plan& plan) {
  std::vector<int> result;
  for (const StudyDay& day : plan.days) result.push_back(static_cast<int>(day.load.count));
  return result;
}

std::string why_not(const std::expected<Plan, NoPlan>& plan) {
  REQUIRE_FALSE(plan.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : plan.error().diagnostics) text += to_text(diagnostic);
  return text;
}

/// What no plan may break, whatever was asked.
void check_rules(const Plan& plan, const Request& request) {
  LessonIndex next = 0;
  std::vector<LessonIndex> met;
  for (const StudyDay& day : plan.days) {
    REQUIRE(day.date >= request.start);
    REQUIRE(day.date <= plan.deadline);
    REQUIRE(day.budget.count > 0);
    REQUIRE(day.load <= day.budget);
    Minutes sum;
    for (const Task& task : day.tasks) {
      REQUIRE(task.lesson >= next);
      next = task.lesson + 1;
      REQUIRE(task.minutes == plan.catalog->lessons[task.lesson].minutes);
      sum += task.minutes;
      met.push_back(task.lesson);
    }
    REQUIRE(sum == day.load);
  }
  REQUIRE(met == plan.lessons);
}

}  // namespace

TEST_CASE("neither deadline nor budget: two weeks and the smallest budget") {
  const auto plan = make_plan(samples::catalog({{10, 10, 10}, {10, 10, 10, 10}}), samples::request());
  REQUIRE(plan.has_value());
  CHECK(plan->given == Given::neither);
  CHECK(to_iso(plan->deadline) == "2026-12-07");
  CHECK(plan->daily_budget.count == 10);
  CHECK(plan->days.size() == 14);
  CHECK(plan->load.count == 70);
  CHECK(plan->budget.count == 140);
}

TEST_CASE("deadline alone: the smallest daily budget at which all fit") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  const auto plan = make_plan(samples::catalog({{10, 10, 5, 10, 5}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->daily_budget.count == 15);
  CHECK(loads(*plan) == std::vector{10, 15, 15});
  request.minutes = Minutes{14};
  CHECK_FALSE(make_plan(samples::catalog({{10, 10, 5, 10, 5}}), request).has_value());
}

TEST_CASE("budget alone: the earliest deadline at which all fit") {
  Request request = samples::request();
  request.minutes = Minutes{20};
  request.off = {{date("2026-11-25"), date("2026-11-26")}};
  const auto plan = make_plan(samples::catalog({{10, 10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(to_iso(plan->deadline) == "2026-11-27");
  CHECK(plan->finish == plan->deadline);
  CHECK(loads(*plan) == std::vector{20, 10});
}

TEST_CASE("a date's own budget beats days off, days off beat weekdays, weekdays beat the daily budget") {
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  request.minutes = Minutes{10};
  request.weekday[5] = Minutes{40};  // Saturday 28
  request.weekday[6] = Minutes{0};   // Sunday 29
  request.off = {{date("2026-11-25"), date("2026-11-28")}, {date("2026-11-26"), date("2026-11-26")}};
  request.on = {{date("2026-11-26"), {15}}, {date("2026-11-29"), {5}}};
  const auto plan = make_plan(samples::catalog({{5, 5, 5, 5, 5}}), request);
  REQUIRE(plan.has_value());
  std::string days;
  for (const StudyDay& day : plan->days)
    days += to_iso(day.date) + "=" + std::to_string(day.budget.count) + " ";
  CHECK(days == "2026-11-24=10 2026-11-26=15 2026-11-29=5 2026-11-30=10 ");
}

TEST_CASE("all seven weekdays are a budget, fewer leave the rest to be found") {
  Request request = samples::request();
  request.weekday.fill(Minutes{10});
  auto plan = make_plan(samples::catalog({{10, 10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->given == Given::budget);
  CHECK(to_iso(plan->deadline) == "2026-11-26");
  request.weekday[2].reset();
  plan = make_plan(samples::catalog({{10, 10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->given == Given::neither);
  CHECK(plan->daily_budget.count == 0);  // twelve other days are enough
}

TEST_CASE("even and early differ") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{20};
  const auto catalog = samples::catalog({{10, 10, 10, 10}});
  CHECK(loads(*make_plan(catalog, request)) == std::vector{10, 10, 10, 10});
  request.pace = Pace::early;
  CHECK(loads(*make_plan(catalog, request)) == std::vector{20, 20, 0, 0});
}

TEST_CASE("lessons are chosen by path, only, skip and done") {
  const auto catalog = samples::catalog({{5, 5, 5}, {5, 5, 5, 5}});
  Request request = samples::request();
  request.paths = {"path2"};
  request.only = {{"2", "6"}};
  request.skip = {{"5", "5"}};
  request.done = {{"1", "4"}};
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  CHECK(plan->lessons == std::vector<LessonIndex>{5});
  CHECK(plan->done == std::vector<LessonIndex>{3});
}

TEST_CASE("when all is done there is a plan without lessons") {
  Request request = samples::request();
  request.done = {{"1", "3"}};
  const auto plan = make_plan(samples::catalog({{5, 5, 5}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->lessons.empty());
  CHECK_FALSE(plan->finish.has_value());
  CHECK(plan->done.size() == 3);
}

TEST_CASE("what is wrong with a choice of lessons is said") {
  Request request = samples::request();
  request.paths = {"path3"};
  request.only = {{"3", "2"}, {"99", "99"}};
  request.skip = {{"x1", "x1"}};
  CHECK(why_not(make_plan(samples::catalog({{5, 5, 5}, {5}}), request)) ==
        "pensum: error: --path: there is no path “path3” in the catalog\n"
        "hint: did you mean “path1”?\n"
        "pensum: error: --only: 3..2 runs backwards: 2 stands before 3\n"
        "hint: write 2..3\n"
        "pensum: error: --only: there is no lesson “99” in the catalog\n"
        "hint: its lessons run from 1 to 4\n"
        "pensum: error: --skip: there is no lesson “x1” in the catalog\n"
        "hint: its lessons run from 1 to 4\n");
  request = samples::request();
  request.only = request.skip = {{"2", "2"}};
  CHECK(why_not(make_plan(samples::catalog({{5, 5, 5}}), request)) ==
        "pensum: error: --path, --only and --skip together leave no lesson\n"
        "hint: leave one of them out, or name other lessons\n");
}

TEST_CASE("contradictory dates name both sides") {
  Request request = samples::request();
  request.deadline = date("2026-11-23");
  const auto catalog = samples::catalog({{5}});
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: --deadline 2026-11-23 lies before --start 2026-11-24\n"
        "hint: the deadline is the last day of the plan; it may be the start itself\n");
  request.deadline = date("2126-11-25");
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: from --start 2026-11-24 to --deadline 2126-11-25 are 36526 days; a plan spans at "
        "most 36525\n"
        "hint: choose an earlier deadline or a later start\n");
  request.deadline = date("2026-11-30");
  request.on = {{date("2026-12-01"), {5}}};
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: --on 2026-12-01 lies after --deadline 2026-11-30\n"
        "hint: leave it out, or choose a later deadline\n");
  request.on = {{date("2026-11-01"), {5}}};
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: --on 2026-11-01 lies before --start 2026-11-24\n"
        "hint: leave it out, or start earlier\n");
}

TEST_CASE("what does not fit names the minutes missing and repairs that work") {
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{15};
  const auto catalog = samples::catalog({{10, 10, 10, 10}});
  const auto plan = make_plan(catalog, request);
  CHECK(why_not(plan) ==
        "pensum: error: 20 of 40 min do not fit from 2026-11-24 to 2026-11-25\n"
        "hint: it fits with --minutes 20, or with --deadline 2026-11-27\n");
  CHECK(plan.error().reason == NoPlan::Reason::does_not_fit);
  Request repaired = request;
  repaired.minutes = plan.error().smallest_budget;
  CHECK(make_plan(catalog, repaired).has_value());
  repaired.minutes = Minutes{plan.error().smallest_budget->count - 1};
  CHECK_FALSE(make_plan(catalog, repaired).has_value());
  repaired = request;
  repaired.deadline = plan.error().earliest_deadline;
  CHECK(make_plan(catalog, repaired).has_value());
  repaired.deadline = *plan.error().earliest_deadline - days{1};
  CHECK_FALSE(make_plan(catalog, repaired).has_value());
}

TEST_CASE("a lesson longer than any day, and no day at all, are named") {
  Request request = samples::request();
  request.minutes = Minutes{9};
  CHECK(why_not(make_plan(samples::catalog({{5, 10}}), request)) ==
        "pensum: error: 10 of 15 min do not fit from 2026-11-24 to 2126-11-24: lesson 2 takes 10 min, and no "
        "day has "
        "more than 9\n"
        "hint: it fits with --minutes 10\n");
  request = samples::request();
  request.deadline = date("2026-11-25");
  request.off = {{date("2026-11-20"), date("2026-11-30")}};
  CHECK(why_not(make_plan(samples::catalog({{5}}), request)) ==
        "pensum: error: no date from 2026-11-24 to 2026-11-25 has a budget above 0\n"
        "hint: free some days: fewer --off dates, or larger --weekday and --on budgets\n");
}

TEST_CASE("the last day of the calendar is a day like any other") {
  Request request = samples::request();
  request.start = date("9999-12-30");
  request.minutes = Minutes{10};
  auto plan = make_plan(samples::catalog({{10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->deadline == last_date);
  CHECK_FALSE(make_plan(samples::catalog({{10, 10, 10}}), request).has_value());
  request.minutes.reset();
  plan = make_plan(samples::catalog({{10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->deadline == last_date);
}

TEST_CASE("rules hold for seeded random requests, and a day off is a budget of 0", "[oracle]") {
  std::mt19937 random(42);
  for (int round = 0; round < 600; ++round) {
    std::vector<std::vector<int>> paths(1 + random() % 3);
    for (auto& path : paths) {
      path.resize(1 + random() % 6);
      for (int& minutes : path) minutes = 1 + static_cast<int>(random() % 20);
    }
    const auto catalog = samples::catalog(paths);
    Request request = samples::request();
    if (random() % 2) request.deadline = request.start + days{random() % 20};
    if (random() % 2) request.minutes = Minutes{static_cast<std::int64_t>(5 + random() % 40)};
    for (auto& weekday : request.weekday) {
      if (random() % 6 == 0) weekday = Minutes{static_cast<std::int64_t>(random() % 30)};
    }
    if (random() % 2) request.pace = Pace::early;
    const Date off = request.start + days{random() % 10};
    Request by_off = request;
    by_off.off = {{off, off}};
    const auto plan = make_plan(catalog, by_off);
    if (plan) check_rules(*plan, by_off);
    if (request.deadline && off > *request.deadline) continue;
    Request by_zero = request;
    by_zero.on = {{off, {0}}};
    const auto same = make_plan(catalog, by_zero);
    REQUIRE(plan.has_value() == same.has_value());
    if (!plan) continue;
    REQUIRE(loads(*plan) == loads(*same));
    // The same request a week later gives the same plan a week later.
    Request later = by_off;
    later.start += days{7};
    if (later.deadline) *later.deadline += days{7};
    later.off = {{off + days{7}, off + days{7}}};
    const auto shifted = make_plan(catalog, later);
    REQUIRE(shifted.has_value());
    REQUIRE(loads(*shifted) == loads(*plan));
    REQUIRE(shifted->deadline == plan->deadline + days{7});
    // More minutes a day never finish later when days are filled from the front.
    if (request.pace == Pace::early && request.minutes && plan->finish) {
      Request more = by_off;
      more.minutes = Minutes{request.minutes->count + 1 + static_cast<std::int64_t>(random() % 9)};
      const auto faster = make_plan(catalog, more);
      REQUIRE(faster.has_value());
      REQUIRE(*faster->finish <= *plan->finish);
    }
  }
}

TEST_CASE("lessons are named in short") {
  const auto catalog = samples::catalog({{5, 5, 5, 5, 5, 5}});
  const auto named = [&](const std::vector<LessonIndex>& indices) {
    std::vector<Task> tasks;
    for (const LessonIndex index : indices) tasks.push_back({index, {5}});
    return lesson_numbers(*catalog, tasks);
  };
  CHECK(named({}) == "");
  CHECK(named({0}) == "1");
  CHECK(named({0, 1, 2, 4}) == "1–3, 5");
  CHECK(named({0, 2, 4, 5}) == "1, 3, 5–6");
}
