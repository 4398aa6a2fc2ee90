// Plans without dates: the same as with dates, on days that tell no date.
#include "plan/undated.hpp"

#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <utility>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

std::optional<Plan> plan(const std::shared_ptr<const Catalog>& catalog, const Request& request) {
  auto made = make_plan(catalog, request);
  if (!made) return std::nullopt;
  return *std::move(made);
}

/// All of a plan's dates, as days from `zero` on.
std::vector<std::int64_t> dates_of(const Plan& plan, Date zero) {
  std::vector<std::int64_t> all;
  const auto add = [&](const std::optional<Date>& date) {
    all.push_back(date ? (*date - zero).count() : -1000);
  };
  add(plan.start);
  add(plan.deadline);
  add(plan.finish);
  for (const StudyDay& day : plan.days) {
    add(day.date);
    add(day.latest);
    add(day.waits_until);
    for (const Review& review : day.reviews) {
      add(review.due);
      add(review.until);
    }
  }
  for (const DoneLesson& done : plan.done) add(done.on);
  for (const Missable& missable : plan.cushion) add(missable.until);
  if (plan.obstacle) {
    add(plan.obstacle->due);
    add(plan.obstacle->first);
    add(plan.obstacle->last);
  }
  return all;
}

/// What is on which study day, with all that is said of it.
std::vector<std::int64_t> contents_of(const Plan& plan) {
  std::vector<std::int64_t> all{plan.daily_budget.count, plan.load.count, plan.review_load.count};
  const auto add = [&](auto value) { all.push_back(static_cast<std::int64_t>(value)); };
  for (const StudyDay& day : plan.days) {
    for (const std::int64_t value : {day.budget.count, day.load.count, day.review_load.count, day.share})
      add(value);
    add(day.buffer);
    for (const Task& task : day.tasks) {
      add(task.lesson);
      add(task.minutes.count);
      add(task.part);
    }
    for (const Review& review : day.reviews) {
      add(review.lesson);
      add(review.round);
    }
  }
  for (const LessonIndex lesson : plan.left_out) add(lesson);
  return all;
}

Request random_request(std::mt19937& random) {
  const auto below = [&](unsigned end) { return static_cast<std::int64_t>(random() % end); };
  const auto one_in = [&](unsigned count) { return random() % count == 0; };
  Request request = samples::request();
  request.start += days{below(400)};
  const std::int64_t span = below(30);
  if (!one_in(3)) request.deadline = request.start + days{span};
  if (!request.deadline || one_in(2)) request.minutes = Minutes{20 + below(40)};
  if (one_in(2)) request.weekday[random() % 7] = Minutes{0};
  if (one_in(2)) request.weekday[random() % 7] = Minutes{below(60)};
  const Date off = request.start + days{below(10)};
  if (one_in(2)) request.off = {{off, off + days{below(3)}}};
  if (one_in(3) && span > 4) request.on = {{request.start + days{4}, Minutes{45}}};
  if (one_in(3)) request.done = {{{"1", "2"}, std::nullopt}};
  if (one_in(3)) request.split = Minutes{5};
  request.fit = one_in(2);
  return request;
}

}  // namespace

TEST_CASE("a plan without dates has the same on the same days, and its dates tell no date", "[long]") {
  std::mt19937 random(20261126);
  const auto catalog = samples::catalog({{12, 25, 8}, {30, 5, 17, 9}});
  int planned = 0;
  for (int i = 0; i < 150; ++i) {
    Request request = random_request(random);
    const std::optional<Plan> dated = plan(catalog, request);
    request.undated = true;
    const std::optional<Plan> undated = plan(catalog, request);
    CAPTURE(i, to_iso(request.start));
    REQUIRE(dated.has_value() == undated.has_value());
    if (!dated) continue;
    ++planned;
    CHECK(undated->undated);
    CHECK_FALSE(dated->undated);
    CHECK(undated->start == first_date);
    CHECK(undated->first_weekday == Weekday{first_date});
    CHECK(dates_of(*undated, undated->start) == dates_of(*dated, dated->start));
    CHECK(contents_of(*undated) == contents_of(*dated));
    // Some weeks later nothing is different.
    const days later{7 * 61};
    request.start += later;
    if (request.deadline) *request.deadline += later;
    for (DateRange& range : request.off) range = {range.first + later, range.last + later};
    std::map<Date, Minutes> on;
    for (const auto& [day, minutes] : request.on) on.emplace(day + later, minutes);
    request.on = std::move(on);
    const std::optional<Plan> again = plan(catalog, request);
    REQUIRE(again.has_value());
    CHECK(dates_of(*again, first_date) == dates_of(*undated, first_date));
    CHECK(contents_of(*again) == contents_of(*undated));
  }
  CHECK(planned > 100);
}

TEST_CASE("weeks without dates are counted from the first day, or from where they are asked to begin") {
  Request request = samples::request();  // a Tuesday
  request.deadline = date("2026-12-07");
  request.undated = true;
  const auto catalog = samples::catalog({{5, 5, 5}});
  const Plan from_start = plan(catalog, request).value();
  CHECK(week_of_plan(from_start.start) == 1);
  CHECK(week_of_plan(from_start.start + days{6}) == 1);
  CHECK(week_of_plan(from_start.start + days{7}) == 2);
  CHECK(week_of_plan(from_start.deadline) == 2);
  request.first_weekday = std::chrono::Monday;
  const Plan from_monday = plan(catalog, request).value();
  CHECK(from_monday.start == first_date + days{1});
  CHECK(week_of_plan(from_monday.start + days{5}) == 1);
  CHECK(week_of_plan(from_monday.start + days{6}) == 2);
  CHECK(week_of_plan(from_monday.deadline) == 3);
  request.first_weekday = std::chrono::Wednesday;
  CHECK(plan(catalog, request).value().start == first_date + days{6});
}

TEST_CASE("days without dates are the numbers of study days") {
  Request request = samples::request();  // a Tuesday
  request.deadline = date("2026-12-07");
  request.weekday[5] = request.weekday[6] = Minutes{0};
  request.undated = true;
  const Plan made = plan(samples::catalog({{5, 5, 5}}), request).value();
  CHECK(study_dates(made).size() == 10);
  CHECK(number_of_day(made, made.start - days{1}) == 0);
  CHECK(number_of_day(made, made.start) == 1);
  CHECK(number_of_day(made, made.start + days{3}) == 4);  // Friday
  CHECK(number_of_day(made, made.start + days{5}) == 4);  // Sunday
  CHECK(number_of_day(made, made.start + days{6}) == 5);  // Monday
  CHECK(number_of_day(made, made.deadline) == 10);
}
