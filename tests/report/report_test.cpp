#include "report/report.hpp"

#include "facts/days_in_words.hpp"
#include "facts/key_numbers.hpp"
#include "facts/notes.hpp"
#include "plan/samples.hpp"
#include "report/explanation.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

Plan plan(std::shared_ptr<const Catalog> catalog, const Request& request) {
  auto made = make_plan(std::move(catalog), request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

/// Three lessons on two of three days, one of which is free.
Plan small_plan() {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{20};
  request.pace = Pace::early;
  return plan(samples::catalog({{12, 8}, {10}}), request);
}

const Language english("en");

std::string text(const Plan& plan) { return report::to_text(plan, Language(plan.language)); }

std::string key_numbers(const Plan& plan) {
  std::string said;
  const Language language(plan.language);
  for (const auto& [number, meaning] : facts::key_numbers(plan, {language, {plan.start, plan.deadline}})) {
    said.append(number).append(": ").append(meaning).append("\n");
  }
  return said;
}

}  // namespace

TEST_CASE("a plan of several years has the year wherever a date could be of another") {
  Request request = samples::request();
  request.start = date("2026-06-01");
  request.deadline = date("2028-05-31");
  request.minutes = Minutes{20};
  request.pace = Pace::early;
  request.reviews = {};
  const Plan made = plan(samples::catalog({{12, 8}, {10}}), request);
  const std::string said = text(made);
  CAPTURE(said.substr(0, 500));
  CHECK(said.find("Study plan, Mon 1 Jun 2026 to Wed 31 May 2028\n") != std::string::npos);
  CHECK(said.find("Mon 1 Jun 2026   Day 1 of 731  20 of 20\u00A0min  can wait until Tue 30 May 2028\n") !=
        std::string::npos);
  CHECK(key_numbers(made).starts_with("3: lessons on 2 paths, the last on Tue 2 Jun 2026\n"));
}

TEST_CASE("a plan as text") {
  CHECK(text(small_plan()) ==
        "A sample course\n"
        "Study plan, Tue 24 Nov to Thu 26 Nov 2026\n"
        "3 lessons, 30\u00A0min, on 3 study days; 3 reviews, 8\u00A0min\n"
        "You can miss any one study day up to Thu 26 Nov, and still do all lessons in time.\n"
        "2 of 3 reviews come a day later than due, on days with more room.\n"
        "\n"
        "Tue 24 Nov 2026  Day 1 of 3  20 of 20\u00A0min  can wait until Wed 25 Nov\n"
        "  [ ] 1  Lesson 1, 12\u00A0min\n"
        "  [ ] 2  Lesson 2, 8\u00A0min\n"
        "\n"
        "Wed 25 Nov 2026  Day 2 of 3  10 of 20\u00A0min  can wait until Thu 26 Nov\n"
        "  [ ] 3  Lesson 3, 10\u00A0min\n"
        "\n"
        "Thu 26 Nov 2026  Day 3 of 3  8 of 20\u00A0min\n"
        "  [ ] 1  Lesson 1, review 1, 3\u00A0min\n"
        "  [ ] 2  Lesson 2, review 1, 2\u00A0min\n"
        "  [ ] 3  Lesson 3, review 1, 3\u00A0min\n");
}

TEST_CASE("dates and ids of different lengths are in columns, whatever the script") {
  Catalog catalog = *samples::catalog({{5, 5}});
  catalog.lessons[1].id = "1.2.b";
  Request request = samples::request();
  request.start = date("2026-03-08");
  request.deadline = date("2026-03-10");
  request.minutes = Minutes{5};
  request.language = "de";
  request.learner = "Ada";
  request.off = {{date("2026-03-09"), date("2026-03-09")}};
  request.reviews = {};
  CHECK(
      text(plan(std::make_shared<const Catalog>(catalog), request)) ==
      "A sample course\n"
      "Lernplan für Ada, So, 8. März bis Di, 10. März 2026\n"
      "2 Lektionen, 10\u00A0min, an 2 Lerntagen\n"
      "Jeder Tag zählt: Du kannst keinen Lerntag auslassen. Mehr Puffertage oder mehr Minuten pro Tag würden "
      "Spielraum schaffen.\n"
      "\n"
      "So, 8. März 2026   Tag 1 von 2  5 von 5\u00A0min\n"
      "  [ ]     1  Lesson 1, 5\u00A0min\n"
      "\n"
      "Di, 10. März 2026  Tag 2 von 2  5 von 5\u00A0min\n"
      "  [ ] 1.2.b  Lesson 2, 5\u00A0min\n");
}

TEST_CASE("lessons done before are counted, and their reviews go on") {
  Request request = samples::request();
  request.deadline = date("2026-11-24");
  request.done = {{{"1", "1"}, std::nullopt}};
  const Plan made = plan(samples::catalog({{5, 7}}), request);
  CHECK(text(made) ==
        "A sample course\n"
        "Study plan, Tue 24 Nov to Tue 24 Nov 2026\n"
        "1 lesson, 7\u00A0min, on 1 study day; 1 review, 2\u00A0min\n"
        "Every day counts: no study day can be missed. A larger buffer or more minutes a day would leave "
        "room.\n"
        "Done before: lesson 1.\n"
        "No review of lesson 2, the last one, fits before the deadline.\n"
        "\n"
        "Tue 24 Nov 2026  Day 1 of 1  9 of 9\u00A0min\n"
        "  [ ] 2  Lesson 2, 7\u00A0min\n"
        "  [ ] 1  Lesson 1, review 1, 2\u00A0min\n");
}

TEST_CASE("empty days in a row are in a line") {
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  request.reviews = {};
  const std::string said = text(plan(samples::catalog({{5, 5}}), request));
  CHECK(said.find("\n\nTue 24 Nov 2026 – Thu 26 Nov 2026, 3 study days: nothing new\n"
                  "\nFri 27 Nov 2026  Day 4 of 14  5 of") != std::string::npos);
  CHECK(said.ends_with("\nMon 7 Dec 2026: kept free\n"));
}

TEST_CASE("nothing in a catalog or a name can steer the terminal") {
  Catalog catalog = *samples::catalog({{5}});
  catalog.title = "Course\x1B]0;owned\x07";
  catalog.lessons[0].title = "le\u202Etxe\nt";
  Request request = samples::request();
  request.deadline = request.start;
  request.learner = "A\u2067da\x9B";
  const std::string said = text(plan(std::make_shared<const Catalog>(catalog), request));
  CHECK(said.find("Course\\u{1B}]0;owned\\u{7}\n") == 0);
  CHECK(said.find("for A\\u{2067}da\\x9B, Tue") != std::string::npos);
  CHECK(said.find("1  le\\u{202E}txe\\u{A}t, 5") != std::string::npos);
}

TEST_CASE("titles and names keep their own direction in a plan of another") {
  Catalog catalog = *samples::catalog({{5}});
  catalog.lessons[0].title = "C++";
  Request request = samples::request();
  request.minutes = Minutes{5};
  request.reviews = {};
  request.language = "he";
  request.learner = "Ada";
  const std::string hebrew = text(plan(std::make_shared<const Catalog>(catalog), request));
  CHECK(hebrew.find("\u2068C++\u2069") != std::string::npos);
  CHECK(hebrew.find("\u2068Ada\u2069") != std::string::npos);
  catalog.lessons[0].title = "שלום";
  request.language = "en";
  const std::string in_english = text(plan(std::make_shared<const Catalog>(catalog), request));
  CHECK(in_english.find("  [ ] 1  \u2068שלום\u2069, 5\u00A0min\n") != std::string::npos);
  CHECK(in_english.find("for Ada,") != std::string::npos);
}

TEST_CASE("long titles are not cut") {
  Catalog catalog = *samples::catalog({{5}});
  catalog.title = std::string(300, 't');
  catalog.lessons[0].title = std::string(500, 'l');
  Request request = samples::request();
  request.deadline = request.start;
  const std::string said = text(plan(std::make_shared<const Catalog>(catalog), request));
  CHECK(said.starts_with(catalog.title + "\n"));
  CHECK(said.find(catalog.lessons[0].title + ", 5") != std::string::npos);
}

TEST_CASE("a plan as JSON") {
  CHECK(report::to_json(small_plan()) == R"({
  "catalog": "sample",
  "title": "A sample course",
  "language": "en",
  "learner": "",
  "undated": false,
  "start": "2026-11-24",
  "deadline": "2026-11-26",
  "finish": "2026-11-25",
  "shareUnit": 1000,
  "shareBefore": 0,
  "c": 0.5910500288009644,
  "evenest": true,
  "days": [
    {
      "date": "2026-11-24",
      "budget": 20,
      "load": 20,
      "share": 11821,
      "lessons": [
        {
          "id": "1",
          "title": "Lesson 1",
          "minutes": 12
        },
        {
          "id": "2",
          "title": "Lesson 2",
          "minutes": 8
        }
      ],
      "reviews": [],
      "reviewLoad": 0,
      "buffer": false,
      "latest": "2026-11-26",
      "canWaitUntil": "2026-11-25"
    },
    {
      "date": "2026-11-25",
      "budget": 20,
      "load": 10,
      "share": 8669,
      "lessons": [
        {
          "id": "3",
          "title": "Lesson 3",
          "minutes": 10
        }
      ],
      "reviews": [],
      "reviewLoad": 0,
      "buffer": false,
      "latest": "2026-11-26",
      "canWaitUntil": "2026-11-26"
    },
    {
      "date": "2026-11-26",
      "budget": 20,
      "load": 0,
      "share": 9510,
      "lessons": [],
      "reviews": [
        {
          "id": "1",
          "title": "Lesson 1",
          "minutes": 3,
          "round": 1,
          "due": "2026-11-25",
          "until": "2026-11-26"
        },
        {
          "id": "2",
          "title": "Lesson 2",
          "minutes": 2,
          "round": 1,
          "due": "2026-11-25",
          "until": "2026-11-26"
        },
        {
          "id": "3",
          "title": "Lesson 3",
          "minutes": 3,
          "round": 1,
          "due": "2026-11-26",
          "until": "2026-11-27"
        }
      ],
      "reviewLoad": 8,
      "buffer": false,
      "latest": null,
      "canWaitUntil": null
    }
  ],
  "today": null,
  "past": [],
  "done": [],
  "begun": [],
  "moved": [],
  "leftOut": [],
  "missingReviews": [],
  "mostReviews": true,
  "budgetForAllReviews": null,
  "obstacle": null,
  "cushion": [
    {
      "miss": 1,
      "until": "2026-11-26"
    }
  ],
  "totals": {
    "lessons": 3,
    "done": 0,
    "leftOut": 0,
    "studyDays": 3,
    "load": 30,
    "reviewLoad": 8,
    "budget": 60,
    "learningBudget": 60
  }
}
)");
}

