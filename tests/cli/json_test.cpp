// The plan as other programs get it: its shape, and the rules of planning recomputed from it.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdio>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

using Day = std::chrono::sys_days;
using std::chrono::days;

std::string iso(Day day) {
  const std::chrono::year_month_day date(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Day day_of(const std::string& text) {
  using namespace std::chrono;
  return year{std::stoi(text.substr(0, 4))} / std::stoi(text.substr(5, 2)) / std::stoi(text.substr(8, 2));
}

bool is_date(const json& value) {
  return value.is_string() && iso(day_of(value)) == value.get<std::string>();
}
bool is_count(const json& value) { return value.is_number_integer() && value >= 0; }

std::set<std::string> keys(const json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

using Keys = std::set<std::string>;

void check_shape(const json& plan) {
  REQUIRE(keys(plan) == Keys{"catalog",
                             "title",
                             "language",
                             "learner",
                             "undated",
                             "start",
                             "deadline",
                             "finish",
                             "shareUnit",
                             "shareBefore",
                             "c",
                             "evenest",
                             "days",
                             "today",
                             "past",
                             "done",
                             "begun",
                             "moved",
                             "leftOut",
                             "missingReviews",
                             "mostReviews",
                             "obstacle",
                             "budgetForAllReviews",
                             "cushion",
                             "totals"});
  for (const char* name : {"catalog", "title", "language", "learner"}) CHECK(plan[name].is_string());
  CHECK(plan["undated"] == false);
  for (const char* name : {"start", "deadline"}) CHECK(is_date(plan[name]));
  CHECK((plan["finish"].is_null() || is_date(plan["finish"])));
  REQUIRE(plan["days"].is_array());
  for (const json& missing : plan["missingReviews"])
    REQUIRE(keys(missing) == Keys{"round", "afterDays", "count"});
  for (const json& day : plan["days"]) {
    for (const json& review : day["reviews"]) {
      REQUIRE(keys(review) == Keys{"id", "title", "minutes", "round", "due", "until"});
      REQUIRE((is_count(review["minutes"]) && is_count(review["round"])));
      REQUIRE((is_date(review["due"]) && is_date(review["until"])));
    }
    REQUIRE(keys(day) == Keys{"date", "budget", "load", "share", "lessons", "reviews", "reviewLoad", "buffer",
                              "latest", "canWaitUntil"});
    REQUIRE(is_date(day["date"]));
    REQUIRE((is_count(day["budget"]) && is_count(day["load"]) && is_count(day["reviewLoad"])));
    REQUIRE(day["buffer"].is_boolean());
    for (const char* const key : {"latest", "canWaitUntil"})
      REQUIRE((day[key].is_null() || is_date(day[key])));
    REQUIRE(is_count(day["share"]));
    REQUIRE((day["lessons"].is_array() && day["reviews"].is_array()));
    for (const json& lesson : day["lessons"]) {
      const Keys whole{"id", "title", "minutes"};
      const Keys part{"id", "title", "minutes", "part", "parts"};
      REQUIRE((keys(lesson) == whole || keys(lesson) == part));
      REQUIRE((lesson["id"].is_string() && lesson["title"].is_string() && is_count(lesson["minutes"])));
    }
  }
  REQUIRE(keys(plan["totals"]) ==
          Keys{"lessons", "done", "leftOut", "studyDays", "load", "reviewLoad", "budget", "learningBudget"});
  CHECK(is_count(plan["shareUnit"]));
  CHECK(plan["shareBefore"].is_number_integer());
  CHECK((plan["today"].is_null() || is_date(plan["today"])));
  for (const json& begun : plan["begun"]) REQUIRE(keys(begun) == Keys{"id", "title", "minutes", "partsDone"});
  for (const json& moved : plan["moved"]) {
    REQUIRE(keys(moved) == Keys{"id", "from", "to"});
    REQUIRE(((moved["from"].is_null() || is_date(moved["from"])) && is_date(moved["to"])));
  }
  CHECK(plan["c"].is_number());
  CHECK((plan["evenest"] == true && plan["mostReviews"] == true));
  for (const json& done : plan["done"]) REQUIRE(keys(done) == Keys{"id", "title", "minutes", "on"});
  for (const json& cushion : plan["cushion"]) {
    REQUIRE(keys(cushion) == Keys{"miss", "until"});
    REQUIRE((is_count(cushion["miss"]) && is_date(cushion["until"])));
  }
  for (const auto& [name, value] : plan["totals"].items()) CHECK(is_count(value));
}

struct Request {
  Day start = day_of("2026-11-24");
  std::vector<std::int64_t> minutes;  ///< of each lesson
  std::int64_t daily = 0;             ///< 0: not given
  int span = 0;                       ///< days to the deadline, itself included; 0: not given
  std::set<Day> off;
  std::int64_t saturday = -1;  ///< -1: not given
  bool early = false;

  std::string catalog() const {
    std::string xml = "<catalog id='c' lang='en'><title>C</title><path id='p'><title>P</title>";
    for (std::size_t i = 0; i < minutes.size(); ++i) {
      xml += "<lesson id='" + std::to_string(i + 1) + "' minutes='" + std::to_string(minutes[i]) +
             "'><title>L</title></lesson>";
    }
    return xml + "</path></catalog>";
  }

  std::vector<std::string> options() const {
    std::vector<std::string> words{"--start", iso(start)};
    if (daily > 0) words.insert(words.end(), {"--minutes", std::to_string(daily)});
    if (span > 0) words.insert(words.end(), {"--deadline", iso(start + days{span - 1})});
    for (const Day day : off) words.insert(words.end(), {"--off", iso(day)});
    if (saturday >= 0) words.insert(words.end(), {"--weekday", "sat=" + std::to_string(saturday)});
    if (early) words.insert(words.end(), {"--pace", "early"});
    return words;
  }

  std::int64_t budget(Day day, std::int64_t every_day) const {
    if (off.contains(day)) return 0;
    if (saturday >= 0 && std::chrono::weekday(day) == std::chrono::Saturday) return saturday;
    return every_day;
  }
};

Outcome show(const Request& request, const TemporaryFolder& folder) {
  write(folder / "c.xml", request.catalog());
  std::vector<std::string> command{"show", "c.xml", "--format", "json"};
  for (std::string& word : request.options()) command.push_back(std::move(word));
  return run_pensum(command, {.folder = folder.path()});
}

Request random_request(std::mt19937& random) {
  Request request;
  request.start += days{random() % 7};
  request.minutes.resize(1 + random() % 14);
  for (auto& minutes : request.minutes) minutes = 1 + static_cast<std::int64_t>(random() % 25);
  if (random() % 2 == 0) request.daily = 5 + static_cast<std::int64_t>(random() % 50);
  if (random() % 3 != 0) request.span = 1 + static_cast<int>(random() % 16);
  for (unsigned i = random() % 4; i > 0; --i) request.off.insert(request.start + days{random() % 12});
  if (random() % 3 == 0) request.saturday = static_cast<std::int64_t>(random() % 60);
  request.early = random() % 4 == 0;
  return request;
}

// The squares of the distances from the even course by each day's end, in the shares' units.
std::int64_t unevenness(const std::vector<std::int64_t>& loads, const std::vector<std::int64_t>& shares) {
  std::int64_t sum = 0;
  std::int64_t ahead = 0;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    ahead += loads[i] * 1000 - shares[i];
    sum += ahead * ahead;
  }
  return sum;
}

// A share is what c of the budget leaves beside the reviews of earlier shares, within the budget.
void check_shares(const Request& request, const json& plan, const std::vector<std::int64_t>& shares) {
  std::int64_t work = 0;
  std::int64_t round = 0;
  for (const std::int64_t minutes : request.minutes) {
    work += minutes;
    round += std::max<std::int64_t>(2, (minutes + 3) / 4);
  }
  const json& all = plan["days"];
  std::int64_t sum = 0;
  for (std::size_t d = 0; d < shares.size(); ++d) {
    sum += shares[d];
    if (all[d]["buffer"] == true) {
      REQUIRE(shares[d] == 0);
      continue;
    }
    const double budget = all[d]["budget"].get<double>() * 1000;
    double share = plan["c"].get<double>() * budget;
    for (const std::int64_t offset : {1, 3, 7}) {
      for (std::size_t e = 0; e < d; ++e) {
        const Day due = day_of(all[e]["date"]) + days{offset};
        if (due > day_of(all[d]["date"]) || due <= day_of(all[d - 1]["date"])) continue;
        share -= static_cast<double>(shares[e] * round) / static_cast<double>(work);
      }
    }
    const double within = std::clamp(share, 0.0, budget);
    REQUIRE(static_cast<double>(shares[d]) == Approx(within).margin(4));
  }
  REQUIRE(sum == work * 1000);
}

// Does what is printed, misses some days, and catches up: whether all lessons are done in the end.
bool makes_it(const json& plan, const std::set<std::size_t>& missed) {
  std::vector<std::int64_t> waiting;
  for (std::size_t d = 0; d < plan["days"].size(); ++d) {
    const json& day = plan["days"][d];
    for (const json& task : day["lessons"]) waiting.push_back(task["minutes"]);
    if (missed.contains(d)) continue;
    std::int64_t left = day["budget"];
    while (!waiting.empty() && waiting.front() <= left) {
      left -= waiting.front();
      waiting.erase(waiting.begin());
    }
  }
  return waiting.empty();
}

// The promises about one and two missed days are true, and end where the plan ends them.
void check_cushion(const json& plan) {
  const json& all = plan["days"];
  const auto last = [&](std::size_t missed) -> std::size_t {
    if (plan["cushion"].size() < missed) return 0;
    REQUIRE(plan["cushion"][missed - 1]["miss"] == missed);
    std::size_t count = 0;
    while (count < all.size() && day_of(all[count]["date"]) <= day_of(plan["cushion"][missed - 1]["until"])) {
      ++count;
    }
    return count;
  };
  const std::size_t one = last(1);
  for (std::size_t d = 0; d < one; ++d) REQUIRE(makes_it(plan, {d}));
  if (one < all.size()) REQUIRE_FALSE(makes_it(plan, {one}));
  const std::size_t two = last(2);
  bool fails = two + 1 >= all.size();
  for (std::size_t e = 1; e < all.size(); ++e) {
    for (std::size_t d = 0; d < e; ++d) {
      if (e < two) REQUIRE(makes_it(plan, {d, e}));
      if (e == std::max<std::size_t>(two, 1)) fails = fails || !makes_it(plan, {d, e});
    }
  }
  REQUIRE((fails || two == all.size()));
}

// Reviews after 1, 3 and 7 days: none before it is due, behind its grace or before an earlier one of its
// lesson, each as long as it has to be, and all within what the lessons leave over.
void check_reviews(const Request& request, const json& plan) {
  constexpr std::int64_t offsets[] = {1, 3, 7};
  std::vector<Day> done(request.minutes.size());
  std::vector<std::map<int, Day>> reviewed(request.minutes.size());
  for (const json& day : plan["days"]) {
    for (const json& task : day["lessons"])
      done[std::stoul(task["id"].get<std::string>()) - 1] = day_of(day["date"]);
  }
  for (const json& day : plan["days"]) {
    std::int64_t minutes = 0;
    for (const json& review : day["reviews"]) {
      const std::size_t lesson = std::stoul(review["id"].get<std::string>()) - 1;
      const int round = review["round"];
      REQUIRE((round >= 1 && round <= 3));
      REQUIRE(review["minutes"] == std::max<std::int64_t>(2, (request.minutes[lesson] + 3) / 4));
      REQUIRE(review["due"] == iso(done[lesson] + days{offsets[round - 1]}));
      REQUIRE(day_of(day["date"]) >= day_of(review["due"]));
      REQUIRE(day_of(day["date"]) <= day_of(review["until"]));
      REQUIRE(reviewed[lesson].emplace(round, day_of(day["date"])).second);
      minutes += review["minutes"].get<std::int64_t>();
    }
    REQUIRE(day["reviewLoad"] == minutes);
    REQUIRE(day["load"].get<std::int64_t>() + minutes <= day["budget"].get<std::int64_t>());
  }
  for (const auto& rounds : reviewed) {
    for (auto later = rounds.begin(); later != rounds.end() && std::next(later) != rounds.end(); ++later) {
      REQUIRE(later->second < std::next(later)->second);
    }
  }
  if (request.daily == 0 && request.saturday < 0) REQUIRE(plan["missingReviews"].empty());
}

// Whether there is no plan, or one that has no room for all reviews or not for all of its buffer.
bool lacks_something(const Outcome& outcome) {
  if (outcome.status == 3) return true;
  const json plan = json::parse(outcome.out);
  std::size_t buffer = 0;
  for (const json& day : plan["days"]) buffer += day["buffer"] == true ? std::size_t{1} : std::size_t{0};
  return !plan["missingReviews"].empty() || buffer < std::min<std::size_t>(plan["days"].size() / 14, 5);
}

// Each repair that is named works, and nothing smaller than the smallest does.
void check_repairs(const Request& request, const json& reason, const TemporaryFolder& folder) {
  REQUIRE(reason["error"] == "does not fit");
  CHECK(reason["missing"] > 0);
  const json& repairs = reason["repairs"];
  if (!repairs["minutes"].is_null()) {
    Request other = request;
    other.daily = repairs["minutes"];
    REQUIRE(show(other, folder).status == 0);
    other.daily -= 1;
    if (other.daily > 0) REQUIRE(show(other, folder).status == 3);
  }
  if (!repairs["deadline"].is_null()) {
    Request other = request;
    other.span = static_cast<int>((day_of(repairs["deadline"]) - request.start).count()) + 1;
    REQUIRE(show(other, folder).status == 0);
    other.span -= 1;
    if (other.span > 0) REQUIRE(show(other, folder).status == 3);
  }
  if (repairs["useDaysOff"] == true) {
    Request other = request;
    other.off.clear();
    REQUIRE(show(other, folder).status == 0);
  }
}

void check_rules(const Request& request, const json& plan) {
  const Day start = day_of(plan["start"]);
  const Day deadline = day_of(plan["deadline"]);
  REQUIRE(start == request.start);
  if (request.span > 0) {
    REQUIRE(deadline == start + days{request.span - 1});
  } else if (request.daily == 0) {
    REQUIRE(deadline == start + days{13});
  }

  // Each study day is there, in order, with its budget and no other; where the program chose the
  // daily budget, a day that has it shows which.
  std::int64_t daily = request.daily;
  for (const json& day : plan["days"]) {
    if (daily == 0 && request.budget(day_of(day["date"]), -1) == -1) daily = day["budget"];
  }
  std::vector<std::int64_t> budgets;
  std::size_t next = 0;
  for (Day day = start; day <= deadline; day += days{1}) {
    const std::int64_t budget = request.budget(day, daily);
    if (budget == 0) continue;
    REQUIRE(next < plan["days"].size());
    const json& said = plan["days"][next++];
    REQUIRE(said["date"] == iso(day));
    REQUIRE(said["budget"] == budget);
    budgets.push_back(budget);
  }
  REQUIRE(next == plan["days"].size());

  // The lessons are all there, whole and in order; no day has more than its budget.
  std::vector<std::int64_t> loads;
  std::vector<std::vector<std::int64_t>> tasks;
  std::size_t lesson = 0;
  std::string finish;
  for (const json& day : plan["days"]) {
    std::int64_t load = 0;
    tasks.emplace_back();
    for (const json& task : day["lessons"]) {
      REQUIRE(lesson < request.minutes.size());
      REQUIRE(task["minutes"] == request.minutes[lesson]);
      REQUIRE(task["id"] == std::to_string(++lesson));
      load += task["minutes"].get<std::int64_t>();
      tasks.back().push_back(task["minutes"]);
    }
    if (load > 0) finish = day["date"];
    REQUIRE(day["load"] == load);
    REQUIRE(load <= day["budget"].get<std::int64_t>());
    loads.push_back(load);
  }
  REQUIRE(lesson == request.minutes.size());
  REQUIRE(plan["finish"] == finish);

  std::int64_t work = 0;
  std::int64_t budget = 0;
  std::int64_t learning = 0;
  std::vector<std::int64_t> shares;
  for (const std::int64_t load : loads) work += load;
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    budget += budgets[i];
    if (plan["days"][i]["buffer"] == false) learning += budgets[i];
    shares.push_back(plan["days"][i]["share"]);
  }
  CHECK(plan["totals"]["lessons"] == lesson);
  CHECK(plan["totals"]["done"] == 0);
  CHECK(plan["totals"]["studyDays"] == loads.size());
  CHECK(plan["totals"]["load"] == work);
  CHECK(plan["totals"]["budget"] == budget);
  CHECK(plan["totals"]["learningBudget"] == learning);
  check_reviews(request, plan);
  check_shares(request, plan, shares);
  check_cushion(plan);

  if (request.early) {
    // Nothing that comes later would have fitted into an earlier day.
    for (std::size_t i = 0; i + 1 < loads.size(); ++i) {
      std::size_t later = i + 1;
      while (later < loads.size() && tasks[later].empty()) ++later;
      if (later < loads.size()) REQUIRE(loads[i] + tasks[later].front() > budgets[i]);
    }
    return;
  }
  // No lesson at a day's edge, moved over it, makes the plan more even.
  const std::int64_t least = unevenness(loads, shares);
  const auto moved = [&](std::size_t from, std::size_t to, std::int64_t minutes) {
    if (loads[to] + minutes > budgets[to] || plan["days"][to]["buffer"] == true) return;
    std::vector<std::int64_t> other = loads;
    other[from] -= minutes;
    other[to] += minutes;
    REQUIRE(unevenness(other, shares) >= least);
  };
  for (std::size_t i = 0; i + 1 < loads.size(); ++i) {
    if (!tasks[i].empty()) moved(i, i + 1, tasks[i].back());
    if (!tasks[i + 1].empty()) moved(i + 1, i, tasks[i + 1].front());
  }
}

}  // namespace

