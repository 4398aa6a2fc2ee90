#include "report/report.hpp"

#include "plan/samples.hpp"
#include "report/key_numbers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

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
  for (const auto& [number, meaning] : report::key_numbers(plan, Language(plan.language))) {
    said += number + ": " + meaning + "\n";
  }
  return said;
}

}  // namespace

TEST_CASE("a plan as text") {
  CHECK(text(small_plan()) ==
        "A sample course\n"
        "Study plan, Tue 24 Nov to Thu 26 Nov 2026\n"
        "3 lessons, 30\u00A0min, on 3 study days\n"
        "\n"
        "Tue 24 Nov 2026  Day 1 of 3  20 of 20\u00A0min\n"
        "  [ ] 1  Lesson 1, 12\u00A0min\n"
        "  [ ] 2  Lesson 2, 8\u00A0min\n"
        "\n"
        "Wed 25 Nov 2026  Day 2 of 3  10 of 20\u00A0min\n"
        "  [ ] 3  Lesson 3, 10\u00A0min\n"
        "\n"
        "Thu 26 Nov 2026  Day 3 of 3  0 of 20\u00A0min\n");
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
  CHECK(text(plan(std::make_shared<const Catalog>(catalog), request)) ==
        "A sample course\n"
        "Study plan for Ada, So, 8. März to Di, 10. März 2026\n"
        "2 lessons, 10\u00A0min, on 2 study days\n"
        "\n"
        "So, 8. März 2026   Day 1 of 2  5 of 5\u00A0min\n"
        "  [ ]     1  Lesson 1, 5\u00A0min\n"
        "\n"
        "Di, 10. März 2026  Day 2 of 2  5 of 5\u00A0min\n"
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
                             "1 lesson, 7\u00A0min, on 1 study day; 1 lesson done before\n"));
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
      "reviews": []
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
      "reviews": []
    },
    {
      "date": "2026-11-26",
      "budget": 20,
      "load": 0,
      "fairShare": 10.0,
      "lessons": [],
      "reviews": []
    }
  ],
  "totals": {
    "lessons": 3,
    "done": 0,
    "studyDays": 3,
    "load": 30,
    "budget": 60
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

TEST_CASE("the key numbers of a plan") {
  CHECK(key_numbers(small_plan()) ==
        "3: lessons on 2 paths\n"
        "30\u00A0min: in all, on 3 study days\n"
        "20\u00A0min: on the fullest day\n"
        "Wed 25 Nov: the last lesson, a day before the deadline\n");
  Request request = samples::request();
  request.deadline = request.start;
  CHECK(key_numbers(plan(samples::catalog({{75}}), request)) ==
        "1: lesson on one path\n"
        "1\u00A0h\u00A015\u00A0min: in all, on 1 study day\n"
        "75\u00A0min: on the fullest day\n"
        "Tue 24 Nov: the last lesson, on the day of the deadline\n");
  request.minutes = Minutes{75};
  request.deadline = date("2026-11-27");
  request.pace = Pace::early;
  CHECK(key_numbers(plan(samples::catalog({{75}}), request))
            .ends_with("Tue 24 Nov: the last lesson, 3 days before the deadline\n"));
}
