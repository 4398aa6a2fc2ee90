// What is wrong with a request before a catalog is known.
#include "plan/request_faults.hpp"

#include "plan/plan.hpp"
#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

namespace {

Date date(const char* iso) { return parse_date(iso).value(); }

Request request() {
  Request request;
  request.start = date("2026-11-24");
  request.deadline = date("2026-11-30");
  return request;
}

std::string faults(const Request& request, bool starts = true) {
  std::string all;
  for (const Diagnostic& fault : wrong_without_catalog(request, starts)) {
    CHECK_FALSE(fault.settings.empty());
    all += to_text(fault);
  }
  return all;
}

}  // namespace

TEST_CASE("dates in the wrong order are all told, whatever the catalog") {
  CHECK(faults(request()) == "");
  CHECK(faults(Request()) == "");
  Request wrong = request();
  wrong.deadline = date("2026-11-20");
  wrong.on = {{date("2026-11-23"), Minutes{5}}, {date("2026-11-25"), Minutes{5}}};
  wrong.done = {{{"1", "1"}, date("2026-11-23")}, {{"2", "3"}, date("2026-11-24")}};
  CHECK(faults(wrong) ==
        "pensum: error: deadline 2026-11-20 lies before start 2026-11-24\n"
        "hint: the deadline is the last day of the plan; it may be the start itself\n"
        "pensum: error: on 2026-11-23 lies before start 2026-11-24\nhint: leave it out, or start earlier\n"
        "pensum: error: on 2026-11-25 lies after deadline 2026-11-20\n"
        "hint: leave it out, or choose a later deadline\n"
        "pensum: error: done 2=2026-11-24: the plan starts on 2026-11-24\n"
        "hint: name a date before the start, or what day it is: today 2026-11-25\n");
  // Without a start of its own it may begin on any day.
  CHECK(faults(wrong, false) ==
        "pensum: error: on 2026-11-23 lies after deadline 2026-11-20\n"
        "hint: leave it out, or choose a later deadline\n"
        "pensum: error: on 2026-11-25 lies after deadline 2026-11-20\n"
        "hint: leave it out, or choose a later deadline\n");
  Request long_one = request();
  long_one.deadline = date("2126-11-25");
  CHECK(faults(long_one).starts_with(
      "pensum: error: from start 2026-11-24 to deadline 2126-11-25 is 36526 days"));
}

TEST_CASE("days that leave nothing for lessons are told, unless all may be done") {
  Request wrong = request();
  wrong.buffer = 7;
  CHECK(faults(wrong) ==
        "pensum: error: buffer 7 leaves no study day for lessons: from 2026-11-24 to 2026-11-30 there are "
        "only 7\n"
        "hint: choose a smaller buffer or a later deadline\n");
  wrong.buffer = 6;
  CHECK(faults(wrong) == "");
  wrong = request();
  wrong.off = {{date("2026-11-20"), date("2026-12-30")}};
  CHECK(faults(wrong) ==
        "pensum: error: no date from 2026-11-24 to 2026-11-30 has a budget above 0: 7 are days off (off)\n"
        "hint: free some days, or choose a later deadline\n");
  CHECK(faults(wrong, false) == "");
  wrong.done = {{{"1", "9"}, std::nullopt}};
  CHECK(faults(wrong) == "");
}

TEST_CASE("faults have an end") {
  Request wrong = request();
  for (int i = 0; i < 1000; ++i) wrong.on[*wrong.deadline + days{i + 1}] = Minutes{5};
  CHECK(wrong_without_catalog(wrong, true).size() == most_diagnostics);
  wrong = request();
  wrong.done.resize(1000, {{"1", "1"}, date("2026-12-01")});
  CHECK(wrong_without_catalog(wrong, true).size() == most_diagnostics);
}

TEST_CASE("faults of dates and of lessons are reported in one run") {
  Request wrong = request();
  wrong.deadline = date("2026-11-20");
  wrong.only = {{"99", "99"}};
  const auto plan = make_plan(samples::catalog({{5}}), wrong);
  REQUIRE_FALSE(plan.has_value());
  REQUIRE(plan.error().diagnostics.size() == 2);
  CHECK(plan.error().diagnostics[0].settings == std::vector<std::string>{"deadline", "start"});
  CHECK(plan.error().diagnostics[1].settings == std::vector<std::string>{"only"});
}

TEST_CASE("a plan without dates has no today, and no dates of what was done") {
  Request undated = request();
  undated.undated = true;
  undated.done = {{{"1", "3"}, std::nullopt}};
  CHECK(faults(undated) == "");
  undated.done.push_back({{"4", "4"}, date("2026-11-20")});
  CHECK(faults(undated) ==
        "pensum: error: done 4=2026-11-20: undated leaves dates out\n"
        "hint: name the lesson without its date\n");
  undated.today = date("2026-11-25");
  CHECK(faults(undated) ==
        "pensum: error: undated and today 2026-11-25 do not go together: a plan without dates has no today\n"
        "hint: leave one of them out; for a class that has begun, leave out the lessons that it has had\n");
}