TEST_CASE("a plan as JSON has the documented shape, whatever the course") {
  for (const auto& catalog : valid_catalogs()) {
    CAPTURE(catalog.string());
    const Outcome outcome = run_pensum(
        {"show", catalog.string(), "--format", "json", "--start", "2026-11-24", "--learner", "A \"B\""});
    REQUIRE(outcome.status == 0);
    CHECK(outcome.out.ends_with("}\n"));
    const json plan = json::parse(outcome.out);
    check_shape(plan);
    CHECK(plan["learner"] == "A \"B\"");
    CHECK(plan["start"] == "2026-11-24");
    CHECK(plan["deadline"] == "2026-12-07");
  }
}

TEST_CASE("if all is done, a plan has no lessons and no finish") {
  const Outcome outcome = run_pensum({"show", sample("harbour").string(), "--format", "json", "--done",
                                      "q1..w5", "-s", "2026-11-24", "-d", "2026-11-30", "-m", "10"});
  REQUIRE(outcome.status == 0);
  const json plan = json::parse(outcome.out);
  check_shape(plan);
  CHECK(plan["finish"].is_null());
  CHECK(plan["totals"]["done"] == 9);
  CHECK(plan["totals"]["load"] == 0);
}

TEST_CASE("plans keep the rules for seeded random requests") {
  const TemporaryFolder folder;
  std::mt19937 random(2026);
  int plans = 0;
  int none = 0;
  for (int round = 0; round < 30; ++round) {
    const Request request = random_request(random);
    CAPTURE(round, request.options(), request.catalog());
    const Outcome outcome = show(request, folder);
    if (outcome.status == 3) {
      ++none;
      check_repairs(request, json::parse(outcome.out), folder);
      continue;
    }
    REQUIRE(outcome.err.empty());
    REQUIRE(outcome.status == 0);
    ++plans;
    const json plan = json::parse(outcome.out);
    check_shape(plan);
    check_rules(request, plan);

    // What the program chose itself is the least that works.
    Request tighter = request;
    if (request.daily == 0) {
      for (const json& day : plan["days"]) {
        if (request.budget(day_of(day["date"]), -1) == -1)
          tighter.daily = day["budget"].get<std::int64_t>() - 1;
      }
      if (tighter.daily == 0) continue;
      tighter.span = static_cast<int>((day_of(plan["deadline"]) - request.start).count()) + 1;
      REQUIRE(lacks_something(show(tighter, folder)));
    } else if (request.span == 0 && plan["deadline"] != plan["start"]) {
      tighter.span = static_cast<int>((day_of(plan["deadline"]) - request.start).count());
      REQUIRE(lacks_something(show(tighter, folder)));
    }
  }
  // Both kinds of answers were asked for.
  CHECK(plans > 12);
  CHECK(none > 2);
}
