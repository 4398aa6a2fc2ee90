#include "plan/past.hpp"

#include "plan/plan.hpp"
#include "plan/rules.hpp"
#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

std::string why_not(const std::expected<Plan, NoPlan>& plan) {
  REQUIRE_FALSE(plan.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : plan.error().diagnostics) text += to_text(diagnostic);
  return text;
}

/// What is on a plan's days from `first` on.
std::string days_of(const Plan& plan, Date first) {
  std::string text;
  for (const StudyDay& day : days_from(plan, first)) {
    text += to_iso(day.date) + (day.buffer ? " buffer" : "") + " " + std::to_string(day.budget.count) + ":";
    for (const Task& task : day.tasks) {
      text += " " + plan.catalog->lessons[task.lesson].id;
      if (task.parts > 1) text += "." + std::to_string(task.part);
      text += "=" + std::to_string(task.minutes.count);
    }
    for (const Review& review : day.reviews) {
      text += " r" + plan.catalog->lessons[review.lesson].id + "/" + std::to_string(review.round);
    }
    text += "\n";
  }
  return text;
}

/// The request, with everything done that `plan` has before `today`, on the dates on which it has it.
Request done_as_planned(Request request, const Plan& plan, Date today) {
  request.today = today;
  for (const StudyDay& day : days_before(plan, today)) {
    for (const Task& task : day.tasks) {
      const Lesson& lesson = plan.catalog->lessons[task.lesson];
      if (task.part == task.parts) {
        std::erase_if(request.begun, [&](const BegunLesson& begun) { return begun.lesson == lesson.id; });
        request.done.push_back({{lesson.id, lesson.id}, day.date});
      } else {
        std::erase_if(request.begun, [&](const BegunLesson& begun) { return begun.lesson == lesson.id; });
        Minutes left = lesson.minutes;
        for (const StudyDay& other : days_before(plan, today)) {
          for (const Task& part : other.tasks) {
            if (part.lesson == task.lesson && part.part <= task.part) left -= part.minutes;
          }
        }
        request.begun.push_back({lesson.id, left, task.part});
      }
    }
  }
  return request;
}

Request random_request(std::mt19937& random) {
  Request request = samples::request();
  for (auto& weekday : request.weekday) {
    if (random() % 6 == 0) weekday = Minutes{static_cast<std::int64_t>(random() % 40)};
  }
  if (random() % 2 == 0) request.deadline = request.start + days{5 + random() % 20};
  if (random() % 2 == 0) request.minutes = Minutes{static_cast<std::int64_t>(20 + random() % 20)};
  if (random() % 3 == 0) {
    const Date off = request.start + days{random() % 8};
    request.off.push_back({off, off + days{random() % 3}});
  }
  if (random() % 3 == 0) request.reviews = {2, 5};
  if (random() % 5 == 0) request.reviews = {};
  if (random() % 3 == 0) request.buffer = static_cast<std::int64_t>(random() % 3);
  if (random() % 3 == 0) request.split = Minutes{static_cast<std::int64_t>(3 + random() % 3)};
  if (random() % 4 == 0) request.pace = Pace::early;
  if (random() % 4 == 0) request.fit = true;
  if (random() % 4 == 0) request.done = {{{"1", "2"}, request.start - days{2}}};
  return request;
}

std::shared_ptr<const Catalog> random_course(std::mt19937& random) {
  std::vector<std::vector<int>> paths(1 + random() % 3);
  for (auto& path : paths) {
    path.resize(3 + random() % 6);
    for (int& minutes : path) minutes = 3 + static_cast<int>(random() % 14);
  }
  return samples::catalog(paths);
}

}  // namespace

TEST_CASE("what is done as planned leaves every later date where it was", "[oracle][long]") {
  std::mt19937 random(51);
  std::size_t tried = 0;
  for (int round = 0; round < 400; ++round) {
    const auto catalog = random_course(random);
    const Request request = random_request(random);
    const auto plan = make_plan(catalog, request);
    if (!plan) continue;
    const Date today =
        plan->start +
        days{random() % (static_cast<std::uint64_t>((plan->deadline - plan->start).count()) + 1)};
    const Request later = done_as_planned(request, *plan, today);
    const auto rest = make_plan(catalog, later);
    CAPTURE(round, to_iso(today), days_of(*plan, plan->start));
    REQUIRE(rest.has_value());
    REQUIRE(days_of(*rest, today) == days_of(*plan, today));
    REQUIRE(rest->deadline == plan->deadline);
    REQUIRE(rules::broken(*rest, later) == std::nullopt);
    REQUIRE(moved_lessons(*rest).empty());
    REQUIRE(rest->past.size() + rest->days.size() == plan->days.size());
    // And so on, from the plan that this is.
    const Date then = std::min(plan->deadline, today + days{random() % 4});
    const auto again = make_plan(catalog, done_as_planned(later, *rest, then),
                                 {.plan = std::make_shared<const Plan>(*rest)});
    REQUIRE(again.has_value());
    REQUIRE(days_of(*again, then) == days_of(*plan, then));
    REQUIRE(days_before(*again, then).size() + again->days.size() == plan->days.size());
    ++tried;
  }
  CHECK(tried > 250);
}

