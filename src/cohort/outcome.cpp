#include "cohort/outcome.hpp"

#include "facts/days_in_words.hpp"
#include "facts/notes.hpp"
#include "language/word.hpp"
#include "plan/undated.hpp"

#include <algorithm>

namespace pensum::cohort {

namespace {

constexpr std::size_t most_bars = 31;

std::string joined(const std::vector<std::string>& sentences, const Language& language) {
  std::string text;
  for (const std::string& sentence : sentences) {
    text = text.empty() ? sentence : language.say(word::sentences{.first = text, .second = sentence});
  }
  return text;
}

/// The dates of an outcome: of a plan without dates one for each study day, without gaps.
Date date_in(const Plan& plan, Date date) {
  if (!plan.undated) return date;
  const auto number = static_cast<std::int64_t>(number_of_day(plan, date));
  return first_date + days{std::max<std::int64_t>(number, 1) - 1};
}

}  // namespace

Outcome outcome_of(const Plan& plan, const Language& language) {
  Outcome outcome;
  outcome.learner = plan.learner;
  outcome.state = Outcome::State::planned;
  outcome.undated = plan.undated;
  outcome.start = date_in(plan, plan.start);
  outcome.deadline = date_in(plan, plan.deadline);
  outcome.study_days = plan.days.size();
  outcome.lessons = plan.lessons.size();
  outcome.load = plan.load;
  outcome.cushion = facts::cushion_in_words(plan);
  for (Missable& missable : outcome.cushion) missable.until = date_in(plan, missable.until);
  outcome.notes = joined(facts::notes(plan, facts::with_days_of(language, plan)), language);
  for (const StudyDay& day : plan.days) {
    outcome.fullest = std::max(outcome.fullest, day.total());
    outcome.budget = std::max(outcome.budget, day.budget);
  }
  const Weekday first_weekday = plan.first_weekday.value_or(std::chrono::Monday);
  const facts::LoadBars load = facts::load_bars(plan.days, first_weekday, most_bars);
  outcome.span = load.span;
  for (const facts::LoadBar& bar : load.bars)
    outcome.bars.push_back({bar.lessons, bar.reviews, date_in(plan, bar.first)});
  return outcome;
}

std::size_t sheets_of(const Outcome& outcome) { return (outcome.pages + 1) / 2; }

std::string one_line(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += "; ";
    text += diagnostic.message;
    if (!diagnostic.hint.empty()) text += " (" + diagnostic.hint + ")";
  }
  std::ranges::replace(text, '\n', ' ');
  return text;
}

}  // namespace pensum::cohort
