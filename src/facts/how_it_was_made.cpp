#include "facts/how_it_was_made.hpp"

#include "facts/notes.hpp"
#include "language/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace pensum::facts {

namespace {

std::string stretch(const Plan& plan, const Dates& dates) {
  const auto [start, deadline] = dates.plan();
  return fmt::format("The plan runs from {} to {} and has {}.", start, deadline,
                     words::study_days(plan.days.size()));
}

std::string given(const Plan& plan) {
  const bool alike =
      std::ranges::all_of(plan.days, [&](const StudyDay& day) { return day.budget == plan.daily_budget; });
  const std::string minutes =
      words::minutes(plan.daily_budget) + (alike ? " a day" : " on days without minutes of their own");
  const std::string exact = plan.all_tried ? "the" : "close to the";
  const std::string work = plan.review_offsets.empty() ? "its lessons fit"
                           : plan.missing_reviews.empty()
                               ? "its lessons and their reviews fit"
                               : "there are enough minutes for lessons and reviews";
  switch (plan.given) {
    case Given::deadline_and_budget:
      return "The deadline and the minutes of each day were given.";
    case Given::deadline:
      return fmt::format("The deadline was given; {} is {} least at which {}.", minutes, exact, work);
    case Given::budget:
      return fmt::format("The minutes of each day were given; the deadline is {} earliest at which {}.",
                         exact, work);
    case Given::neither:
      return fmt::format(
          "Neither deadline nor minutes were given: the plan takes two weeks, and {} is {} least at "
          "which {}.",
          minutes, exact, work);
  }
  std::unreachable();
}

std::string budget(const Plan& plan) {
  const auto [least, most] =
      std::ranges::minmax(plan.days, {}, [](const StudyDay& day) { return day.budget; });
  const std::string each =
      least.budget == most.budget
          ? "Every study day has " + words::minutes(least.budget)
          : fmt::format("Study days have {} to {}", least.budget.count, words::minutes(most.budget));
  return fmt::format("{}, which is {} in all; the plan uses {} of it.", each, words::duration(plan.budget),
                     words::duration(plan.load + plan.review_load));
}

std::string reviews(const Plan& plan) {
  if (plan.review_offsets.empty()) return "There are no reviews.";
  std::string list;
  for (std::size_t i = 0; i < plan.review_offsets.size(); ++i) {
    if (i > 0) list += i + 1 == plan.review_offsets.size() ? " and " : ", ";
    list += std::to_string(plan.review_offsets[i]);
  }
  return fmt::format("Each lesson is reviewed {} {} after it, or a little later where there is more room.",
                     list, list == "1" ? "day" : "days");
}

}  // namespace

std::vector<std::string> how_it_was_made(const Plan& plan, const Dates& dates) {
  std::vector<std::string> sentences{stretch(plan, dates)};
  if (plan.days.empty()) return sentences;
  if (!plan.lessons.empty()) sentences.push_back(given(plan));
  sentences.push_back(budget(plan));
  sentences.emplace_back(
      plan.pace == Pace::even
          ? "Lessons keep the course's order and are spread, with their reviews, as evenly as that allows."
          : "Lessons keep the course's order; each day is filled, so that they are done early.");
  sentences.push_back(reviews(plan));
  if (std::string late = late_reviews(plan); !late.empty()) sentences.push_back(std::move(late));
  if (const auto kept = std::ranges::count_if(plan.days, &StudyDay::buffer); kept > 0) {
    sentences.push_back(kept == 1
                            ? "The last study day is kept free of new lessons."
                            : fmt::format("The last {} study days are kept free of new lessons.", kept));
  }
  std::set<LessonIndex> in_parts;
  for (const StudyDay& day : plan.days) {
    for (const Task& task : day.tasks) {
      if (task.parts > 1) in_parts.insert(task.lesson);
    }
  }
  if (!in_parts.empty()) {
    sentences.push_back(fmt::format("{} {} spread over several days.", words::lessons(in_parts.size()),
                                    in_parts.size() == 1 ? "is" : "are"));
  }
  return sentences;
}

}  // namespace pensum::facts