TEST_CASE("what is planned again keeps all rules, whatever is done", "[oracle][long]") {
  std::mt19937 random(52);
  std::size_t planned = 0;
  std::size_t moved = 0;
  for (int round = 0; round < 500; ++round) {
    const auto catalog = random_course(random);
    Request request = random_request(random);
    const auto plan = make_plan(catalog, request);
    if (!plan) continue;
    const Date today =
        plan->start +
        days{random() % (static_cast<std::uint64_t>((plan->deadline - plan->start).count()) + 1)};
    request.today = today;
    for (const LessonIndex i : plan->lessons) {
      const Lesson& lesson = catalog->lessons[i];
      const auto chance = random() % 6;
      if (chance < 2) request.done.push_back({{lesson.id, lesson.id}, std::nullopt});
      if (chance == 2) request.begun.push_back({lesson.id, {1 + static_cast<std::int64_t>(random() % 2)}, 1});
    }
    for (const StudyDay& day : days_before(*plan, today)) {
      for (const Review& review : day.reviews) {
        if (random() % 2 == 0) request.missed.push_back({catalog->lessons[review.lesson].id, review.round});
      }
    }
    PlanInHand in_hand{.plan = std::make_shared<const Plan>(*plan)};
    if (round % 3 == 0) in_hand.keep = PlanInHand::Keep::minutes;
    if (round % 3 == 1) in_hand.catch_up = 1 + random() % 4;
    const auto again = make_plan(catalog, request, in_hand);
    CAPTURE(round, to_iso(today), days_of(*plan, plan->start));
    if (!again) continue;
    CAPTURE(days_of(*again, today));
    REQUIRE(rules::broken(*again, request) == std::nullopt);
    REQUIRE(again->start >= today);
    if (round % 3 == 0) REQUIRE(again->deadline >= plan->deadline);
    if (round % 3 != 0) REQUIRE(again->deadline == plan->deadline);
    // Planned again on the same day, with nothing more done, it stays as it is.
    in_hand.plan = std::make_shared<const Plan>(*again);
    if (in_hand.keep == PlanInHand::Keep::minutes) request.deadline = again->deadline;
    Request same = request;
    same.missed.clear();
    const auto twice = make_plan(catalog, same, in_hand);
    REQUIRE(twice.has_value());
    if (again->left_out.empty()) {
      REQUIRE(moved_lessons(*twice).empty());
    }
    moved += moved_lessons(*again).size();
    ++planned;
  }
  CHECK(planned > 250);
  CHECK(moved > 250);
}

