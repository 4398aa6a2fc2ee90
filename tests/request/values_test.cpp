#include "request/values.hpp"

#include <catch2/catch.hpp>

#include <map>

#include <string>
#include <vector>

using namespace pensum;

namespace {

template <class T>
std::string error(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : result.error()) text += to_text(diagnostic);
  return text;
}

Date date(const char* iso) { return parse_date(iso).value(); }

using Weekdays = std::array<std::optional<Minutes>, 7>;

/// Monday to Sunday, "-" where there is no budget.
std::string weekdays(std::string_view text) {
  Weekdays days;
  REQUIRE(add_weekdays(text, days));
  std::string said;
  for (const auto& minutes : days) said += (minutes ? std::to_string(minutes->count) : "-") + " ";
  return said;
}

std::string weekday_error(std::string_view text) {
  Weekdays days;
  return error(add_weekdays(text, days));
}

}  // namespace

TEST_CASE("dates are ISO 8601, or what can be read in one way only") {
  for (const char* text :
       {"2026-12-07", "2026-12-7", "2026/12/7", "2026.12.07", "7.12.2026", "07.12.2026", "7. 12. 2026"}) {
    CAPTURE(text);
    CHECK(date_value(text) == date("2026-12-07"));
  }
  for (const char* text : {"2026-12-07 00:00:00", "2026-12-07T00:00:00", "2026-12-07T00:00:00.000",
                           "7.12.2026 00:00", "7. 12. 2026 0:00"}) {
    CAPTURE(text);
    CHECK(date_value(text) == date("2026-12-07"));
  }
  const std::string form = "hint: write a date as YYYY-MM-DD, such as 2026-12-07\n";
  for (const char* text : {"2026-12", "2026-12/07", "7-12-2026x", "-7.12.2026", "", "soon"}) {
    CAPTURE(text);
    CHECK(error(date_value(text)) == "pensum: error: “" + std::string(text) + "” is not a date\n" + form);
  }
  CHECK(error(date_value("30.2.2026")) ==
        "pensum: error: “30.2.2026” is not a date\nhint: February 2026 has 28 days\n");
  for (const char* text : {"7.12.26", "26-12-07", "24/11/26"}) {
    CAPTURE(text);
    CHECK(error(date_value(text)).ends_with("hint: write the year with four digits, such as 2026-12-07\n"));
  }
  CHECK(error(date_value("46350"))
            .ends_with(
                "hint: as a spreadsheet counts days it is 2026-11-24: give the cell the format of a date\n"));
  CHECK(error(date_value("24/11/2026")).ends_with("hint: write 2026-11-24\n"));
  CHECK(error(date_value("11/24/2026")).ends_with("hint: write 2026-11-24\n"));
  CHECK(error(date_value("3/4/2026")).ends_with("hint: which one is it? Write 2026-04-03 or 2026-03-04\n"));
  CHECK(error(date_value("2026-02-30\x1B")).find("“2026-02-30\\u{1B}”") != std::string::npos);
}

TEST_CASE("a start may be the next day of a name, which may be today") {
  const DayZero thursday{.today = [] { return date("2026-11-26"); }, .from = {}};
  CHECK(start_value("thu", thursday) == date("2026-11-26"));
  CHECK(start_value("Friday", thursday) == date("2026-11-27"));
  CHECK(start_value("mon", thursday) == date("2026-11-30"));
  CHECK(start_value("wed", thursday) == date("2026-12-02"));
  CHECK(start_value("+1d", thursday) == date("2026-11-27"));
  CHECK(start_value("2026-12-07") == date("2026-12-07"));
  for (const char* text : {"weekdays", "weekend", "1", "mo"}) {
    CAPTURE(text);
    CHECK(error(start_value(text, thursday)) ==
          "pensum: error: “" + std::string(text) +
              "” is not a date\nhint: write a date as YYYY-MM-DD, such as 2026-12-07\n");
  }
  CHECK_FALSE(start_value("mon").has_value());
  CHECK_FALSE(date_value("mon", thursday).has_value());
}

TEST_CASE("days off and single dates are written as days after the start of a plan without dates") {
  const Date start = date("2026-11-26");
  std::vector<DateRange> off;
  REQUIRE(add_dates_off(
      "2026-11-20..2026-11-25,2026-11-24..2026-11-27,2026-12-01,2126-11-20..9999-12-31,3000-01-01", off));
  CHECK(text_of_dates_off(off, start) == "+0d..+1d,+5d,+36518d..+36524d");
  std::map<Date, Minutes> on;
  REQUIRE(add_dates_on("2026-11-26=10,2027-11-26=20,3000-01-01=30", on));
  CHECK(text_of_dates_on(on, start) == "+0d=10,+365d=20");
}

