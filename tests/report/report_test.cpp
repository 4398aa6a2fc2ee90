#include "report/report.hpp"

#include "plan/samples.hpp"
#include "report/explanation.hpp"
#include "report/key_numbers.hpp"
#include "report/notes.hpp"

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

std::string text(const Plan& plan) { return report::to_text(plan, Language(plan.language)); }

std::string key_numbers(const Plan& plan) {
  std::string said;
  const Language language(plan.language);
  for (const auto& [number, meaning] : report::key_numbers(plan, {language, {plan.start, plan.deadline}})) {
    said.append(number).append(": ").append(meaning).append("\n");
  }
  return said;
}

}  // namespace

TEST_CASE("a plan as text") {
  CHECK(text(small_plan()) ==
        "A sample course\n"
        "Study plan, Tue 24 Nov to Thu 26 Nov 2026\n"
        "3 lessons, 30\u00A0min, on 3 study days; 3 reviews, 8\u00A0min\n"
        "You can miss 1 study day, whichever it is, and still do all lessons in time.\n"
        "\n"
        "Tue 24 Nov 2026  Day 1 of 3  20 of 20\u00A0min  at the latest Thu 26 Nov\n"
        "  [ ] 1  Lesson 1, 12\u00A0min\n"
        "  [ ] 2  Lesson 2, 8\u00A0min\n"
        "\n"
        "Wed 25 Nov 2026  Day 2 of 3  15 of 20\u00A0min  at the latest Thu 26 Nov\n"
        "  [ ] 3  Lesson 3, 10\u00A0min\n"
        "  [ ] 1  Lesson 1, review 1, 3\u00A0min\n"
        "  [ ] 2  Lesson 2, review 1, 2\u00A0min\n"
        "\n"
        "Thu 26 Nov 2026  Day 3 of 3  3 of 20\u00A0min\n"
        "  [ ] 3  Lesson 3, review 1, 3\u00A0min\n");
}

TEST_CASE("dates and ids of different lengths stand in columns, whatever the script") {
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
  CHECK(text(plan(std::make_shared<const Catalog>(catalog), request)) ==
        "A sample course\n"
        "Study plan for Ada, So, 8. März to Di, 10. März 2026\n"
        "2 lessons, 10\u00A0min, on 2 study days\n"
        "You cannot miss a study day and still do all lessons in time.\n"
        "\n"
        "So, 8. März 2026   Day 1 of 2  5 of 5\u00A0min  at the latest So, 8. März\n"
        "  [ ]     1  Lesson 1, 5\u00A0min\n"
        "\n"
        "Di, 10. März 2026  Day 2 of 2  5 of 5\u00A0min  at the latest Di, 10. März\n"
        "  [ ] 1.2.b  Lesson 2, 5\u00A0min\n");
}

TEST_CASE("lessons done before are counted") {
  Request request = samples::request();
  request.deadline = date("2026-11-24");
  request.done = {{"1", "1"}};
  const Plan made = plan(samples::catalog({{5, 7}}), request);
  CHECK(
      text(made).starts_with("A sample course\n"
                             "Study plan, Tue 24 Nov to Tue 24 Nov 2026\n"
                             "1 lesson, 7\u00A0min, on 1 study day\n"
                             "You cannot miss a study day and still do all lessons in time.\n"
                             "Done before: lesson 1.\n"));
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
  "start": "2026-11-24",
  "deadline": "2026-11-26",
  "finish": "2026-11-25",
  "days": [
    {
      "date": "2026-11-24",
      "budget": 20,
      "load": 20,
      "fairShare": 10.0,
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
      "latest": "2026-11-26"
    },
    {
      "date": "2026-11-25",
      "budget": 20,
      "load": 10,
      "fairShare": 10.0,
      "lessons": [
        {
          "id": "3",
          "title": "Lesson 3",
          "minutes": 10
        }
      ],
      "reviews": [
        {
          "id": "1",
          "title": "Lesson 1",
          "minutes": 3,
          "round": 1,
          "due": "2026-11-25"
        },
        {
          "id": "2",
          "title": "Lesson 2",
          "minutes": 2,
          "round": 1,
          "due": "2026-11-25"
        }
      ],
      "reviewLoad": 5,
      "buffer": false,
      "latest": "2026-11-26"
    },
    {
      "date": "2026-11-26",
      "budget": 20,
      "load": 0,
      "fairShare": 10.0,
      "lessons": [],
      "reviews": [
        {
          "id": "3",
          "title": "Lesson 3",
          "minutes": 3,
          "round": 1,
          "due": "2026-11-26"
        }
      ],
      "reviewLoad": 3,
      "buffer": false,
      "latest": null
    }
  ],
  "leftOut": [],
  "missingReviews": [],
  "budgetForAllReviews": null,
  "totals": {
    "lessons": 3,
    "done": 0,
    "leftOut": 0,
    "studyDays": 3,
    "load": 30,
    "reviewLoad": 8,
    "budget": 60,
    "learningBudget": 60,
    "cushion": 1
  }
}
)");
}

