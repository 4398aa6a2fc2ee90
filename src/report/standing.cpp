#include "report/standing.hpp"

#include "base/counted.hpp"
#include "base/date_ends.hpp"
#include "base/spelling.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "plan/lesson_runs.hpp"
#include "plan/past.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace pensum::report {
namespace {

using Json = nlohmann::ordered_json;

/// Groups of moved lessons that are told.
constexpr std::size_t most_moves = 6;

class Text {
 public:
  explicit Text(const Replanned& replanned)
      : r_(replanned),
        catalog_(*r_.in_hand.catalog),
        dates_(language_, {std::min(r_.in_hand.start, r_.today),
                           std::max(r_.in_hand.deadline,
                                    r_.plan == nullptr ? r_.in_hand.deadline : r_.plan->deadline)}) {}

  std::string all() {
    const Standing& standing = r_.standing;
    line("{}: {} of {} done, on {}", shown(catalog_.title, catalog_.title.size()), standing.done.size(),
         counted(standing.all, "lesson"), dates_.date(r_.day));
    if (r_.today > r_.in_hand.start || !r_.in_hand.past.empty()) say_what_was_planned();
    if (!r_.begun.empty()) say_what_is_begun();
    if (!r_.missed.empty() && r_.plan != nullptr) {
      line("{} missed: those of a lesson become one", counted(r_.missed.size(), "review"));
    }
    if (r_.plan != nullptr) say_what_comes(*r_.plan);
    return std::move(text_);
  }

 private:
  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    text_ += fmt::format(format, std::forward<Values>(values)...) + '\n';
  }

  std::string numbers(std::span<const LessonIndex> lessons) const {
    std::vector<Task> tasks;
    for (const LessonIndex lesson : lessons) tasks.push_back({.lesson = lesson, .minutes = {}});
    return lesson_numbers(catalog_, tasks);
  }

  void say_what_was_planned() {
    const Standing& standing = r_.standing;
    std::string text = fmt::format("planned until {}: {}", dates_.date(day_before(r_.today)),
                                   counted(standing.planned.size(), "lesson"));
    if (!standing.behind.empty() || !standing.late.empty()) {
      text += fmt::format("; behind by {} ({}): {}", how_much_is_late(),
                          language_.minutes(standing.behind_minutes), late_numbers());
    }
    if (!standing.ahead.empty()) {
      text +=
          fmt::format("; ahead by {}: {}", counted(standing.ahead.size(), "lesson"), numbers(standing.ahead));
    }
    if (standing.behind.empty() && standing.late.empty() && standing.ahead.empty()) text += "; as planned";
    line("{}", text);
  }

  /// “2 lessons and parts of 1 lesson”
  std::string how_much_is_late() const {
    const Standing& standing = r_.standing;
    std::string text = standing.behind.empty() ? "" : counted(standing.behind.size(), "lesson");
    if (standing.late.empty()) return text;
    return fmt::format("{}{}parts of {}", text, text.empty() ? "" : " and ",
                       counted(standing.late.size(), "lesson"));
  }

  std::string late_numbers() const {
    std::vector<LessonIndex> lessons = r_.standing.behind;
    lessons.insert(lessons.end(), r_.standing.late.begin(), r_.standing.late.end());
    std::ranges::sort(lessons);
    return numbers(lessons);
  }

  void say_what_is_begun() {
    std::string text;
    for (const Begun& begun : r_.begun) {
      text += fmt::format("{}{} ({} left)", text.empty() ? "" : ", ", catalog_.lessons[begun.lesson].id,
                          language_.minutes(begun.left));
    }
    line("begun: {}", text);
  }

  void say_what_comes(const Plan& plan) {
    if (!plan.lessons.empty()) {
      line("the cushion was {}; it is {} now", counted(r_.standing.cushion, "study day"),
           missable_days(plan));
    }
    std::string text =
        fmt::format("from {}: {} on {}, at most {} a day (was {})", dates_.date(plan.start),
                    counted(plan.lessons.size(), "lesson"), counted(plan.days.size(), "study day"),
                    language_.minutes(fullest_day(plan)), fullest_day(r_.in_hand).count);
    if (plan.deadline != r_.in_hand.deadline) {
      text +=
          fmt::format(", until {} (was {})", dates_.date(plan.deadline), dates_.date(r_.in_hand.deadline));
    }
    line("{}", text);
    if (!plan.left_out.empty()) line("left out, so that the rest fits: {}", numbers(plan.left_out));
    if (!plan.lessons.empty()) say_what_moves(plan);
  }