TEST_CASE("dates in words count from today, or from a day that is given") {
  const DayZero zero{.today = [] { return date("2026-11-26"); }, .from = {}};
  CHECK(date_value("today", zero) == date("2026-11-26"));
  CHECK(date_value("Tomorrow", zero) == date("2026-11-27"));
  CHECK(date_value("yesterday", zero) == date("2026-11-25"));
  CHECK(date_value("+10d", zero) == date("2026-12-06"));
  CHECK(date_value("+2W", zero) == date("2026-12-10"));
  const DayZero later{.today = zero.today, .from = date("2026-12-01")};
  CHECK(date_value("+2w", later) == date("2026-12-15"));
  CHECK(date_value("tomorrow", later) == date("2026-11-27"));
  for (const char* text : {"2w", "+2m", "+999999d", "+3 Months", "10 days"}) {
    CAPTURE(text);
    CHECK(error(date_value(text, zero)) ==
          "pensum: error: “" + std::string(text) +
              "” is not a date\nhint: count days or weeks, such as +10d or +2w\n");
    CHECK(error(date_value(text)).ends_with("hint: write a date as YYYY-MM-DD, such as 2026-12-07\n"));
  }
  for (const char* text : {"+2", "+w", "+-2w", "w", "2wd", "tomorow"}) {
    CAPTURE(text);
    CHECK(error(date_value(text, zero)) ==
          "pensum: error: “" + std::string(text) +
              "” is not a date\nhint: write a date as YYYY-MM-DD, such as 2026-12-07\n");
  }
  CHECK(date_value("+36524d", zero) == date("2126-11-26"));  // the longest plan
  const DayZero end{.today = [] { return last_date; }, .from = {}};
  CHECK_FALSE(date_value("tomorrow", end).has_value());
  // Where no day is known, no words are read.
  CHECK_FALSE(date_value("today").has_value());
  std::vector<DateRange> off;
  REQUIRE(add_dates_off("tomorrow..+3d, 7.12.2026", off, zero));
  CHECK(text_of_dates_off(off) == "2026-11-27..2026-11-29,2026-12-07");
  std::map<Date, Minutes> on;
  REQUIRE(add_dates_on("tomorrow=1h", on, zero));
  CHECK(text_of_dates_on(on) == "2026-11-27=60");
  std::vector<DoneLessons> done;
  REQUIRE(add_done("1..3=yesterday,today", done, zero));
  CHECK(text_of_done(done) == "1..3=2026-11-25,today");  // an id
}

TEST_CASE("minutes are a whole number of at least one and at most a day, also in hours") {
  CHECK(minutes_value("1") == Minutes{1});
  CHECK(minutes_value("1440") == Minutes{1440});
  CHECK(minutes_value("1h") == Minutes{60});
  CHECK(minutes_value("1h30") == Minutes{90});
  CHECK(minutes_value("1 H 05 min") == Minutes{65});
  CHECK(minutes_value("20min") == Minutes{20});
  CHECK(minutes_value("45 m") == Minutes{45});
  CHECK(split_value("1h") == Minutes{60});
  for (const char* text :
       {"0", "1441", "-5", "+5", "5.5", "20mins", " 20", "", "99999999999999999999", "h"}) {
    CAPTURE(text);
    CHECK(error(minutes_value(text)) == "pensum: error: “" + std::string(text) +
                                            "” is not a number of minutes\n"
                                            "hint: write a whole number from 1 to 1440\n");
  }
  for (const char* text : {"1h60", "25h", "0h", "1h1h", "1:30", "1.5 hours"}) {
    CAPTURE(text);
    CHECK(error(minutes_value(text)) ==
          "pensum: error: “" + std::string(text) +
              "” is not a number of minutes\n"
              "hint: write a whole number from 1 to 1440, or hours and minutes such as 1h30\n");
  }
}

