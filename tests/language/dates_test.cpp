#include "language/dates.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;

namespace {

Date date(const char* text) { return parse_date(text).value(); }

std::string both(const DateTexts& texts) { return texts.first + " | " + texts.last; }

const Language english("en");
const DateRange autumn{date("2026-11-24"), date("2026-12-07")};
const DateRange winter{date("2026-11-24"), date("2027-01-10")};
const DateRange long_one{date("2026-06-01"), date("2028-05-31")};

}  // namespace

TEST_CASE("in a plan of one year only its own dates have the year, once") {
  const Dates dates(english, autumn);
  CHECK_FALSE(dates.name_years());
  CHECK(dates.date(date("2026-11-26")) == "Thu 26 Nov");
  CHECK(dates.narrow_date(date("2026-11-26")) == "Thu 26 Nov");
  CHECK(dates.day(date("2026-11-26")) == "26 Nov");
  CHECK(dates.date_beside(date("2026-11-26"), date("2026-11-24")) == "Thu 26 Nov");
  CHECK(both(dates.plan()) == "Tue 24 Nov | Mon 7 Dec 2026");
  CHECK(both(dates.plan_days()) == "24 Nov | 7 Dec 2026");
  CHECK(both(dates.stretch({date("2026-11-26"), date("2026-11-30")})) == "Thu 26 Nov | Mon 30 Nov");
  CHECK(both(dates.with_years({date("2026-11-30"), date("2026-12-06")})) == "Mon 30 Nov | Sun 6 Dec 2026");
}

TEST_CASE("in a plan of several years every date is of one of them") {
  const Dates dates(english, long_one);
  CHECK(dates.name_years());
  CHECK(dates.date(date("2028-05-10")) == "Wed 10 May 2028");
  CHECK(dates.narrow_date(date("2028-05-10")) == "10 May 2028");
  CHECK(dates.day(date("2028-05-10")) == "10 May 2028");
  CHECK(both(dates.plan()) == "Mon 1 Jun 2026 | Wed 31 May 2028");
  CHECK(both(dates.plan_days()) == "1 Jun 2026 | 31 May 2028");
  CHECK(both(dates.stretch({date("2026-07-01"), date("2026-07-03")})) == "Wed 1 Jul | Fri 3 Jul 2026");
  CHECK(both(dates.stretch({date("2026-07-01"), date("2027-07-01")})) == "Wed 1 Jul 2026 | Thu 1 Jul 2027");
}

TEST_CASE("a plan over a turn of the year is one of several years, however short it is") {
  CHECK(Dates(english, winter).name_years());
  CHECK(Dates(english, winter).date(date("2027-01-04")) == "Mon 4 Jan 2027");
  CHECK(Dates(english, {date("2026-12-31"), date("2027-01-01")}).name_years());
  CHECK_FALSE(Dates(english, {date("2026-01-01"), date("2026-12-31")}).name_years());
  // The same day of two years.
  CHECK(both(Dates(english, {date("2026-06-01"), date("2027-06-01")}).plan()) ==
        "Mon 1 Jun 2026 | Tue 1 Jun 2027");
}

TEST_CASE("a date beside another has its year only where that is another") {
  const Dates dates(english, long_one);
  CHECK(dates.date_beside(date("2026-07-03"), date("2026-07-01")) == "Fri 3 Jul");
  CHECK(dates.date_beside(date("2027-07-02"), date("2026-07-01")) == "Fri 2 Jul 2027");
  // A week may reach out of its plan's only year.
  CHECK(both(Dates(english, autumn).with_years({date("2026-12-28"), date("2027-01-03")})) ==
        "Mon 28 Dec 2026 | Sun 3 Jan 2027");
}

TEST_CASE("dates follow the language's patterns, with and without the year") {
  const auto all = [](const char* tag, DateRange plan) {
    const Language language(tag);
    const Dates dates(language, plan);
    return dates.date(date("2027-01-04")) + " | " + dates.narrow_date(date("2027-01-04"));
  };
  const DateRange spring{date("2027-01-01"), date("2027-05-01")};
  CHECK(all("en-US", winter) == "Mon, Jan 4, 2027 | Jan 4, 2027");
  CHECK(all("de", spring) == "Mo, 4. Jan. | Mo, 4. Jan.");
  CHECK(all("de", winter) == "Mo, 4. Jan. 2027 | 4. Jan. 2027");
  CHECK(all("he", winter) == "יום ב׳, 4 בינו׳ 2027 | 4 בינו׳ 2027");
  CHECK(all("ja", winter) == "2027年1月4日(月) | 2027年1月4日");
  CHECK(all("ko", winter) == "2027년 1월 4일 (월) | 2027년 1월 4일");
  CHECK(all("hu", winter) == "2027. jan. 4., H | 2027. jan. 4.");
}

