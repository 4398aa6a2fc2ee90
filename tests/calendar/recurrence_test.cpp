// Rules that libical follows, beside the days counted one by one.
#include "calendar/recurrence.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::calendar;

namespace {

Date date(const char* iso) { return parse_date(iso).value(); }

std::vector<Date> repeated(const std::string& rule, const char* first, const char* from, const char* to) {
  std::int64_t work = 1'000'000;
  const auto dates = calendar::repeated(rule, date(first), {date(from), date(to)}, work);
  REQUIRE(dates.has_value());
  return *dates;
}

/// The dates for which `holds`, of those in the range that are not before `first`.
std::vector<Date> counted(const char* first, const char* from, const char* to,
                          const std::function<bool(Date)>& holds) {
  std::vector<Date> dates;
  for (Date day = date(from); day <= date(to); day += days{1}) {
    if (day >= date(first) && holds(day)) dates.push_back(day);
  }
  return dates;
}

std::chrono::year_month_day parts(Date day) { return std::chrono::year_month_day{day}; }

}  // namespace

TEST_CASE("rules hold on the dates that are counted one by one, wherever one begins to look") {
  struct Case {
    std::string rule;
    std::function<bool(Date)> holds;
  };
  const char* first = "2000-02-29";  // a Tuesday
  const std::vector<Case> cases{
      {"FREQ=DAILY", [](Date) { return true; }},
      {"FREQ=DAILY;INTERVAL=3", [&](Date day) { return (day - date(first)).count() % 3 == 0; }},
      {"FREQ=WEEKLY", [](Date day) { return Weekday{day} == std::chrono::Tuesday; }},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", [&](Date day) { return (day - date(first)).count() % 14 == 0; }},
      {"FREQ=WEEKLY; BYDAY=SA, SU", [](Date day) { return weekday_index(Weekday{day}) >= 5; }},
      {"FREQ=MONTHLY", [](Date day) { return parts(day).day() == std::chrono::day{29}; }},
      {"FREQ=MONTHLY;BYMONTHDAY=-1",
       [](Date day) { return parts(day + days{1}).day() == std::chrono::day{1}; }},
      {"FREQ=MONTHLY;BYDAY=2TH",
       [](Date day) {
         const unsigned number = static_cast<unsigned>(parts(day).day());
         return Weekday{day} == std::chrono::Thursday && number >= 8 && number <= 14;
       }},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
       [](Date day) {
         const unsigned number = static_cast<unsigned>(parts(day).day());
         const unsigned weekday = weekday_index(Weekday{day});
         return (number == 1 && weekday < 5) || (number <= 3 && weekday == 0);
       }},
      {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
       [](Date day) {
         return Weekday{day} == std::chrono::Friday && parts(day).day() == std::chrono::day{13};
       }},
      {"FREQ=MONTHLY;INTERVAL=6;BYMONTH=2;BYDAY=-1TU",
       [](Date day) {
         return Weekday{day} == std::chrono::Tuesday && parts(day).month() == std::chrono::February &&
                parts(day + days{7}).month() == std::chrono::March;
       }},
      {"FREQ=YEARLY",
       [](Date day) {
         return parts(day).month() == std::chrono::February && parts(day).day() == std::chrono::day{29};
       }},
      {"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
       [](Date day) {
         const unsigned number = static_cast<unsigned>(parts(day).day());
         return parts(day).month() == std::chrono::November && Weekday{day} == std::chrono::Thursday &&
                number >= 22 && number <= 28;
       }},
      {"FREQ=YEARLY;BYDAY=MO;BYMONTH=5;BYSETPOS=-1",
       [](Date day) {
         return parts(day).month() == std::chrono::May && Weekday{day} == std::chrono::Monday &&
                parts(day + days{7}).month() == std::chrono::June;
       }},
      {"FREQ=YEARLY;INTERVAL=4;UNTIL=20270101",
       [](Date day) {
         return parts(day).month() == std::chrono::February && parts(day).day() == std::chrono::day{29} &&
                day < date("2027-01-01");
       }},
  };
  for (const Case& each : cases) {
    CAPTURE(each.rule);
    CHECK(wrong_with_rule(each.rule).empty());
    for (const auto& [from, to] :
         std::vector<std::pair<const char*, const char*>>{{"2000-01-01", "2001-12-31"},
                                                          {"2023-12-30", "2029-03-01"},
                                                          {"2026-11-24", "2026-12-31"},
                                                          {"2026-11-26", "2026-11-26"}}) {
      CAPTURE(from);
      CHECK(repeated(each.rule, first, from, to) == counted(first, from, to, each.holds));
    }
  }
}