TEST_CASE("weekdays are English names, short or long, or groups, and a later one wins") {
  CHECK(weekdays("sat=40,sun=0") == "- - - - - 40 0 ");
  CHECK(weekdays("weekdays=20, Weekend = 60") == "20 20 20 20 20 60 60 ");
  CHECK(weekdays("weekdays=20,WEDNESDAY=5") == "20 20 5 20 20 - - ");
  CHECK(weekdays("tue=1,tue=2") == "- 2 - - - - - ");
  CHECK(weekday_error("sat") ==
        "pensum: error: “sat” gives no minutes\nhint: write a day and its minutes, such as "
        "sat=40\n");
  CHECK(weekday_error("saturdya=40") ==
        "pensum: error: “saturdya” is not a day of the week\nhint: did you mean “saturday”?\n");
  CHECK(weekday_error("holiday7=40") ==
        "pensum: error: “holiday7” is not a day of the week\n"
        "hint: the days are mon, tue, wed, thu, fri, sat, sun, weekdays, weekend, or 1 to 7\n");
  CHECK(weekday_error("sat=-1,,sun=x") ==
        "pensum: error: “-1” is not a number of minutes\nhint: write a whole number from 0 to 1440\n"
        "pensum: error: a part of the list is empty\nhint: write it like this: sat=40,sun=0\n"
        "pensum: error: “x” is not a number of minutes\nhint: write a whole number from 0 to "
        "1440\n");
}

TEST_CASE("days off are dates and ranges") {
  std::vector<DateRange> off;
  REQUIRE(add_dates_off("2026-12-01, 2026-12-05..2026-12-07", off));
  CHECK(off == std::vector<DateRange>{{date("2026-12-01"), date("2026-12-01")},
                                      {date("2026-12-05"), date("2026-12-07")}});
  CHECK(error(add_dates_off("2026-12-07..2026-12-05", off)) ==
        "pensum: error: 2026-12-07..2026-12-05 runs backwards\nhint: write 2026-12-05..2026-12-07\n");
  for (const std::string text : {"2026-12-07..", "..2026-12-07", ".."}) {
    CHECK(error(add_dates_off(text, off)) == "pensum: error: the range “" + text +
                                                 "” has only one end\n"
                                                 "hint: write both ends, such as 2026-12-05..2026-12-07\n");
  }
  for (const std::string text :
       {"2026-12-01 to 2026-12-05", "1.12.2026 – 5.12.2026", "2026-12-01–2026-12-05",
        "2026-12-01 - 2026-12-05", "2026-12-01-2026-12-05", "2026-12-01/2026-12-05"}) {
    CHECK(error(add_dates_off(text, off)) ==
          "pensum: error: “" + text + "” is not a date\nhint: write the range as 2026-12-01..2026-12-05\n");
  }
  CHECK(error(add_dates_off("2026-12-01-2026-12-5x", off)).ends_with("YYYY-MM-DD, such as 2026-12-07\n"));
  CHECK(error(add_dates_off("", off)) ==
        "pensum: error: a part of the list is empty\n"
        "hint: write it like this: 2026-12-01,2026-12-05..2026-12-07\n");
}

TEST_CASE("single dates have budgets of their own, and a later one wins") {
  std::map<Date, Minutes> on;
  REQUIRE(add_dates_on("2026-12-06=45,2026-12-08=0,2026-12-06=50", on));
  CHECK(on == std::map<Date, Minutes>{{date("2026-12-06"), {50}}, {date("2026-12-08"), {0}}});
  CHECK(error(add_dates_on("2026-12-06", on)) ==
        "pensum: error: “2026-12-06” gives no minutes\n"
        "hint: write a date and its minutes, such as 2026-12-06=45\n");
  CHECK(error(add_dates_on("2026-12-06=1441", on)) ==
        "pensum: error: “1441” is not a number of minutes\nhint: write a whole number from 0 to 1440\n");
}

TEST_CASE("lessons are ids and ranges of ids, which may contain dots") {
  const auto list = [](std::string_view text) {
    LessonList lessons;
    REQUIRE(add_lessons(text, lessons));
    std::string said;
    for (const LessonRange& range : lessons) said += range.first + "|" + range.last + " ";
    return said;
  };
  CHECK(list("1..6, 9") == "1|6 9|9 ");
  CHECK(list("1.2..1.5") == "1.2|1.5 ");
  CHECK(list("a.b") == "a.b|a.b ");
  CHECK(list("1 .. 6") == "1|6 ");
  LessonList lessons;
  for (const char* text : {"1..", "..6", ".."}) {
    CHECK(error(add_lessons(text, lessons)) == "pensum: error: the range “" + std::string(text) +
                                                   "” has only one end\n"
                                                   "hint: write both ends, such as 1..6\n");
  }
  CHECK(error(add_lessons("1,", lessons)) ==
        "pensum: error: a part of the list is empty\nhint: write it like this: 1..6,9\n");
}