TEST_CASE("shares follow the budgets and add up to the load, to the unit") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{20};
  request.reviews = {};
  request.on = {{date("2026-11-25"), Minutes{10}}};
  const Plan made = plan(samples::catalog({{9, 9, 9, 9}}), request);
  const auto json = nlohmann::json::parse(report::to_json(made));
  CHECK(json["shareUnit"] == 1000);
  CHECK(json["days"][0]["share"] == 14'400);
  CHECK(json["days"][1]["share"] == 7'200);
  CHECK(json["days"][2]["share"] == 14'400);
  CHECK(json["c"].get<double>() == Approx(0.72));
}

TEST_CASE("JSON has every text as it is") {
  Catalog catalog = *samples::catalog({{5}});
  catalog.title = "\"quoted\" \\ back\tslash \x01 \u2028 \u202E";
  catalog.lessons[0].title = "日本語 </script> 😀";
  Request request = samples::request();
  request.deadline = request.start;
  request.learner = "O’Brien \"Bob\"";
  const std::string said = report::to_json(plan(std::make_shared<const Catalog>(catalog), request));
  const auto json = nlohmann::json::parse(said);
  CHECK(json["title"] == catalog.title);
  CHECK(json["learner"] == request.learner);
  CHECK(json["days"][0]["lessons"][0]["title"] == catalog.lessons[0].title);
  CHECK(said.find('\x01') == std::string::npos);
  CHECK(said.ends_with("}\n"));
}

TEST_CASE("a plan as JSON has parts, the buffer, what is left out and which reviews are missing") {
  Catalog catalog = *samples::catalog({{30, 8, 9}});
  catalog.lessons[0].splittable = true;
  catalog.lessons[1].priority = Priority::could;
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{14};
  request.buffer = 1;
  request.fit = true;
  request.reviews = {1};
  const auto json =
      nlohmann::json::parse(report::to_json(plan(std::make_shared<const Catalog>(catalog), request)));
  // 39 of the 42 minutes before the buffer.
  CHECK(json["leftOut"] ==
        nlohmann::json::parse(R"([{"id":"2","title":"Lesson 2","minutes":8,"priority":"could"}])"));
  CHECK(json["totals"]["leftOut"] == 1);
  CHECK(json["totals"]["budget"] == 56);
  CHECK(json["totals"]["learningBudget"] == 42);
  CHECK(json["days"][0]["lessons"][0]["part"] == 1);
  CHECK(json["days"][0]["lessons"][0]["parts"] == 3);
  CHECK(json["days"][3]["buffer"] == true);
  CHECK(json["days"][3]["share"] == 0);
  CHECK(json["days"][3]["reviews"].size() == 2);  // both are due on the last day but one, or later
  CHECK(json["days"][3]["reviews"][0]["until"] == "2026-11-28");
}

TEST_CASE("why there is no plan, as JSON") {
  Catalog catalog = *samples::catalog({{10, 10, 12}});
  catalog.lessons[2].priority = Priority::should;
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{15};
  request.off = {{date("2026-11-25"), date("2026-11-25")}};
  const auto made = make_plan(std::make_shared<const Catalog>(catalog), request);
  REQUIRE_FALSE(made.has_value());
  CHECK(report::to_json(made.error(), catalog) == R"({
  "catalog": "sample",
  "error": "does not fit",
  "missing": 22,
  "firstWithoutRoom": "2",
  "breaksOn": "2026-11-24",
  "tooLong": null,
  "largestBudget": 15,
  "repairs": {
    "minutes": 32,
    "deadline": "2026-11-27",
    "leaveOut": [
      {
        "id": "2",
        "title": "Lesson 2",
        "minutes": 10,
        "priority": "must"
      },
      {
        "id": "3",
        "title": "Lesson 3",
        "minutes": 12,
        "priority": "should"
      }
    ],
    "buffer": null,
    "split": null,
    "useDaysOff": false
  }
}
)");
}

TEST_CASE("why a day has the lessons that it has") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{10};
  request.reviews = {};
  request.buffer = 1;
  const Plan made = plan(samples::catalog({{4, 6, 5}}), request);
  // 5 minutes a day would be even; the days have 4, 6 and 5.
  CHECK(report::explain(made) ==
        std::vector<std::string>{
            "1.0 min behind the even course; lesson 2 (6\u00A0min) on Tue 24 Nov would leave you 5.0 min "
            "ahead of "
            "the even course; lesson 1 (4\u00A0min) on Wed 25 Nov would leave you 5.0 min behind the even "
            "course",
            "on the even course; lesson 3 (5\u00A0min) on Wed 25 Nov would be 1\u00A0min more than the day "
            "has; "
            "lesson 2 (6\u00A0min) on Thu 26 Nov would be 1\u00A0min more than the day has",
            "on the even course", "kept free of new lessons, for reviews and for what went wrong"});
  request.pace = Pace::early;
  const Plan early = plan(samples::catalog({{4, 6, 5}}), request);
  CHECK(report::explain(early)[0] ==
        "filled from the front; lesson 3 (5\u00A0min) does not fit into the 0\u00A0min left");
}