TEST_CASE("a rule that counts begins to count at the entry's first day") {
  CHECK(repeated("FREQ=WEEKLY;COUNT=3", "2026-11-24", "2026-12-01", "2027-01-01") ==
        std::vector<Date>{date("2026-12-01"), date("2026-12-08")});
  CHECK(repeated("FREQ=YEARLY;COUNT=3", "2000-12-24", "2026-12-01", "2027-01-01").empty());
}

TEST_CASE("times of the day do not repeat a day") {
  CHECK(
      repeated("FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,30;BYSECOND=0,1", "2026-12-01", "2026-12-01", "2026-12-03")
          .size() == 3);
}

TEST_CASE("what cannot be followed is told") {
  for (const char* rule :
       {"", "nonsense", "FREQ=", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;UNTIL=soon", "YM1 12 #0"}) {
    CAPTURE(rule);
    CHECK(wrong_with_rule(rule) == std::string("“") + rule + "” is not a rule");
  }
  CHECK(wrong_with_rule("FREQ=YEARLY;BYMONTHDAY=" + std::string(5000, '1')).ends_with("…” is not a rule"));
  for (const char* freq : {"SECONDLY", "MINUTELY", "HOURLY"})
    CHECK(wrong_with_rule(std::string("FREQ=") + freq) ==
          std::string("“FREQ=") + freq + "”: entries within a day are not days off");
  CHECK(wrong_with_rule("RSCALE=CHINESE;FREQ=YEARLY") ==
        "“RSCALE=CHINESE;FREQ=YEARLY”: only rules of the Gregorian calendar are followed");
  CHECK(wrong_with_rule("RSCALE=GREGORIAN;FREQ=YEARLY").empty());
}

TEST_CASE("rules that never hold end, and so does what takes too long") {
  std::int64_t work = 2'000'000;
  const DateRange year{date("2026-01-01"), date("2026-12-31")};
  for (const char* rule :
       {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"}) {
    CAPTURE(rule);
    CHECK(calendar::repeated(rule, date("1990-01-01"), year, work).value().empty());
  }
  CHECK(work > 1'900'000);
  for (const char* rule :
       {"FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-11", "FREQ=MONTHLY;BYMONTHDAY=1,-24,10;BYDAY=-2TH",
        "FREQ=MONTHLY;BYSETPOS=3", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTHDAY=13,-24;BYDAY=4SA,-6TH", "FREQ=MONTHLY;BYMONTHDAY=-18,-31;BYSETPOS=4,-4",
        "FREQ=MONTHLY;BYMONTH=2,4,6,9,11;BYMONTHDAY=31", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=54",
        "FREQ=YEARLY;BYWEEKNO=5;BYSETPOS=8", "FREQ=YEARLY;BYYEARDAY=1,2;BYSETPOS=3",
        "FREQ=YEARLY;BYSETPOS=2"}) {
    CAPTURE(rule);
    CHECK(calendar::repeated(rule, date("2026-01-01"), year, work).value().empty());
  }
  CHECK(work > 1'900'000);
  work = 10'000;
  CHECK_FALSE(calendar::repeated("FREQ=DAILY;COUNT=30000", date("1990-01-01"), year, work).has_value());
}

TEST_CASE("durations are read in seconds") {
  CHECK(seconds_of_duration("P2D") == 172800);
  CHECK(seconds_of_duration("PT36H") == 129600);
  CHECK(seconds_of_duration("P1W") == 604800);
  CHECK(seconds_of_duration("-P1D") == -86400);
  for (const char* wrong : {"nonsense", "P99999999D", "P1234567890123456789012345678901234567890D"}) {
    CAPTURE(wrong);
    CHECK_FALSE(seconds_of_duration(wrong).has_value());
  }
}
