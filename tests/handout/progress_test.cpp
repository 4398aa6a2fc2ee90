#include "handout/progress.hpp"

#include "plan/samples.hpp"
#include "plan/standing.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using handout::Box;
using handout::Progress;
using handout::Strokes;
using samples::date;

namespace {

/// Lessons 1 to 4, one a day from Tue 24 Nov on, the third in parts on two days; reviews a day later.
Plan in_hand() {
  Plan plan;
  plan.catalog = samples::catalog({{8, 8, 10, 8}});
  plan.start = date("2026-11-24");
  plan.deadline = date("2026-11-30");
  plan.lessons = {0, 1, 2, 3};
  plan.review_offsets = {1, 3};
  const auto day = [&](const char* iso, std::vector<Task> tasks, std::vector<Review> reviews) {
    plan.days.push_back(
        {.date = date(iso), .budget = {20}, .tasks = std::move(tasks), .reviews = std::move(reviews)});
  };
  const Date any = date("2026-11-24");
  day("2026-11-24", {{0, {8}}}, {});
  day("2026-11-25", {{1, {8}}}, {{0, 1, any, any, {2}}});
  day("2026-11-26", {{2, {6}, 1, 2}}, {{1, 1, any, any, {2}}});
  day("2026-11-27", {{2, {4}, 2, 2}}, {{0, 2, any, any, {2}}});
  day("2026-11-28", {{3, {8}}}, {{1, 2, any, any, {2}}});
  plan.cushion = {{1, date("2026-11-30")}, {2, date("2026-11-26")}};
  return plan;
}

std::string told(const Progress& progress) {
  std::string text;
  for (const DoneLessons& done : progress.done)
    text += "done " + done.lessons.first + " on " + to_iso(*done.on) + "\n";
  for (const BegunLesson& begun : progress.begun) {
    text += "begun " + begun.lesson + ": " + std::to_string(begun.left.count) + " left after " +
            std::to_string(begun.parts) + "\n";
  }
  for (const ReviewOf& review : progress.missed)
    text += "missed " + review.lesson + "/" + std::to_string(review.round) + "\n";
  for (const ReviewOf& review : progress.reviewed)
    text += "reviewed " + review.lesson + "/" + std::to_string(review.round) + "\n";
  for (const std::string& id : progress.stroked) text += "stroked " + id + "\n";
  for (const std::string& id : progress.unknown) text += "unknown " + id + "\n";
  for (const std::string& id : progress.boxless) text += "boxless " + id + "\n";
  return text;
}

/// All boxes of the plan, those of `ticked` ticked.
std::vector<Box> boxes(const std::vector<std::string>& ticked) {
  std::vector<Box> all;
  for (const char* name : {"lesson.1", "lesson.2", "lesson.4", "part.3.1", "part.3.2", "review.1.1",
                           "review.1.2", "review.2.1", "review.2.2"}) {
    all.push_back({name, std::ranges::find(ticked, name) != ticked.end()});
  }
  return all;
}

std::string told(const std::vector<std::string>& ticked, const char* today) {
  return told(handout::progress_of(boxes(ticked), in_hand(), date(today), Strokes::ignored));
}

}  // namespace

TEST_CASE("a ticked lesson is done on its day, or yesterday where it is ahead") {
  CHECK(told({}, "2026-11-26").empty());
  CHECK(told({"lesson.1", "review.1.1"}, "2026-11-26") == "done 1 on 2026-11-24\n");
  CHECK(told({"lesson.4"}, "2026-11-26") == "done 4 on 2026-11-25\n");
}

TEST_CASE("some parts begin a lesson, all of them do it") {
  CHECK(told({"part.3.1"}, "2026-11-27") == "begun 3: 4 left after 1\n");
  CHECK(told({"part.3.2"}, "2026-11-27") == "begun 3: 6 left after 2\n");
  CHECK(told({"part.3.1", "part.3.2"}, "2026-11-28") == "done 3 on 2026-11-27\n");
  // Begun before the plan: its parts count on.
  Plan plan = in_hand();
  for (StudyDay& day : plan.days) {
    for (Task& task : day.tasks) {
      if (task.parts == 2) task = {task.lesson, task.minutes, task.part + 1, 3};
    }
  }
  CHECK(told(handout::progress_of({}, plan, date("2026-11-24"), Strokes::ignored)) ==
        "begun 3: 10 left after 1\nboxless 1\nboxless 2\nboxless 3\nboxless 4\n");
}

TEST_CASE("reviews before today and not ticked were missed, those ticked before their day were done early") {
  CHECK(told({"lesson.1", "lesson.2"}, "2026-11-27") ==
        "done 1 on 2026-11-24\ndone 2 on 2026-11-25\nmissed 1/1\nmissed 2/1\n");
  CHECK(told({"lesson.1", "lesson.2", "review.1.1", "review.2.1", "review.1.2"}, "2026-11-27") ==
        "done 1 on 2026-11-24\ndone 2 on 2026-11-25\nreviewed 1/2\n");
  CHECK(told({"review.1.1"}, "2026-11-27").empty());  // of a lesson that is not done
  // A lesson that is known to be done.
  const std::vector<LessonIndex> done{0};
  CHECK(told(handout::progress_of(boxes({"lesson.1"}), in_hand(), date("2026-11-26"), Strokes::ignored,
                                  done)) == "missed 1/1\n");
}

TEST_CASE("strokes tick where they are said to; boxes of no lesson, and lessons without a box, are told") {
  std::vector<Box> all = boxes({});
  all[1].strokes = 2;
  all[3].strokes = 1;
  all.push_back({"lesson.17"});
  all.push_back({"review.18.1", true});
  all.push_back({"Signature", true});
  CHECK(told(handout::progress_of(all, in_hand(), date("2026-11-26"), Strokes::ignored)) ==
        "stroked 2\nstroked 3\nunknown 17\nunknown 18\n");
  CHECK(told(handout::progress_of(all, in_hand(), date("2026-11-26"), Strokes::counted)) ==
        "done 2 on 2026-11-25\nbegun 3: 4 left after 1\nunknown 17\nunknown 18\n");
  std::erase_if(all, [](const Box& box) { return box.name == "lesson.4"; });
  CHECK(told(handout::progress_of(all, in_hand(), date("2026-11-26"), Strokes::ignored))
            .ends_with("boxless 4\n"));
}

TEST_CASE("where a learner stands is measured by the dates of the plan in hand") {
  const Plan plan = in_hand();
  const std::vector<DoneLesson> done{{0, date("2026-11-24")}, {3, date("2026-11-26")}};
  const std::vector<Begun> begun{{2, {4}, 1}};
  const Standing standing = standing_of(plan, done, begun, date("2026-11-28"));
  CHECK(standing.all == 4);
  CHECK(standing.done == std::vector<LessonIndex>{0, 3});
  CHECK(standing.planned == std::vector<LessonIndex>{0, 1, 2});
  CHECK(standing.behind == std::vector<LessonIndex>{1, 2});
  CHECK(standing.behind_minutes == Minutes{12});
  CHECK(standing.ahead == std::vector<LessonIndex>{3});
  CHECK(standing.late.empty());
  CHECK(standing.cushion == 2);
  // A lesson of two parts, between them.
  const Standing between = standing_of(plan, done, {}, date("2026-11-27"));
  CHECK(between.behind == std::vector<LessonIndex>{1});
  CHECK(between.late == std::vector<LessonIndex>{2});
  CHECK(between.behind_minutes == Minutes{14});
  CHECK(standing_of(plan, done, begun, date("2026-11-27")).late.empty());
  CHECK(missable_days(plan) == 2);
}