TEST_CASE("notes on what a reader has to know") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{8};
  request.fit = true;
  request.done = {{{"1", "2"}, std::nullopt}};
  const Plan made = plan(samples::catalog({{5, 5, 8, 8, 8, 2}}), request);
  CHECK(facts::cushion(made, Dates(english, {made.start, made.deadline})) ==
        "Every day counts: no study day can be missed. A larger buffer or more minutes a day would leave "
        "room.");
  CHECK(facts::notes(made, english) ==
        std::vector<std::string>{
            "Done before: lessons 1–2.", "Left out, so that the rest fits: lesson 6 (2\u00A0min).",
            "No room was left for 4 reviews after 1 day, 2 reviews after 3 days. For example, the "
            "review of lesson 1 after 1 day takes 2\u00A0min, and there is no room for it (Tue 24 Nov – "
            "Wed 25 Nov).",
            "No review of lesson 5, the last one, fits before the deadline."});
}

TEST_CASE("a lesson that could also be on another day is explained by what decided") {
  Request request = samples::request();
  request.deadline = date("2026-11-25");
  request.minutes = Minutes{30};
  request.reviews = {};
  // 15 and 5 minutes are as near to the even course as 5 and 15.
  const Plan earlier = plan(samples::catalog({{5, 10, 5}}), request);
  CHECK(report::explain(earlier)[0] ==
        "5.0 min ahead of the even course; lesson 3 (5\u00A0min) on Tue 24 Nov would leave you 10.0 min "
        "ahead of the "
        "even course; lesson 2 (10\u00A0min) on Wed 25 Nov would leave you 5.0 min behind the even course, "
        "as near, "
        "but later");
  const Plan by_path = plan(samples::catalog({{5}, {10, 5}}), request);
  CHECK(report::explain(by_path)[0] ==
        "5.0 min behind the even course; lesson 2 (10\u00A0min) on Tue 24 Nov would leave you 5.0 min ahead "
        "of the "
        "even course, as near, but the path would not end with the day; lesson 1 (5\u00A0min) on Wed 25 Nov "
        "would "
        "leave you 10.0 min behind the even course");
}

