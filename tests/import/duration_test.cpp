#include "import/duration.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::importing;

namespace {

constexpr std::int64_t none = -1;

std::int64_t of(std::string_view text, TimeUnit bare = TimeUnit::minutes) {
  return duration_of(text, bare).value_or(none);
}
std::int64_t in(std::string_view text) { return duration_in(text).value_or(none); }

}  // namespace

TEST_CASE("a duration is read in the forms that people write") {
  for (const char* text : {"90",
                           "1h 30m",
                           "1 h 30 min",
                           "1:30:00",
                           "90 min",
                           "90 Min.",
                           "1.5 hours",
                           "1,5 h",
                           "1 Std. 30 Min",
                           "1h30",
                           "~90 minutes",
                           "90m",
                           "1 hour, 30 minutes",
                           "1 hour and 30 minutes",
                           "PT1H30M",
                           "5400 sec",
                           "80-100 min",
                           "90.0",
                           "1小时30分钟",
                           "90分",
                           "1 час 30 минут"}) {
    INFO(text);
    CHECK(of(text) == 5400);
  }
  CHECK(of("12:34") == 12 * 60 + 34);
  CHECK(of("1:30", TimeUnit::hours) == 5400);
  CHECK(of("1:30 h") == 5400);
  CHECK(of("12:30 min", TimeUnit::hours) == 750);
  CHECK(of("1.5", TimeUnit::hours) == 5400);
  CHECK(of("2", TimeUnit::hours) == 7200);
  CHECK(of("45", TimeUnit::seconds) == 45);
  CHECK(of("0.5 h") == 1800);
}

TEST_CASE("what is no duration is none") {
  for (const char* text :
       {"", "abc", "1,5", "12.5", "1:75", "1:5", "1::30", "-5", "5 weeks", "10 hours/week", "min",
        "1:30:00:00", "12345678901", "5 apples", "3 m 2 h", "PT", "PT5", "Easy", "5 min break"}) {
    INFO(text);
    CHECK(of(text) == none);
  }
}

TEST_CASE("titles tell durations") {
  CHECK(in("[Review] Queues in 3 minutes (video)") == 180);
  CHECK(in("Intro (1.5 hours)") == 5400);
  CHECK(in("Intro (2h)") == 7200);
  CHECK(in("Intro 1h 30m") == 5400);
  CHECK(in("Intro [12:34]") == 754);
  CHECK(in("Intro (1:02:03)") == 3723);
  CHECK(in("Intro (5m)") == 300);
  CHECK(in("A 20-minute read") == 1200);
  CHECK(in("5分钟了解") == none);
  CHECK(in("介绍（5分钟）") == 300);
}

TEST_CASE("other numbers in titles are no durations") {
  for (const char* text : {"Sorting (5 videos)", "CS 61B Lecture 29", "8-12 hours a day", "6 hours/week",
                           "John 3:16", "Run 5m", "2^16 hours", "v1.5h2", "0 min", "100 days of code", ""}) {
    INFO(text);
    CHECK(in(text) == none);
  }
}

TEST_CASE("a course's length times its effort is its duration") {
  CHECK(course_load("14 weeks", "6-10 hours/week") == 14 * 8 * 3600);
  CHECK(course_load("10-12 weeks", "6–10 hours per week") == 11 * 8 * 3600);
  CHECK(course_load("5 days", "90 min a day") == 5 * 5400);
  CHECK_FALSE(course_load("5 days", "2 hours/week"));
  CHECK_FALSE(course_load("5 hours", "2 hours/week"));
  CHECK_FALSE(course_load("5 weeks", "2 hours"));
  CHECK_FALSE(course_load("", ""));
}

TEST_CASE("the name of a column tells a unit") {
  CHECK(unit_of_column("Duration") == TimeUnit::minutes);
  CHECK(unit_of_column("Time (h)") == TimeUnit::hours);
  CHECK(unit_of_column("Estimated hours") == TimeUnit::hours);
  CHECK(unit_of_column("Length [hh:mm]") == TimeUnit::hours);
  CHECK(unit_of_column("Length (mm:ss)") == TimeUnit::minutes);
  CHECK(unit_of_column("Dauer (Sek.)") == TimeUnit::seconds);
  CHECK(unit_of_column("") == TimeUnit::minutes);
}