  void say_what_moves(const Plan& plan) {
    std::map<Date, std::vector<LessonIndex>> moves;
    for (const Moved& moved : moved_lessons(plan)) moves[moved.to].push_back(moved.lesson);
    if (moves.empty()) return line("no lesson moves");
    std::string text;
    std::size_t told = 0;
    for (const auto& [date, lessons] : moves) {
      if (++told > most_moves) {
        text += "; …";
        break;
      }
      text += fmt::format("{}{} to {}", told == 1 ? "" : "; ", numbers(lessons), dates_.date(date));
    }
    const std::optional<Date> unchanged = unchanged_from(plan);
    if (unchanged) text += fmt::format("; unchanged from {} on", dates_.date(*unchanged));
    line("moved: {}", text);
  }

  const Replanned& r_;
  const Catalog& catalog_;
  Language language_{"en"};
  Dates dates_;
  std::string text_;
};

Json ids(const Catalog& catalog, std::span<const LessonIndex> lessons) {
  Json list = Json::array();
  for (const LessonIndex lesson : lessons) list.push_back(catalog.lessons[lesson].id);
  return list;
}

Json plan_json(const Plan& plan) {
  Json moved = Json::array();
  for (const Moved& each : moved_lessons(plan)) {
    moved.push_back({{"id", plan.catalog->lessons[each.lesson].id},
                     {"from", each.from ? Json(to_iso(*each.from)) : Json(nullptr)},
                     {"to", to_iso(each.to)}});
  }
  const std::optional<Date> unchanged = unchanged_from(plan);
  return {{"start", to_iso(plan.start)},
          {"deadline", to_iso(plan.deadline)},
          {"lessons", plan.lessons.size()},
          {"studyDays", plan.days.size()},
          {"fullestDay", fullest_day(plan).count},
          {"cushion", missable_days(plan)},
          {"leftOut", ids(*plan.catalog, plan.left_out)},
          {"moved", std::move(moved)},
          {"unchangedFrom", unchanged ? Json(to_iso(*unchanged)) : Json(nullptr)}};
}

}  // namespace

std::string to_text(const Replanned& replanned) { return Text(replanned).all(); }

std::string to_json(const Replanned& replanned) {
  const Plan& in_hand = replanned.in_hand;
  const Catalog& catalog = *in_hand.catalog;
  const Standing& standing = replanned.standing;
  Json begun = Json::array();
  for (const Begun& each : replanned.begun) {
    begun.push_back(
        {{"id", catalog.lessons[each.lesson].id}, {"minutes", each.left.count}, {"partsDone", each.parts}});
  }
  Json missed = Json::array();
  for (const ReviewRound& each : replanned.missed) {
    missed.push_back({{"id", catalog.lessons[each.lesson].id}, {"round", each.round}});
  }
  const Json json{{"catalog", catalog.id},
                  {"title", catalog.title},
                  {"learner", in_hand.learner},
                  {"today", to_iso(replanned.day)},
                  {"from", to_iso(replanned.today)},
                  {"lessons", standing.all},
                  {"done", ids(catalog, standing.done)},
                  {"planned", ids(catalog, standing.planned)},
                  {"behind", ids(catalog, standing.behind)},
                  {"late", ids(catalog, standing.late)},
                  {"behindMinutes", standing.behind_minutes.count},
                  {"ahead", ids(catalog, standing.ahead)},
                  {"begun", std::move(begun)},
                  {"missedReviews", std::move(missed)},
                  {"strokes", replanned.stroked},
                  {"withoutBoxes", replanned.boxless},
                  {"deadline", to_iso(in_hand.deadline)},
                  {"fullestDay", fullest_day(in_hand).count},
                  {"cushion", standing.cushion},
                  {"plan", replanned.plan == nullptr ? Json(nullptr) : plan_json(*replanned.plan)}};
  return json.dump(2) + '\n';
}

}  // namespace pensum::report