TEST_CASE("the key numbers of a plan") {
  CHECK(key_numbers(small_plan()) ==
        "3: lessons on 2 paths, the last on Wed 25 Nov\n"
        "30\u00A0min: of lessons on 3 study days, and 8\u00A0min of 3 reviews\n"
        "20\u00A0min: on the fullest day\n"
        "1 day: you can miss up to Thu 26 Nov\n");
  Request request = samples::request();
  request.deadline = request.start;
  CHECK(key_numbers(plan(samples::catalog({{75}}), request)) ==
        "1: lesson on one path, the last on Tue 24 Nov\n"
        "1\u00A0h\u00A015\u00A0min: in all, on 1 study day\n"
        "75\u00A0min: on the fullest day\n"
        "0 days: you can miss: every day counts\n");
  request.done = {{{"1", "1"}, std::nullopt}};
  CHECK(key_numbers(plan(samples::catalog({{75}}), request)).starts_with("0: lessons left to learn\n"));
}

namespace {

/// The plan of three lessons without dates, a day off after the second day.
Plan undated_plan() {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.off = {{date("2026-11-26"), date("2026-11-26")}};
  request.minutes = Minutes{20};
  request.pace = Pace::early;
  request.done = {{{"1", "1"}, std::nullopt}};
  request.undated = true;
  return plan(samples::catalog({{12, 8}, {10}}), request);
}

}  // namespace