TEST_CASE("dates can come isolated, each of them") {
  const Dates dates(english, winter);
  const Dates isolated = dates.in(Dates::Form::isolated);
  CHECK(isolated.date(date("2027-01-04")) == "\u2068Mon 4 Jan 2027\u2069");
  CHECK(both(isolated.plan()) == "\u2068Tue 24 Nov 2026\u2069 | \u2068Sun 10 Jan 2027\u2069");
  CHECK(isolated.day(date("2027-01-04")) == "\u20684 Jan 2027\u2069");
  CHECK(isolated.narrow_date(date("2027-01-04")) == "\u20684 Jan 2027\u2069");
  CHECK(both(isolated.plan_days()) == "\u206824 Nov 2026\u2069 | \u206810 Jan 2027\u2069");
  CHECK(isolated.in(Dates::Form::plain).date(date("2027-01-04")) == "Mon 4 Jan 2027");
}

TEST_CASE("without dates each of them is the number of a study day, in every form") {
  // Two days off after the third day.
  const std::vector<Date> study_days{date("2026-12-30"), date("2026-12-31"), date("2027-01-01"),
                                     date("2027-01-04")};
  const Language undated = english.without_dates(study_days);
  CHECK_FALSE(undated.has_dates());
  CHECK(english.has_dates());
  const Date third = study_days[2];
  for (const std::string& said :
       {undated.day_month(third), undated.day_month_year(third), undated.weekday_day(third),
        undated.weekday_day_month(third), undated.weekday_day_month_year(third), undated.full_date(third)})
    CHECK(said == "Day 3");
  CHECK(undated.full_date(date("2027-01-03")) == "Day 3");  // off: the study day before
  CHECK(undated.full_date(date("2027-01-04")) == "Day 4");
  CHECK(undated.full_date(date("2027-01-31")) == "Day 4");
  CHECK(undated.full_date(date("2026-12-01")) == "Day 1");

  const Dates dates(undated, {study_days.front(), study_days.back()});
  CHECK_FALSE(dates.name_years());
  CHECK(dates.date(third) == "Day 3");
  CHECK(dates.narrow_date(third) == "Day 3");
  CHECK(dates.day(third) == "Day 3");
  CHECK(dates.date_beside(third, study_days[0]) == "Day 3");
  CHECK(both(dates.plan()) == "Day 1 | Day 4");
  CHECK(both(dates.plan_days()) == "Day 1 | Day 4");
  CHECK(both(dates.with_years({study_days[0], third})) == "Day 1 | Day 3");
  CHECK(dates.in(Dates::Form::isolated).date(third) == "\u2068Day 3\u2069");
}

TEST_CASE("a day's number is in the language's own words and digits, small inside a sentence") {
  const auto day_14 = [](const char* tag) {
    std::vector<Date> days;
    for (int i = 0; i < 14; ++i) days.push_back(date("2026-11-24") + std::chrono::days{i});
    const Language language = Language(tag).without_dates(days);
    const std::string said = language.full_date(days.back());
    CHECK(language.line(said) == language.heading(said));
    CHECK(Language(tag).line(said) == said);
    return said + " | " + language.heading(said);
  };
  CHECK(day_14("de") == "Tag 14 | Tag 14");
  CHECK(day_14("fr") == "jour 14 | Jour 14");
  CHECK(day_14("pl") == "dzień 14 | Dzień 14");
  CHECK(day_14("ru") == "день 14 | День 14");
  CHECK(day_14("tr") == "14. gün | 14. gün");
  CHECK(day_14("ja") == "14日目 | 14日目");
  CHECK(day_14("zh-Hant") == "第\u00A014\u00A0天 | 第\u00A014\u00A0天");
  CHECK(day_14("ar") == "اليوم ١٤ | اليوم ١٤");
  CHECK(day_14("fa") == "روز ۱۴ | روز ۱۴");
  CHECK(day_14("bn") == "Day 14 | Day 14");  // no words, and so English digits
}
