#include "plan/plan.hpp"

#include "plan/lesson_runs.hpp"
#include "plan/rules.hpp"
#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

/// A request without reviews and buffer: most tests are about lessons.
Request request_without_reviews() {
  Request request = samples::request();
  request.reviews = {};
  request.buffer = 0;
  return request;
}

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

/// The reviews of a plan, in words.
std::string reviews_of(const Plan& plan) {
  std::string text;
  for (const StudyDay& day : plan.days) {
    for (const Review& review : day.reviews) {
      text += to_iso(day.date) + ": " + plan.catalog->lessons[review.lesson].id + "/" +
              std::to_string(review.round) + "\n";
    }
  }
  return text;
}

bool is_complete(const std::expected<Plan, NoPlan>& plan) { return plan && plan->missing_reviews.empty(); }

/// A catalog of up to three paths with priorities, requirements and lessons that may be split.
std::shared_ptr<const Catalog> random_catalog(std::mt19937& random, int longest) {
  std::vector<std::vector<int>> paths(1 + random() % 3);
  for (auto& path : paths) {
    path.resize(1 + random() % 3);
    for (int& minutes : path) minutes = 1 + static_cast<int>(random() % static_cast<unsigned>(longest));
  }
  auto catalog = std::make_shared<Catalog>(*samples::catalog(paths));
  for (LessonIndex i = 0; i < catalog->lessons.size(); ++i) {
    Lesson& lesson = catalog->lessons[i];
    lesson.priority = static_cast<Priority>(random() % 3);
    lesson.splittable = random() % 3 == 0;
    if (i > 0 && random() % 3 == 0) lesson.requires_ = {random() % i};
  }
  return catalog;
}

/// Calendars of all kinds, with or without reviews, buffer and split lessons.
Request random_request(std::mt19937& random, Date start = samples::request().start) {
  Request request;
  request.start = start;
  for (auto& weekday : request.weekday) {
    if (random() % 5 == 0) weekday = Minutes{static_cast<std::int64_t>(random() % 30)};
  }
  for (std::size_t i = random() % 3; i > 0; --i) {
    const Date off = request.start + days{random() % 8};
    request.off.push_back({off, off + days{random() % 2}});
  }
  if (random() % 3 == 0) request.reviews = {};
  if (random() % 3 == 0) request.reviews = {1 + static_cast<std::int64_t>(random() % 3)};
  request.buffer = random() % 3 == 0 ? static_cast<std::int64_t>(random() % 3) : 0;
  if (random() % 3 == 0) request.buffer.reset();
  if (random() % 4 == 0) request.split = Minutes{static_cast<std::int64_t>(2 + random() % 4)};
  if (random() % 2 == 0) request.pace = Pace::early;
  return request;
}

}  // namespace

TEST_CASE("neither deadline nor budget: two weeks and the smallest budget") {
  const auto plan = make_plan(samples::catalog({{10, 10, 10}, {10, 10, 10, 10}}), request_without_reviews());
  REQUIRE(plan.has_value());
  CHECK(plan->given == Given::neither);
  CHECK(to_iso(plan->deadline) == "2026-12-07");
  CHECK(plan->daily_budget.count == 10);
  CHECK(plan->days.size() == 14);
  CHECK(plan->load.count == 70);
  CHECK(plan->budget.count == 140);
}

