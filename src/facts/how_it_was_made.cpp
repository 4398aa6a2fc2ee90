#include "facts/how_it_was_made.hpp"

#include "facts/notes.hpp"
#include "language/word.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace pensum::facts {

namespace {

std::string stretch(const Plan& plan, const Dates& dates) {
  const auto [start, deadline] = dates.plan();
  return dates.language().say(
      word::making_dates{.start = start, .deadline = deadline, .days = plan.days.size()});
}

/// The choices of the sentences that name what was found: their keys each have them as types of their own.
template <class Key>
typename Key::Found found(const Plan& plan) {
  return plan.all_tried ? Key::Found::exact : Key::Found::other;
}
template <class Key>
typename Key::Fits fits(const Plan& plan) {
  if (plan.review_offsets.empty()) return Key::Fits::lessons;
  return plan.missing_reviews.empty() ? Key::Fits::reviews : Key::Fits::other;
}
template <class Key>
typename Key::Which which(const Plan& plan) {
  const bool alike =
      std::ranges::all_of(plan.days, [&](const StudyDay& day) { return day.budget == plan.daily_budget; });
  return alike ? Key::Which::all : Key::Which::other;
}

/// A sentence on the smallest daily time.
template <class Key>
std::string least_minutes(const Plan& plan, const Language& language) {
  return language.say(Key{.minutes = language.minutes(plan.daily_budget),
                          .which = which<Key>(plan),
                          .found = found<Key>(plan),
                          .fits = fits<Key>(plan)});
}

std::string given(const Plan& plan, const Language& language) {
  using Earliest = word::making_minutes_given;
  switch (plan.given) {
    case Given::deadline_and_budget:
      return language.say(word::making_both_given{});
    case Given::deadline:
      return least_minutes<word::making_deadline_given>(plan, language);
    case Given::budget:
      return language.say(Earliest{.found = found<Earliest>(plan), .fits = fits<Earliest>(plan)});
    case Given::neither:
      return least_minutes<word::making_neither_given>(plan, language);
  }
  std::unreachable();
}

std::string budget(const Plan& plan, const Language& language) {
  const auto [least, most] =
      std::ranges::minmax(plan.days, {}, [](const StudyDay& day) { return day.budget; });
  const std::string all = language.duration(plan.budget);
  const std::string used = language.duration(plan.load + plan.review_load);
  if (least.budget == most.budget) {
    return language.say(
        word::making_minutes_alike{.minutes = language.minutes(least.budget), .all = all, .used = used});
  }
  return language.say(word::making_minutes_vary{
      .least = least.budget.count, .most = most.budget.count, .all = all, .used = used});
}

/// How lessons were put on days.
std::string order(const Plan& plan, const Language& language) {
  if (plan.pace == Pace::early) return language.say(word::making_early{});
  if (plan.review_offsets.empty()) return language.say(word::making_even_lessons{});
  return language.say(word::making_even{});
}

std::string reviews(const Plan& plan, const Language& language) {
  if (plan.review_offsets.empty()) return language.say(word::making_no_reviews{});
  std::string list;
  for (std::size_t i = 0; i < plan.review_offsets.size(); ++i) {
    const std::string offset = language.number(plan.review_offsets[i]);
    if (i == 0) {
      list = offset;
    } else if (i + 1 == plan.review_offsets.size()) {
      list = language.say(word::list_and{.list = list, .item = offset});
    } else {
      list = language.say(word::list_comma{.list = list, .item = offset});
    }
  }
  return language.say(word::making_reviews{.offsets = list, .last = plan.review_offsets.back()});
}

}  // namespace

std::vector<std::string> how_it_was_made(const Plan& plan, const Dates& dates) {
  const Language& language = dates.language();
  std::vector<std::string> sentences{stretch(plan, dates)};
  if (plan.days.empty()) return sentences;
  if (!plan.lessons.empty()) sentences.push_back(given(plan, language));
  sentences.push_back(budget(plan, language));
  sentences.push_back(order(plan, language));
  sentences.push_back(reviews(plan, language));
  if (std::string late = late_reviews(plan, language); !late.empty()) sentences.push_back(std::move(late));
  if (const auto kept = std::ranges::count_if(plan.days, &StudyDay::buffer); kept > 0) {
    sentences.push_back(language.say(word::making_days_kept_free{.days = kept}));
  }
  std::set<LessonIndex> in_parts;
  for (const StudyDay& day : plan.days) {
    for (const Task& task : day.tasks) {
      if (task.parts > 1) in_parts.insert(task.lesson);
    }
  }
  if (!in_parts.empty()) {
    sentences.push_back(language.say(word::making_in_parts{.lessons = in_parts.size()}));
  }
  return sentences;
}

}  // namespace pensum::facts