TEST_CASE("a plan without dates as text") {
  const Plan made = undated_plan();
  const std::string said =
      report::to_text(made, facts::with_days_of(Language("en"), made), report::explain(made));
  CAPTURE(said);
  CHECK(said.starts_with("A sample course\nStudy plan, Day 1 to Day 3\n"));
  CHECK(said.find("\nDay 1  18 of 20\u00A0min  can wait until Day 3\n") != std::string::npos);
  CHECK(said.find("\nDay 3  ") != std::string::npos);
  for (const char* date : {"Nov", "2026", "0001", "Jan", "Mon", "Tue", "of 3"})
    CHECK(said.find(date) == std::string::npos);
  const std::string french = report::to_text(made, facts::with_days_of(Language("fr"), made));
  CAPTURE(french);
  CHECK(french.find("jour 1 ") != std::string::npos);
  CHECK(french.find("\nJour 1  ") != std::string::npos);
}

TEST_CASE("a plan without dates as JSON has numbers of study days in their place") {
  const auto json = nlohmann::json::parse(report::to_json(undated_plan()));
  CHECK(json["undated"] == true);
  CHECK(json["start"] == 1);
  CHECK(json["deadline"] == 3);
  CHECK(json["finish"] == 1);
  CHECK(json["done"][0]["on"].is_null());
  REQUIRE(json["days"].size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(json["days"][i]["date"] == i + 1);
  CHECK(json["days"][0]["latest"] == 3);
  CHECK(json["days"][0]["canWaitUntil"] == 3);
  // Due on the day off: the next study day can be the first one. Its grace ends on that day, too.
  const auto& review = json["days"][2]["reviews"][0];
  CHECK(review["until"] == 3);
  CHECK(review["due"].is_number());
  CHECK(json["cushion"][0] == nlohmann::json{{"miss", 1}, {"until", 3}});
  const std::string text = json.dump();
  CHECK(text.find("2026-") == std::string::npos);
  CHECK(text.find("0001-") == std::string::npos);
  CHECK(nlohmann::json::parse(report::to_json(small_plan()))["undated"] == false);
}