TEST_CASE("deadline alone: the smallest daily budget at which all fit") {
  Request request = request_without_reviews();
  request.deadline = date("2026-11-26");
  const auto plan = make_plan(samples::catalog({{10, 10, 5, 10, 5}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->daily_budget.count == 15);
  CHECK(loads(*plan) == std::vector{10, 15, 15});
  request.minutes = Minutes{14};
  CHECK_FALSE(make_plan(samples::catalog({{10, 10, 5, 10, 5}}), request).has_value());
}

TEST_CASE("budget alone: the earliest deadline at which all fit") {
  Request request = request_without_reviews();
  request.minutes = Minutes{20};
  request.off = {{date("2026-11-25"), date("2026-11-26")}};
  const auto plan = make_plan(samples::catalog({{10, 10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(to_iso(plan->deadline) == "2026-11-27");
  CHECK(plan->finish == plan->deadline);
  CHECK(loads(*plan) == std::vector{20, 10});
}

TEST_CASE("a date's own budget beats days off, days off beat weekdays, weekdays beat the daily budget") {
  Request request = request_without_reviews();
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
  Request request = request_without_reviews();
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
  Request request = request_without_reviews();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{20};
  const auto catalog = samples::catalog({{10, 10, 10, 10}});
  CHECK(loads(*make_plan(catalog, request)) == std::vector{10, 10, 10, 10});
  request.pace = Pace::early;
  CHECK(loads(*make_plan(catalog, request)) == std::vector{20, 20, 0, 0});
}

TEST_CASE("lessons are chosen by path, only, skip and done") {
  const auto catalog = samples::catalog({{5, 5, 5}, {5, 5, 5, 5}});
  Request request = request_without_reviews();
  request.paths = {"path2"};
  request.only = {{"2", "6"}};
  request.skip = {{"5", "5"}};
  request.done = {{{"1", "4"}, std::nullopt}};
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  CHECK(plan->lessons == std::vector<LessonIndex>{5});
  REQUIRE(plan->done.size() == 1);
  CHECK(plan->done[0].lesson == 3);
  CHECK(plan->done[0].on == date("2026-11-23"));
}

TEST_CASE("when all is done there is a plan without lessons") {
  Request request = request_without_reviews();
  request.done = {{{"1", "3"}, std::nullopt}};
  const auto plan = make_plan(samples::catalog({{5, 5, 5}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->lessons.empty());
  CHECK_FALSE(plan->finish.has_value());
  CHECK(plan->done.size() == 3);
  // Even if there is no day for the buffer; then it does not last a hundred years.
  request.weekday.fill(Minutes{0});
  request.buffer = 1;
  const auto without_days = make_plan(samples::catalog({{5, 5, 5}}), request);
  REQUIRE(without_days.has_value());
  CHECK(without_days->deadline == request.start);
}

TEST_CASE("when all is done, the days have minutes for the reviews that are left") {
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  request.done = {{{"1", "3"}, date("2026-11-23")}};
  const auto plan = make_plan(samples::catalog({{8, 8, 20}}), request);
  REQUIRE(plan.has_value());
  CHECK(rules::broken(*plan, request) == std::nullopt);
  CHECK(plan->missing_reviews.empty());
  std::size_t reviews = 0;
  for (const StudyDay& day : plan->days) reviews += day.reviews.size();
  CHECK(reviews == 9);
  CHECK(plan->daily_budget.count == 9);
}

TEST_CASE("faults in a choice of lessons are reported") {
  Request request = request_without_reviews();
  request.paths = {"path3"};
  request.only = {{"3", "2"}, {"99", "99"}};
  request.skip = {{"x1", "x1"}};
  CHECK(why_not(make_plan(samples::catalog({{5, 5, 5}, {5}}), request)) ==
        "pensum: error: path: there is no path “path3” in the catalog\n"
        "hint: its paths are: path1, path2\n"
        "pensum: error: only: 3..2 runs backwards: 2 comes before 3\n"
        "hint: write 2..3\n"
        "pensum: error: only: there is no lesson “99” in the catalog\n"
        "hint: its lessons run from 1 to 4\n"
        "pensum: error: skip: there is no lesson “x1” in the catalog\n"
        "hint: its lessons run from 1 to 4\n");
  request = request_without_reviews();
  request.only = request.skip = {{"2", "2"}};
  CHECK(why_not(make_plan(samples::catalog({{5, 5, 5}}), request)) ==
        "pensum: error: path, only and skip together leave no lesson\n"
        "hint: leave one of them out, or name other lessons\n");
}

TEST_CASE("contradictory dates name both sides") {
  Request request = request_without_reviews();
  request.deadline = date("2026-11-23");
  const auto catalog = samples::catalog({{5}});
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: deadline 2026-11-23 lies before start 2026-11-24\n"
        "hint: the deadline is the last day of the plan; it may be the start itself\n");
  request.deadline = date("2126-11-25");
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: from start 2026-11-24 to deadline 2126-11-25 is 36526 days; the limit "
        "is 36525\n"
        "hint: choose an earlier deadline or a later start\n");
  request.deadline = date("2026-11-30");
  request.on = {{date("2026-12-01"), {5}}};
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: on 2026-12-01 lies after deadline 2026-11-30\n"
        "hint: leave it out, or choose a later deadline\n");
  request.on = {{date("2026-11-01"), {5}}};
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: on 2026-11-01 lies before start 2026-11-24\n"
        "hint: leave it out, or start earlier\n");
}

TEST_CASE("what does not fit names the minutes missing and repairs that work") {
  Request request = request_without_reviews();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{15};
  const auto catalog = samples::catalog({{10, 10, 10, 10}});
  const auto plan = make_plan(catalog, request);
  CHECK(why_not(plan) ==
        "pensum: error: 20 of the 40 min do not fit between 2026-11-24 and 2026-11-25: there is no room for "
        "lesson 3 from 2026-11-25 on\n"
        "hint: it would fit with 20 minutes a day (minutes 20), a later deadline (deadline 2026-11-27), or "
        "lessons 3–4 left out, 20 min (fit yes)\n");
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
  Request request = request_without_reviews();
  request.minutes = Minutes{9};
  CHECK(
      why_not(make_plan(samples::catalog({{5, 10}}), request)) ==
      "pensum: error: 10 of the 15 min do not fit between 2026-11-24 and 2126-11-24: lesson 2 takes 10 min, "
      "and no day has more than 9\n"
      "hint: it would fit with 10 minutes a day (minutes 10), lesson 2 left out, 10 min (fit yes), or "
      "lessons "
      "split (split 5)\n");
  request = request_without_reviews();
  request.deadline = date("2026-11-25");
  request.off = {{date("2026-11-20"), date("2026-11-30")}};
  CHECK(why_not(make_plan(samples::catalog({{5}}), request)) ==
        "pensum: error: no date from 2026-11-24 to 2026-11-25 has a budget above 0: 2 are days "
        "off (off)\n"
        "hint: it would fit with a later deadline (deadline 2026-12-01), or no days off (leave out off)\n");
  request.off = {{date("2026-11-24"), last_date}};
  request.weekday.fill(Minutes{0});
  request.weekday[1].reset();
  request.buffer = 1;
  CHECK(why_not(make_plan(samples::catalog({{5}}), request)) ==
        "pensum: error: no date from 2026-11-24 to 2026-11-25 has a budget above 0: 1 is a day off (off), 1 "
        "has 0 minutes (weekday or on)\n"
        "hint: free some days: fewer days off (off), or larger budgets (weekday, on)\n");
}

TEST_CASE("the last day of the calendar is a day like any other") {
  Request request = request_without_reviews();
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
  for (int round = 0; round < 300; ++round) {
    const auto catalog = random_catalog(random, 20);
    Request request = random_request(random);
    request.off.clear();
    if (random() % 2) request.deadline = request.start + days{random() % 20};
    if (random() % 2) request.minutes = Minutes{static_cast<std::int64_t>(5 + random() % 40)};
    request.fit = random() % 3 == 0;
    const Date off = request.start + days{random() % 10};
    Request by_off = request;
    by_off.off = {{off, off}};
    CAPTURE(round);
    const auto plan = make_plan(catalog, by_off);
    if (plan) CHECK(rules::broken(*plan, by_off) == std::nullopt);
    if (request.deadline && off > *request.deadline) continue;
    Request by_zero = request;
    by_zero.on = {{off, {0}}};
    const auto same = make_plan(catalog, by_zero);
    REQUIRE(plan.has_value() == same.has_value());
    if (!plan) continue;
    REQUIRE(loads(*plan) == loads(*same));
    REQUIRE(reviews_of(*plan) == reviews_of(*same));
    // The same request a week later gives the same plan a week later.
    Request later = by_off;
    later.start += days{7};
    if (later.deadline) *later.deadline += days{7};
    later.off = {{off + days{7}, off + days{7}}};
    const auto shifted = make_plan(catalog, later);
    REQUIRE(shifted.has_value());
    REQUIRE(loads(*shifted) == loads(*plan));
    REQUIRE(shifted->deadline == plan->deadline + days{7});
    REQUIRE(shifted->cushion.size() == plan->cushion.size());
    REQUIRE(shifted->review_load == plan->review_load);
    // More minutes a day never finish later when days are filled from the front.
    if (request.pace == Pace::early && request.minutes && plan->finish && !request.fit) {
      Request more = by_off;
      more.minutes = Minutes{request.minutes->count + 1 + static_cast<std::int64_t>(random() % 9)};
      const auto faster = make_plan(catalog, more);
      REQUIRE(faster.has_value());
      REQUIRE(*faster->finish <= *plan->finish);
    }
    if (!request.deadline || !request.minutes || request.fit) continue;
    // Where days are filled from the front, reviews never move a lesson.
    if (request.pace == Pace::even) continue;
    Request silent = by_off;
    silent.reviews = {};
    REQUIRE(loads(*make_plan(catalog, silent)) == loads(*plan));
  }
}

TEST_CASE("deadline alone: no smaller daily budget has room for all lessons and reviews", "[oracle]") {
  std::mt19937 random(43);
  std::size_t found = 0;
  for (int round = 0; round < 100; ++round) {
    const auto catalog = random_catalog(random, 12);
    Request request = random_request(random);
    request.deadline = request.start + days{random() % 14};
    CAPTURE(round);
    const auto plan = make_plan(catalog, request);
    if (!plan || plan->given != Given::deadline) continue;
    CHECK(rules::broken(*plan, request) == std::nullopt);
    REQUIRE(plan->all_tried);
    Request given = request;
    given.minutes = plan->daily_budget;
    const auto same = make_plan(catalog, given);
    REQUIRE(same.has_value());
    REQUIRE(loads(*same) == loads(*plan));
    if (!is_complete(plan)) REQUIRE_FALSE(plan->budget_for_all_reviews.has_value());
    for (std::int64_t less = 0; less < plan->daily_budget.count; ++less) {
      given.minutes = Minutes{less};
      const auto smaller = make_plan(catalog, given);
      REQUIRE_FALSE(is_complete(smaller));
    }
    ++found;
  }
  CHECK(found > 50);
}

TEST_CASE("a long plan whose budget was searched for is the plan for that budget", "[oracle]") {
  std::mt19937 random(46);
  std::size_t after_others = 0;
  for (int round = 0; round < 12; ++round) {
    std::vector<int> minutes(400);
    for (int& each : minutes) each = 3 + static_cast<int>(random() % 13);
    const auto catalog = samples::catalog({minutes});
    Request request = samples::request();
    request.deadline = request.start + days{150 + random() % 100};
    if (round % 3 == 1) request.weekday[0] = Minutes{static_cast<std::int64_t>(40 + random() % 60)};
    if (round % 3 == 2) request.split = Minutes{3};
    CAPTURE(round);
    const auto plan = make_plan(catalog, request);
    REQUIRE(plan.has_value());
    Request given = request;
    given.minutes = plan->daily_budget;
    const auto same = make_plan(catalog, given);
    REQUIRE(same.has_value());
    CHECK(loads(*same) == loads(*plan));
    CHECK(reviews_of(*same) == reviews_of(*plan));
    given.minutes->count -= 1;
    const auto smaller = make_plan(catalog, given);
    if (smaller && !smaller->missing_reviews.empty()) ++after_others;
  }
  CHECK(after_others > 6);
}

TEST_CASE("deadline and budget: the budget for all reviews is the smallest", "[oracle]") {
  std::mt19937 random(44);
  std::size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    const auto catalog = random_catalog(random, 12);
    Request request = random_request(random);
    request.deadline = request.start + days{4 + random() % 10};
    request.minutes = Minutes{static_cast<std::int64_t>(6 + random() % 14)};
    CAPTURE(round);
    const auto plan = make_plan(catalog, request);
    if (!plan || is_complete(plan)) continue;
    // Of all budgets, smaller ones than the one given as well.
    const std::int64_t last = plan->budget_for_all_reviews.value_or(Minutes{60}).count;
    REQUIRE(plan->all_tried);
    for (std::int64_t more = 1; more <= last; ++more) {
      Request larger = request;
      larger.minutes = Minutes{more};
      REQUIRE(is_complete(make_plan(catalog, larger)) ==
              (plan->budget_for_all_reviews.has_value() && more == last));
    }
    if (plan->budget_for_all_reviews) ++found;
  }
  CHECK(found > 10);
}

TEST_CASE("budget alone: no earlier deadline has room for all lessons and reviews", "[oracle]") {
  std::mt19937 random(45);
  std::size_t found = 0;
  for (int round = 0; round < 250; ++round) {
    const auto catalog = random_catalog(random, 12);
    Request request = random_request(random);
    request.minutes = Minutes{static_cast<std::int64_t>(6 + random() % 20)};
    CAPTURE(round);
    const auto plan = make_plan(catalog, request);
    if (!plan) continue;
    CHECK(rules::broken(*plan, request) == std::nullopt);
    REQUIRE(plan->all_tried);
    for (Date date = request.start; date <= plan->deadline; date += days{1}) {
      Request given = request;
      given.deadline = date;
      const auto earlier = make_plan(catalog, given);
      if (date == plan->deadline) {
        REQUIRE(earlier.has_value());
        REQUIRE(loads(*earlier) == loads(*plan));
      } else {
        REQUIRE_FALSE(is_complete(earlier));
      }
    }
    ++found;
  }
  CHECK(found > 90);
}

TEST_CASE("every repair has been tried, and none better works", "[oracle]") {
  std::mt19937 random(46);
  std::size_t by_budget = 0;
  std::size_t by_deadline = 0;
  std::size_t by_fit = 0;
  std::size_t by_split = 0;
  std::size_t by_days_off = 0;
  std::size_t by_buffer = 0;
  for (int round = 0; round < 300; ++round) {
    const auto catalog = random_catalog(random, 16);
    // Near the end of the calendar, so that what fits by no deadline is known soon.
    Request request = random_request(random, date("9999-11-01"));
    request.reviews = {};
    request.deadline = request.start + days{random() % 8};
    request.minutes = Minutes{static_cast<std::int64_t>(3 + random() % 14)};
    CAPTURE(round);
    const auto plan = make_plan(catalog, request);
    if (plan || plan.error().reason == NoPlan::Reason::wrong_request) continue;
    const NoPlan& reason = plan.error();
    Request repaired = request;
    for (std::int64_t more = 1; more <= 90; ++more) {
      repaired.minutes = Minutes{more};
      const bool enough = reason.smallest_budget && more >= reason.smallest_budget->count;
      REQUIRE(make_plan(catalog, repaired).has_value() == enough);
    }
    if (reason.smallest_budget) ++by_budget;
    repaired = request;
    for (std::int64_t more = 0; more <= 40; ++more) {
      repaired.deadline = *request.deadline + days{more};
      const bool enough = reason.earliest_deadline && *repaired.deadline >= *reason.earliest_deadline;
      REQUIRE(make_plan(catalog, repaired).has_value() == enough);
      if (enough && ++by_deadline) break;
    }
    repaired = request;
    repaired.fit = true;
    const auto fitted = make_plan(catalog, repaired);
    REQUIRE(fitted.has_value() == !reason.would_leave_out.empty());
    if (fitted) {
      ++by_fit;
      CHECK(rules::broken(*fitted, repaired) == std::nullopt);
      REQUIRE(fitted->left_out == reason.would_leave_out);
      for (const LessonIndex kept : fitted->lessons) {
        for (const LessonIndex required : catalog->lessons[kept].requires_) {
          REQUIRE_FALSE(std::ranges::binary_search(fitted->left_out, required));
        }
      }
    }
    if (!request.split) {
      repaired = request;
      repaired.split = Minutes{5};
      REQUIRE(make_plan(catalog, repaired).has_value() == reason.split.has_value());
      if (reason.split) ++by_split;
    }
    repaired = request;
    repaired.off.clear();
    REQUIRE((!request.off.empty() && make_plan(catalog, repaired).has_value()) == reason.using_days_off);
    if (reason.using_days_off) ++by_days_off;
    repaired = request;
    for (std::int64_t buffer = request.buffer.value_or(0); buffer-- > 0;) {
      repaired.buffer = buffer;
      const bool enough = reason.smaller_buffer && buffer <= *reason.smaller_buffer;
      REQUIRE(make_plan(catalog, repaired).has_value() == enough);
    }
    if (reason.smaller_buffer) ++by_buffer;
  }
  CHECK(std::min({by_budget, by_deadline, by_fit, by_split, by_days_off, by_buffer}) >= 5);
}

TEST_CASE("reviews use what lessons leave, and what finds no room is counted") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{10};
  request.buffer = 0;
  const auto catalog = samples::catalog({{8, 8, 8}});
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  CHECK(loads(*plan) == std::vector{8, 8, 8});
  CHECK(reviews_of(*plan) == "2026-11-25: 1/1\n2026-11-26: 2/1\n");
  CHECK(plan->missing_reviews.empty());  // the second and the third round are not due by then
  request.minutes = Minutes{9};
  const auto scarce = make_plan(catalog, request);
  REQUIRE(scarce.has_value());
  REQUIRE(scarce->missing_reviews.size() == 1);
  CHECK(scarce->missing_reviews[0].round == 1);
  CHECK(scarce->missing_reviews[0].offset == 1);
  CHECK(scarce->missing_reviews[0].count == 2);
  CHECK(scarce->budget_for_all_reviews == Minutes{10});
}

TEST_CASE("the buffer has reviews and no lessons") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{10};
  request.buffer = 2;
  const auto plan = make_plan(samples::catalog({{10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(loads(*plan) == std::vector{10, 10, 0, 0});
  CHECK(plan->days[2].buffer);
  CHECK(reviews_of(*plan) == "2026-11-26: 1/1\n2026-11-26: 2/1\n2026-11-27: 1/2\n");
  CHECK(plan->learning_budget.count == 20);
  REQUIRE(plan->cushion.size() == 2);
  CHECK(plan->cushion[0].until == date("2026-11-27"));
  CHECK(plan->cushion[1].until == date("2026-11-27"));
  request.buffer = 4;
  CHECK(why_not(make_plan(samples::catalog({{10, 10}}), request)) ==
        "pensum: error: buffer 4 leaves no study day for lessons: from 2026-11-24 to 2026-11-27 there are "
        "only "
        "4\n"
        "hint: choose a smaller buffer or a later deadline\n");
}

TEST_CASE("a buffer longer than all study days there can ever be is a contradiction, not a crash") {
  Request request = samples::request();
  request.weekday.fill(Minutes{0});
  request.on = {{date("2026-11-25"), {60}}};
  request.buffer = 3;
  CHECK(why_not(make_plan(samples::catalog({{10}}), request)) ==
        "pensum: error: buffer 3 leaves no study day for lessons: from 2026-11-24 to 2126-11-24 there is "
        "only "
        "1\n"
        "hint: choose a smaller buffer or a later deadline\n");
}

TEST_CASE("a repair is never a budget that cannot be asked for") {
  // Without daily minutes both Saturdays would be learning days; with any, the buffer takes the second.
  Request request = request_without_reviews();
  request.deadline = date("2026-12-06");
  request.minutes = Minutes{5};
  request.weekday[5] = Minutes{60};
  request.buffer = 1;
  request.on = {{date("2026-12-06"), {1}}};
  request.off = {{date("2026-11-24"), date("2026-11-27")}, {date("2026-11-29"), date("2026-12-04")}};
  const auto plan = make_plan(samples::catalog({{50, 50, 50}}), request);
  REQUIRE_FALSE(plan.has_value());
  CHECK_FALSE(plan.error().smallest_budget.has_value());
  request.minutes = Minutes{5};
  request.off.clear();
  request.on.clear();
  request.weekday[5] = Minutes{60};
  request.deadline = date("2026-11-29");
  request.buffer = 1;
  const auto needs = make_plan(samples::catalog({{50, 50}}), request);
  REQUIRE_FALSE(needs.has_value());
  REQUIRE(needs.error().smallest_budget.has_value());
  CHECK(needs.error().smallest_budget->count >= 1);
}

TEST_CASE("where no minutes a day are enough, a later deadline is named") {
  Request request = request_without_reviews();
  request.deadline = request.start;
  const auto plan = make_plan(samples::catalog({{1000, 1000}}), request);
  REQUIRE_FALSE(plan.has_value());
  CHECK_FALSE(plan.error().smallest_budget.has_value());
  REQUIRE(plan.error().earliest_deadline == request.start + days{1});
  request.deadline = plan.error().earliest_deadline;
  CHECK(make_plan(samples::catalog({{1000, 1000}}), request).has_value());
}

TEST_CASE("a day's lessons wait no longer than the first of them can") {
  Request request = request_without_reviews();
  request.deadline = date("2026-11-25");
  request.pace = Pace::early;
  request.on = {{date("2026-11-24"), Minutes{40}}, {date("2026-11-25"), Minutes{20}}};
  const auto plan = make_plan(samples::catalog({{20, 20}}), request);
  REQUIRE(plan.has_value());
  REQUIRE(plan->days[0].tasks.size() == 2);
  // The next day has room for the second one only.
  CHECK(plan->days[0].latest == date("2026-11-25"));
  CHECK(plan->days[0].waits_until == date("2026-11-24"));
  CHECK_FALSE(plan->days[0].can_wait());
}

TEST_CASE("a split lesson's parts are numbered, and its first part cannot wait as long as its end") {
  Request request = request_without_reviews();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{10};
  request.split = Minutes{10};
  const auto plan = make_plan(samples::catalog({{20}}), request);
  REQUIRE(plan.has_value());
  REQUIRE(loads(*plan) == std::vector{10, 10, 0});
  CHECK(plan->days[0].tasks[0].part == 1);
  CHECK(plan->days[1].tasks[0].part == 2);
  CHECK(plan->days[1].tasks[0].parts == 2);
  CHECK(plan->days[0].latest == date("2026-11-25"));
  CHECK(plan->days[1].latest == date("2026-11-26"));
  CHECK(plan->days[0].waits_until == date("2026-11-25"));
  REQUIRE(plan->cushion.size() == 1);
  CHECK(plan->cushion[0].until == date("2026-11-26"));
  request.split.reset();
  const auto whole = make_plan(samples::catalog({{20}}), request);
  REQUIRE_FALSE(whole.has_value());
  CHECK(whole.error().split == Minutes{5});
  CHECK(whole.error().too_long == LessonIndex{0});
}

TEST_CASE(
    "with a deadline alone, --fit leaves out what fits no budget, and the rest gets no larger budget than "
    "needed") {
  Request request = request_without_reviews();
  request.deadline = request.start;
  request.fit = true;
  const auto plan = make_plan(samples::catalog({{1000, 700}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->left_out == std::vector<LessonIndex>{1});
  CHECK(plan->least_left_out);
  CHECK(plan->daily_budget.count == 1000);
}

TEST_CASE("leap days, the first year and a start on a day off") {
  Request request = request_without_reviews();
  request.start = date("2028-02-28");
  request.minutes = Minutes{10};
  auto plan = make_plan(samples::catalog({{10, 10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(to_iso(plan->days[1].date) == "2028-02-29");
  CHECK(to_iso(plan->deadline) == "2028-03-01");
  request.start = date("2100-02-28");
  plan = make_plan(samples::catalog({{10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(to_iso(plan->deadline) == "2100-03-01");
  request.start = first_date;
  plan = make_plan(samples::catalog({{10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(to_iso(plan->deadline) == "0001-01-02");
  request.start = date("2026-11-24");
  request.off = {{date("2026-11-20"), date("2026-11-25")}};
  plan = make_plan(samples::catalog({{10, 10}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->start == date("2026-11-24"));
  CHECK(to_iso(plan->days.front().date) == "2026-11-26");
  CHECK(to_iso(plan->deadline) == "2026-11-27");
}

TEST_CASE("in huge plans budgets are not all tried in turn, and the plan notes that", "[long]") {
  // Lessons of a minute with reviews of two: the bound behind which budgets are tried is a loose one.
  const auto catalog = samples::catalog({std::vector<int>(4'000, 1)});
  Request request = samples::request();
  request.deadline = request.start + days{29};
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  CHECK(rules::broken(*plan, request) == std::nullopt);
  CHECK_FALSE(plan->all_tried);
  CHECK(plan->missing_reviews.empty());  // what is found works all the same
}

TEST_CASE("if no budget makes room for all reviews, the plan still has minutes enough for them") {
  // What is learned on a Friday is due on a Saturday that has no room for it, and on no other day.
  Request request = samples::request();
  request.deadline = date("2026-12-20");
  request.weekday[5] = Minutes{1};
  request.weekday[6] = Minutes{0};
  const auto catalog = samples::catalog({std::vector<int>(20, 12)});
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  CHECK(rules::broken(*plan, request) == std::nullopt);
  CHECK_FALSE(plan->missing_reviews.empty());
  CHECK_FALSE(plan->budget_for_all_reviews.has_value());
  std::size_t placed = 0;
  for (const StudyDay& day : plan->days) placed += day.reviews.size();
  CHECK(placed > 40);
  // What is in the way is named: a review of 3 minutes on a Saturday that has one.
  REQUIRE(plan->obstacle.has_value());
  CHECK(plan->obstacle->round == 2);
  CHECK(plan->obstacle->offset == 3);
  CHECK(plan->obstacle->minutes == Minutes{3});
  CHECK(plan->obstacle->first == plan->obstacle->last);
  CHECK(weekday_index(plan->obstacle->first) == 5);
  const std::optional<std::size_t> day = find_day(*plan, plan->obstacle->first - days{3});
  REQUIRE(day.has_value());
  CHECK(std::ranges::count(plan->days[*day].tasks, plan->obstacle->lesson, &Task::lesson) == 1);
  request.minutes = plan->daily_budget;
  request.deadline.reset();
  const auto ended = make_plan(catalog, request);
  REQUIRE(ended.has_value());
  CHECK_FALSE(ended->missing_reviews.empty());
  CHECK(ended->deadline < date("2027-02-01"));
}

TEST_CASE("the default buffer is a day for every 14, and gives way where lessons would not fit otherwise") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.minutes = Minutes{10};
  auto plan = make_plan(samples::catalog({std::vector<int>(13, 10)}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->days[13].buffer);
  CHECK_FALSE(plan->days[12].buffer);
  CHECK(plan->buffer_given_way == 0);
  CHECK(rules::broken(*plan, request) == std::nullopt);
  plan = make_plan(samples::catalog({std::vector<int>(14, 10)}), request);
  REQUIRE(plan.has_value());
  CHECK_FALSE(plan->days[13].buffer);
  CHECK(plan->buffer_given_way == 1);
  CHECK(rules::broken(*plan, request) == std::nullopt);
  request.buffer = 1;  // asked for: it does not give way
  const auto none = make_plan(samples::catalog({std::vector<int>(14, 10)}), request);
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().smaller_buffer == 0);
  CHECK(why_not(none).find("a smaller buffer (buffer 0)") != std::string::npos);
  // With a budget alone the deadline makes room for it.
  request.buffer.reset();
  request.deadline.reset();
  request.reviews = {};
  plan = make_plan(samples::catalog({std::vector<int>(14, 10)}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->days.size() == 15);
  CHECK(plan->days.back().buffer);
}

TEST_CASE("the default buffer stays where what does not fit is left out, whatever days it would take") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.minutes = Minutes{10};
  request.split = Minutes{6};  // 11 minutes make no two parts
  request.fit = true;
  const auto plan = make_plan(samples::catalog({{5, 5, 11, 5}}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->left_out == std::vector<LessonIndex>{2});
  CHECK(plan->buffer_given_way == 0);
  CHECK(plan->days.back().buffer);
  // The others need all days but one of the two for the buffer.
  request.deadline = date("2026-12-21");
  std::vector<int> lessons(27, 10);
  lessons.push_back(11);
  const auto full = make_plan(samples::catalog({lessons}), request);
  REQUIRE(full.has_value());
  CHECK(full->left_out == std::vector<LessonIndex>{27});
  CHECK(full->buffer_given_way == 1);
  CHECK(full->days.back().buffer);
}

TEST_CASE("reviews of lessons done before the plan go on") {
  Request request = samples::request();
  request.deadline = date("2026-12-03");
  request.minutes = Minutes{20};
  request.done = {{{"1", "2"}, date("2026-11-22")}, {{"3", "3"}, std::nullopt}};
  const auto catalog = samples::catalog({{8, 8, 8, 10, 10}});
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  CHECK(rules::broken(*plan, request) == std::nullopt);
  std::string of_done;
  for (const StudyDay& day : plan->days) {
    for (const Review& review : day.reviews) {
      if (review.lesson < 3) of_done += to_iso(review.due) + ": " + std::to_string(review.lesson + 1) + "\n";
    }
  }
  CHECK(of_done ==
        "2026-11-24: 3\n2026-11-25: 1\n2026-11-25: 2\n2026-11-26: 3\n2026-11-29: 1\n2026-11-29: "
        "2\n2026-11-30: 3\n");
  request.done = {{{"1", "1"}, date("2026-11-24")}};
  CHECK(why_not(make_plan(catalog, request)) ==
        "pensum: error: done 1=2026-11-24: the plan starts on 2026-11-24\n"
        "hint: name a date before the start, or what day it is: today 2026-11-25\n");
  // What is named last counts.
  request.done = {
      {{"1", "5"}, date("2026-11-20")}, {{"4", "4"}, date("2026-11-21")}, {{"2", "3"}, std::nullopt}};
  const auto all = make_plan(catalog, request);
  REQUIRE(all.has_value());
  std::string dates;
  for (const DoneLesson& done : all->done)
    dates += to_iso(done.on) + "=" + std::to_string(done.lesson + 1) + " ";
  CHECK(dates == "2026-11-20=1 2026-11-20=5 2026-11-21=4 2026-11-23=2 2026-11-23=3 ");
}

TEST_CASE("lessons done on time leave the rest of the plan where it was") {
  // A lesson a day, exactly on the even course: what is left of it is an even course again.
  Request request = samples::request();
  request.deadline = date("2026-12-05");
  request.reviews = {};
  request.buffer = 2;
  const auto catalog = samples::catalog({std::vector<int>(10, 8)});
  const auto plan = make_plan(catalog, request);
  REQUIRE(plan.has_value());
  Request rest = request;
  rest.start = date("2026-11-28");
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string id = std::to_string(i + 1);
    rest.done.push_back({{id, id}, plan->days[i].date});
  }
  const auto later = make_plan(catalog, rest);
  REQUIRE(later.has_value());
  for (const StudyDay& day : later->days) {
    const StudyDay& before = plan->days[*find_day(*plan, day.date)];
    REQUIRE(day.tasks.size() == before.tasks.size());
    for (std::size_t i = 0; i < day.tasks.size(); ++i) CHECK(day.tasks[i].lesson == before.tasks[i].lesson);
  }
}

TEST_CASE("a budget that is more than enough is never refused, however long the plan") {
  Request request = samples::request();
  request.deadline = request.start + days{36'000};
  request.minutes = Minutes{1440};
  const auto plan = make_plan(samples::catalog({std::vector<int>(400, 10)}), request);
  REQUIRE(plan.has_value());
  CHECK(plan->evenest);
  CHECK(rules::broken(*plan, request) == std::nullopt);
  // The lessons are spread over the whole century.
  CHECK(*plan->finish > request.start + days{35'800});
}

TEST_CASE("a budget for a date after the end that was found is a contradiction, a day off is not") {
  Request request = request_without_reviews();
  request.minutes = Minutes{20};
  request.on = {{date("2026-12-24"), {45}}};
  CHECK(why_not(make_plan(samples::catalog({{10, 10, 10}}), request)) ==
        "pensum: error: on 2026-12-24 lies after the end of the plan, 2026-11-25\n"
        "hint: leave it out, or extend the plan: deadline 2026-12-24\n");
  request.on = {{date("2026-12-24"), {0}}};
  CHECK(make_plan(samples::catalog({{10, 10, 10}}), request).has_value());
}

TEST_CASE("too many places where a day may end are refused, with a hint") {
  Request request = request_without_reviews();
  request.deadline = request.start + days{3'000};
  request.minutes = Minutes{1440};
  request.split = Minutes{1};
  CHECK(why_not(make_plan(samples::catalog({std::vector<int>(1'500, 1440)}), request)) ==
        "pensum: error: an even plan from 2026-11-24 to 2035-02-10 takes too long to find: there are 2160001 "
        "places "
        "where a day may end\n"
        "hint: take pace early, an earlier deadline, larger pieces with split, or fewer lessons\n");
  request.pace = Pace::early;
  CHECK(make_plan(samples::catalog({std::vector<int>(1'500, 1440)}), request).has_value());
}

TEST_CASE("a long list of lessons to leave out is counted, not printed") {
  std::vector<int> minutes;
  for (int i = 0; i < 200; ++i) minutes.push_back(i % 2 == 0 ? 10 : 9);
  Request request = request_without_reviews();
  request.deadline = request.start + days{99};
  request.minutes = Minutes{10};
  CHECK(why_not(make_plan(samples::catalog({minutes}), request)).find("100 lessons left out, ") !=
        std::string::npos);
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