TEST_CASE("a name is one line of valid text") {
  CHECK(name_value(" Ada Example ") == "Ada Example");
  CHECK(name_value("") == "");
  CHECK(name_value("Søren 日本 😀") == "Søren 日本 😀");
  CHECK(error(name_value("a\xFF")) ==
        "pensum: error: the text is not valid UTF-8\nhint: write it in UTF-8\n");
  CHECK(error(name_value("a\x01"
                         "b")) ==
        "pensum: error: “a\\u{1}b” contains a control character\nhint: delete it\n");
  std::string name;
  for (int i = 0; i < 200; ++i) name += "ä";
  CHECK(name_value(name) == name);
  CHECK(error(name_value(name + "b")).find("is too long\nhint: the limit is 200 characters") !=
        std::string::npos);
}

TEST_CASE("a line break in a name, as a spreadsheet's cell may have it, is a space") {
  for (const char* text : {"Ada\nExample", "Ada\r\nExample", " Ada \n Example\n", "Ada\tExample",
                           "Ada\u2028Example", "Ada\u0085Example"}) {
    CAPTURE(text);
    std::string name = name_value(text).value();
    while (name.find("  ") != std::string::npos) name.erase(name.find("  "), 1);
    CHECK(name == "Ada Example");
  }
}

TEST_CASE("a language is a BCP 47 tag of one that there is") {
  for (const char* tag : {"pt-BR", "en", "zh-Hant-TW", "gsw", "haw", "x-mine", "i-klingon", "iw", "es-419"}) {
    CAPTURE(tag);
    CHECK(language_value(tag) == tag);
  }
  const auto hint = [](const std::string& tag) {
    const std::string text = error(language_value(tag));
    CHECK(text.starts_with("pensum: error: “" + tag + "” is not a language tag\n"));
    return text.substr(text.find("hint: "));
  };
  for (const auto& [tag, meant] : std::map<std::string, std::string>{{"german", "de"},
                                                                     {"Deutsch", "de"},
                                                                     {"germn", "de"},
                                                                     {"français", "fr"},
                                                                     {"deu-AT", "de-AT"},
                                                                     {"en_US", "en-US"},
                                                                     {"de_DE.UTF-8", "de-DE"},
                                                                     {"jp", "ja"}}) {
    CAPTURE(tag);
    CHECK(hint(tag) == "hint: did you mean “" + meant + "”?\n");
  }
  for (const char* tag : {"xx", "e n", "", "12", "zzzzzzzz"})
    CHECK(hint(tag) == "hint: write a BCP 47 tag such as en, de-CH or pt-BR\n");
}

TEST_CASE("a date that does not exist, or is written in another way, gets the hint that helps") {
  const auto hint = [](const std::string& text) {
    const std::string all = error(date_value(text));
    return all.substr(all.find("hint: "));
  };
  CHECK(hint("2026-02-29") == "hint: February 2026 has 28 days\n");
  CHECK(hint("2028-02-30") == "hint: February 2028 has 29 days\n");
  CHECK(hint("2026-04-31") == "hint: April 2026 has 30 days\n");
  CHECK(hint("2026-04-00") == "hint: April 2026 has 30 days\n");
  CHECK(hint("2026-13-01") == "hint: months run from 01 to 12: write a date as YYYY-MM-DD\n");
  CHECK(hint("0000-01-01") == "hint: years run from 0001 to 9999\n");
  CHECK(hint("2026/13/5") == "hint: months run from 01 to 12: write a date as YYYY-MM-DD\n");
  for (const char* text : {"next week", "", "2026-02", "2026-02-05-06", "20260205", "02026",
                           "2026-12-07 10:00:00", "2026-12-07T", "00:00", ":", "2026-12-07T00:00:00+01:00"})
    CHECK(hint(text) == "hint: write a date as YYYY-MM-DD, such as 2026-12-07\n");
}

TEST_CASE("SOURCE_DATE_EPOCH is seconds since 1970, and its day counts") {
  CHECK(source_date("0") == date("1970-01-01"));
  CHECK(source_date("86399") == date("1970-01-01"));
  CHECK(source_date("1795478400") == date("2026-11-24"));
  for (const char* text : {"-1", "now", "1.5", "999999999999999", ""}) {
    CAPTURE(text);
    CHECK(error(source_date(text)) == "pensum: error: SOURCE_DATE_EPOCH: “" + std::string(text) +
                                          "” is not a time\n"
                                          "hint: set it to whole seconds since 1970-01-01, or unset it\n");
  }
}

TEST_CASE("weekdays have ISO numbers, too") {
  CHECK(weekdays("1=10,7=0") == "10 - - - - - 0 ");
  CHECK(week_start_value("7") == std::chrono::Sunday);
  CHECK(week_start_value("Monday") == std::chrono::Monday);
}