namespace {

/// Ten lessons of 8 minutes, one a day, from Tue 24 Nov to Thu 3 Dec 2026.
Request one_a_day() {
  Request request = samples::request();
  request.deadline = date("2026-12-03");
  request.minutes = Minutes{16};
  request.reviews = {};
  request.buffer = 0;
  return request;
}

std::shared_ptr<const Catalog> ten_lessons() { return samples::catalog({std::vector<int>(10, 8)}); }

std::string moves_of(const Plan& plan) {
  std::string text;
  for (const Moved& moved : moved_lessons(plan)) {
    text += plan.catalog->lessons[moved.lesson].id + ": " + (moved.from ? to_iso(*moved.from) : "-") +
            " to " + to_iso(moved.to) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("what was missed is spread over the days left, or caught up on, or the plan lasts longer") {
  Request request = one_a_day();
  request.today = date("2026-11-28");
  request.done = {{{"1", "2"}, std::nullopt}};  // 3 and 4 were missed
  const auto spread = make_plan(ten_lessons(), request);
  REQUIRE(spread.has_value());
  CHECK(spread->deadline == date("2026-12-03"));
  REQUIRE(spread->done.size() == 2);
  CHECK(spread->done[1].on == date("2026-11-25"));
  CHECK(days_of(*spread, spread->start) ==
        "2026-11-28 16: 3=8\n2026-11-29 16: 4=8 5=8\n2026-11-30 16: 6=8\n2026-12-01 16: 7=8\n"
        "2026-12-02 16: 8=8 9=8\n2026-12-03 16: 10=8\n");
  CHECK(spread->past.size() == 4);
  CHECK(spread->past[2].tasks.front().lesson == 2);

  const auto caught_up = make_plan(ten_lessons(), request, {.catch_up = 2});
  REQUIRE(caught_up.has_value());
  CHECK(moves_of(*caught_up) ==
        "3: 2026-11-26 to 2026-11-28\n4: 2026-11-27 to 2026-11-28\n5: 2026-11-28 to 2026-11-29\n");

  const auto extended = make_plan(ten_lessons(), request, {.keep = PlanInHand::Keep::minutes});
  REQUIRE(extended.has_value());
  CHECK(extended->deadline == date("2026-12-03"));  // 16 minutes a day are enough
  request.minutes = Minutes{8};
  CHECK(why_not(make_plan(ten_lessons(), request)) ==
        "pensum: error: 16 of the 64 min do not fit between 2026-11-28 and 2026-12-03: there is no room for "
        "lesson 9 "
        "from 2026-12-03 on\n"
        "hint: it would fit with 16 minutes a day (minutes 16), a later deadline (deadline 2026-12-05), or "
        "lessons 9–10 "
        "left out, 16 min (fit yes)\n");
  const auto longer = make_plan(ten_lessons(), request, {.keep = PlanInHand::Keep::minutes});
  REQUIRE(longer.has_value());
  CHECK(longer->deadline == date("2026-12-05"));
  CHECK(longer->daily_budget == Minutes{8});
  CHECK(why_not(make_plan(ten_lessons(), request, {.catch_up = 2})) ==
        "pensum: error: what was missed does not fit into the next 2 study days, with all later lessons on "
        "the dates "
        "that they have\n"
        "hint: catch up over more days, or plan all that is left again\n");

  // Minutes that nobody named become as many as it takes: the smallest.
  request.minutes.reset();
  const auto more = make_plan(ten_lessons(), request, {.catch_up = 2});
  REQUIRE(more.has_value());
  CHECK(days_of(*more, more->start)
            .starts_with("2026-11-28 16: 3=8 4=8\n2026-11-29 16: 5=8 6=8\n2026-11-30 8: 7=8\n"));
}

TEST_CASE("a lesson that is begun goes on with what is left of it, and its parts are numbered on") {
  Request request = one_a_day();
  request.split = Minutes{4};
  request.today = date("2026-11-26");
  request.done = {{{"1", "1"}, std::nullopt}};
  request.begun = {{"2", {5}, 1}};
  request.reviews = {1};
  const auto plan = make_plan(ten_lessons(), request);
  REQUIRE(plan.has_value());
  CHECK(rules::broken(*plan, request) == std::nullopt);
  REQUIRE_FALSE(plan->days.front().tasks.empty());
  const Task& first = plan->days.front().tasks.front();
  CHECK(first.lesson == 1);
  CHECK(first.minutes == Minutes{5});
  CHECK(first.part == 2);
  CHECK(first.parts == 2);
  request.begun = {{"2", {8}, 1}, {"22", {1}, 1}};
  request.missed = {{"1", 2}};
  CHECK(why_not(make_plan(ten_lessons(), request)) ==
        "pensum: error: begun: 8 min are left of lesson 2, which takes 8\n"
        "hint: name fewer minutes, or leave the lesson out: nothing of it is done\n"
        "pensum: error: begun: there is no lesson “22” in the catalog\n"
        "hint: its lessons run from 1 to 10\n"
        "pensum: error: missed: 1/2: there is 1 round of reviews\n"
        "hint: reviews sets how many there are\n");
}

TEST_CASE("dates around today are checked") {
  Request request = one_a_day();
  request.today = date("2026-12-04");
  CHECK(why_not(make_plan(ten_lessons(), request)) ==
        "pensum: error: deadline 2026-12-03 lies before today 2026-12-04\nhint: choose a later deadline\n");
  request.deadline.reset();
  CHECK(why_not(make_plan(ten_lessons(), request,
                          {.plan = std::make_shared<const Plan>(*make_plan(ten_lessons(), one_a_day()))})) ==
        "pensum: error: the plan ended on 2026-12-03\nhint: extend it: deadline\n");
  request = one_a_day();
  request.today = date("2026-11-26");
  request.done = {{{"1", "1"}, date("2026-11-26")}};
  CHECK(why_not(make_plan(ten_lessons(), request)) ==
        "pensum: error: done 1=2026-11-26 is not before today 2026-11-26\n"
        "hint: what is done was done before today\n");
  request.done.front().on = date("2026-12-01");
  CHECK(why_not(make_plan(ten_lessons(), request)) ==
        "pensum: error: done 1=2026-12-01 lies after today 2026-11-26\n"
        "hint: what is done was done before today\n");
}

TEST_CASE("reviews that were missed become one, those done already are left out") {
  Request request = one_a_day();
  request.minutes = Minutes{30};
  request.reviews = {1, 2, 6};
  const auto before = make_plan(ten_lessons(), request);
  REQUIRE(before.has_value());
  request = done_as_planned(request, *before, date("2026-11-28"));
  const auto reviews_of_first = [&](const Plan& plan) {
    std::string text;
    for (const StudyDay& day : plan.days) {
      for (const Review& review : day.reviews) {
        if (review.lesson == 0) text += to_iso(day.date) + " round " + std::to_string(review.round) + "\n";
      }
    }
    return text;
  };
  const auto plan = make_plan(ten_lessons(), request);
  REQUIRE(plan.has_value());
  CHECK(reviews_of_first(*plan) == "2026-11-30 round 3\n");
  request.missed = {{"1", 1}, {"1", 2}};
  const auto missed = make_plan(ten_lessons(), request);
  REQUIRE(missed.has_value());
  CHECK(rules::broken(*missed, request) == std::nullopt);
  CHECK(reviews_of_first(*missed) == "2026-11-28 round 2\n2026-11-30 round 3\n");
  CHECK(moved_lessons(*missed).empty());  // lessons are on plan
  request.reviewed = {{"1", 3}};
  const auto reviewed = make_plan(ten_lessons(), request);
  REQUIRE(reviewed.has_value());
  CHECK(reviews_of_first(*reviewed) == "2026-11-28 round 2\n");
}

TEST_CASE("a plan in hand that cannot be made again is none: what is left is planned on its own") {
  Request request = one_a_day();
  request.minutes = Minutes{8};
  request.deadline = date("2026-12-01");  // ten lessons do not fit
  request.today = date("2026-11-26");
  request.done = {{{"1", "5"}, std::nullopt}};
  const auto plan = make_plan(ten_lessons(), request);
  REQUIRE(plan.has_value());
  CHECK_FALSE(plan->before);
  CHECK(plan->past.empty());
  CHECK(plan->done.front().on == date("2026-11-25"));
  CHECK(moved_lessons(*plan).empty());
  CHECK(rules::broken(*plan, request) == std::nullopt);
}

TEST_CASE("a plan in hand that breaks a rule is not kept") {
  const Request request = one_a_day();
  const auto plan = make_plan(ten_lessons(), request);
  REQUIRE(plan.has_value());
  Request again = request;
  again.today = request.start;
  const auto made_by = [&](const Plan& in_hand) {
    const auto made = make_plan(ten_lessons(), again, {.plan = std::make_shared<const Plan>(in_hand)});
    REQUIRE(made.has_value());
    CHECK(rules::broken(*made, again) == std::nullopt);
    return days_of(*made, made->start);
  };
  const std::string kept = days_of(*plan, plan->start);
  CHECK(made_by(*plan) == kept);
  Plan out_of_order = *plan;
  std::swap(out_of_order.days[0].tasks, out_of_order.days[1].tasks);
  CHECK(made_by(out_of_order) == kept);
  Plan with_review = *plan;
  with_review.days[3].reviews.push_back({2, 1, date("2026-11-27"), date("2026-11-28"), {2}});
  CHECK(made_by(with_review) == kept);
  Plan far_away = *plan;
  far_away.deadline = plan->start + days{most_days};
  again.deadline.reset();
  CHECK(why_not(make_plan(ten_lessons(), again, {.plan = std::make_shared<const Plan>(far_away)})) ==
        "pensum: error: from 2026-11-24 to 2126-11-25 is 36526 days; the limit is 36525\n"
        "hint: choose an earlier deadline\n");
}