TEST_CASE("fair shares follow the budgets and add up to the load") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{20};
  request.on = {{date("2026-11-25"), Minutes{10}}};
  const Plan made = plan(samples::catalog({{9, 9, 9, 9}}), request);
  const auto json = nlohmann::json::parse(report::to_json(made));
  const auto share = [&](std::size_t day) { return json["days"][day]["fairShare"].get<double>(); };
  CHECK(share(0) == Approx(14.4));
  CHECK(share(1) == Approx(7.2));
  CHECK(share(2) == Approx(14.4));
  for (std::size_t d = 0; d < 3; ++d) {
    const FairShare exact = fair_share(made, made.days[d]);
    CHECK(exact.numerator == 36 * made.days[d].budget.count);
    CHECK(exact.denominator == 50);
  }
}

TEST_CASE("JSON says every text as it is") {
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

TEST_CASE("a plan as JSON says parts, the buffer, what is left out and which reviews lack") {
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
  CHECK(json["days"][3]["fairShare"] == 0.0);
  CHECK(json["days"][3]["reviews"].size() == 2);  // both are due on the last day but one, or later
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
    "split": null,
    "useDaysOff": false
  }
}
)");
}

TEST_CASE("why a day holds what it holds") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{10};
  request.reviews = {};
  request.buffer = 1;
  const Plan made = plan(samples::catalog({{4, 6, 5}}), request);
  // Fair shares of 5; loads of 4, 6 and 5.
  CHECK(report::explain(made) ==
        std::vector<std::string>{"fair share 5.0 min, holds 4; lesson 2 (6\u00A0min) as well costs 48.0; "
                                 "lesson 1 (4\u00A0min) a study "
                                 "day later costs 48.0",
                                 "fair share 5.0 min, holds 6; lesson 3 (5\u00A0min) as well is 1\u00A0min "
                                 "over the budget; lesson 2 "
                                 "(6\u00A0min) a study day later is 1\u00A0min over the budget",
                                 "fair share 5.0 min, holds 5; no lesson is left",
                                 "kept free of new lessons (--buffer)"});
  request.pace = Pace::early;
  CHECK(report::explain(plan(samples::catalog({{4, 6, 5}}), request))[0] ==
        "filled from the front; lesson 3 (5\u00A0min) does not fit into the 0\u00A0min left");
}

TEST_CASE("what a reader has to know besides") {
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.minutes = Minutes{8};
  request.fit = true;
  request.done = {{"1", "2"}};
  const Plan made = plan(samples::catalog({{5, 5, 8, 8, 8, 2}}), request);
  CHECK(report::cushion(made) == "You cannot miss a study day and still do all lessons in time.");
  CHECK(report::notes(made) ==
        std::vector<std::string>{
            "Done before: lessons 1–2.", "Left out, so that the rest fits: lesson 6 (2\u00A0min).",
            "No room was left for 2 reviews after 1 day; with 10\u00A0min a day all reviews "
            "find room."});
}

TEST_CASE("the key numbers of a plan") {
  CHECK(key_numbers(small_plan()) ==
        "3: lessons on 2 paths, the last on Wed 25 Nov\n"
        "30\u00A0min: of lessons on 3 study days, and 8\u00A0min of 3 reviews\n"
        "20\u00A0min: on the fullest day\n"
        "1 day: you can miss and still make it\n");
  Request request = samples::request();
  request.deadline = request.start;
  CHECK(key_numbers(plan(samples::catalog({{75}}), request)) ==
        "1: lesson on one path, the last on Tue 24 Nov\n"
        "1\u00A0h\u00A015\u00A0min: in all, on 1 study day\n"
        "75\u00A0min: on the fullest day\n"
        "0 days: you can miss and still make it\n");
  request.done = {{"1", "1"}};
  CHECK(key_numbers(plan(samples::catalog({{75}}), request)).starts_with("0: lessons left to learn\n"));
}
