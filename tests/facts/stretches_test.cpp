#include "facts/stretches.hpp"

#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;
using facts::Stretch;
using samples::date;

namespace {

/// A day a letter: l with a lesson, r with a review, - with neither, b with neither and in the buffer, v with
/// a review there.
Plan plan_of(std::string_view days_of_plan) {
  Plan plan;
  for (std::size_t d = 0; d < days_of_plan.size(); ++d) {
    const char kind = days_of_plan[d];
    StudyDay day{.date = date("2026-11-24") + days{static_cast<int>(d)}, .budget = Minutes{20}};
    if (kind == 'l') day.tasks.push_back({.lesson = 0, .minutes = Minutes{5}});
    if (kind == 'r' || kind == 'v')
      day.reviews.push_back({.lesson = 0, .due = day.date, .until = day.date, .minutes = Minutes{1}});
    day.buffer = kind == 'b' || kind == 'v';
    plan.days.push_back(day);
  }
  return plan;
}

}  // namespace

TEST_CASE("empty study days in a row are one stretch, others one each") {
  CHECK(facts::stretches(plan_of("")).empty());
  CHECK(facts::stretches(plan_of("lr")) == std::vector<Stretch>{{0, 0, false}, {1, 1, false}});
  CHECK(facts::stretches(plan_of("l-r---l")) ==
        std::vector<Stretch>{{0, 0, false}, {1, 1, true}, {2, 2, false}, {3, 5, true}, {6, 6, false}});
  CHECK(facts::stretches(plan_of("--")) == std::vector<Stretch>{{0, 1, true}});
}

TEST_CASE("a stretch ends where the buffer begins") {
  CHECK(facts::stretches(plan_of("l--bbb")) ==
        std::vector<Stretch>{{0, 0, false}, {1, 2, true}, {3, 5, true}});
  CHECK(facts::stretches(plan_of("-bvb")) ==
        std::vector<Stretch>{{0, 0, true}, {1, 1, true}, {2, 2, false}, {3, 3, true}});
}

TEST_CASE("days off do not part a stretch") {
  Plan plan = plan_of("--l");
  for (std::size_t d = 1; d < plan.days.size(); ++d) plan.days[d].date += days{2};
  CHECK(facts::stretches(plan).front() == Stretch{0, 1, true});
  CHECK(facts::stretches(plan).front().days() == 2);
}

TEST_CASE("every study day is in one stretch, and stretches are as long as they can be") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::string kinds;
    const std::size_t buffer = random() % 4;
    for (std::size_t n = random() % 12; n > 0; --n)
      kinds += n <= buffer ? "bv"[random() % 2] : "lr-"[random() % 3];
    const Plan plan = plan_of(kinds);
    std::string again;
    char before = 'l';
    for (const Stretch& stretch : facts::stretches(plan)) {
      REQUIRE(stretch.first == again.size());
      REQUIRE(stretch.last >= stretch.first);
      const char kind = kinds[stretch.first];
      const bool empty = kind == '-' || kind == 'b';
      REQUIRE(stretch.empty == empty);
      REQUIRE((empty || stretch.days() == 1));
      REQUIRE((!empty || kind != before));
      again += std::string(stretch.days(), kind);
      before = kind;
    }
    CHECK(again == kinds);
  }
}