TEST_CASE("reviews are days after a lesson, rising, or none") {
  CHECK(reviews_value("1,3,7") == ReviewOffsets{1, 3, 7});
  CHECK(reviews_value(" 2 , 10 ") == ReviewOffsets{2, 10});
  CHECK(reviews_value("none") == ReviewOffsets{});
  CHECK(error(reviews_value("3,3")).find("3 comes after 3") != std::string::npos);
  CHECK(error(reviews_value("1,2,3,4,5,6,7,8,9,10,11,12,13")).find("13 reviews of a lesson are too many") !=
        std::string::npos);
  for (const char* text : {"", "1,", "0", "3651", "one", "none,1"}) {
    CAPTURE(text);
    CHECK_FALSE(reviews_value(text).has_value());
  }
}

TEST_CASE("paths are ids with commas between them") {
  std::vector<std::string> paths;
  REQUIRE(add_paths("beginner, senior", paths));
  CHECK(paths == std::vector<std::string>{"beginner", "senior"});
  CHECK_FALSE(add_paths("beginner,", paths).has_value());
}

TEST_CASE("yes and no are read as people or spreadsheets write them") {
  for (const char* text : {"yes", "Yes", "TRUE", "true", "1"}) CHECK(yes_or_no(text) == true);
  for (const char* text : {"no", "NO", "FALSE", "False", "0"}) CHECK(yes_or_no(text) == false);
  for (const char* text : {"", "y", "2", "truely", "yes "}) {
    CHECK(error(yes_or_no(text)) ==
          "pensum: error: “" + std::string(text) + "” is neither yes nor no\nhint: write yes or no\n");
  }
}

TEST_CASE("times at which study begins are of the day, for all days or by weekday") {
  const auto times = [](std::string_view text) {
    calendar::StartTimes read;
    REQUIRE(add_start_times(text, read));
    return text_of_start_times(read);
  };
  CHECK(times("19:30") == "19:30");
  CHECK(times("7:05, SAT=23:59,weekend=00:00") == "07:05,sat=00:00,sun=00:00");
  CHECK(times("sun=10:00,19:30") == "19:30,sun=10:00");
  calendar::StartTimes read;
  REQUIRE(add_start_times("19:30,sat=10:00", read));
  CHECK(read.on(date("2026-11-27")) == Minutes{1170});
  CHECK(read.on(date("2026-11-28")) == Minutes{600});
  for (const char* text :
       {"", "24:00", "19:60", "1930", "19:3", "-1:30", "19:30:00", "sat=", "019:30", ":30", "19:+5"}) {
    CAPTURE(text);
    CHECK_FALSE(add_start_times(text, read).has_value());
  }
  CHECK(error(add_start_times("moon=19:30", read))
            .starts_with("pensum: error: “moon” is not a day of the week\n"));
}

TEST_CASE("a reminder is a time of the day, or minutes before study begins") {
  using From = calendar::Reminder::From;
  CHECK(reminder_value("08:00") == calendar::Reminder{.from = From::midnight, .minutes = {480}});
  CHECK(reminder_value(" 10 ") == calendar::Reminder{.from = From::start, .minutes = {10}});
  CHECK(reminder_value("0").has_value());
  CHECK(text_of_reminder(reminder_value("8:05").value()) == "08:05");
  CHECK(text_of_reminder(reminder_value("10080").value()) == "10080");
  CHECK(text_of_reminder(std::nullopt).empty());
  for (const char* text : {"", "10081", "-1", "8h", "08:00,09:00"}) {
    CAPTURE(text);
    CHECK_FALSE(reminder_value(text).has_value());
  }
}

TEST_CASE("entries are days, lessons or to-dos") {
  for (const char* text : {"lesson", "todo"}) CHECK(text_of_entries(entries_value(text).value()) == text);
  CHECK(text_of_entries(entries_value("day").value()).empty());
  CHECK_FALSE(entries_value("Day").has_value());
}

TEST_CASE("names of files and texts are lists; texts lose what cannot be seen") {
  std::vector<std::string> parts;
  REQUIRE(add_files("a b.ics , /c/d.ics", parts));
  CHECK(parts == std::vector<std::string>{"a b.ics", "/c/d.ics"});
  CHECK_FALSE(add_files("a.ics,", parts).has_value());
  parts.clear();
  REQUIRE(add_names("(§),\u200B, School year", parts));
  CHECK(parts == std::vector<std::string>{"(§)", "School year"});
  CHECK_FALSE(add_names("x,,y", parts).has_value());
}
