#include "facts/days_in_words.hpp"

#include "plan/undated.hpp"

#include <utility>
#include <vector>

namespace pensum::facts {

Language with_days_of(Language language, const Plan& plan) {
  if (!plan.undated) return language;
  std::vector<Date> dates = study_dates(plan);
  if (dates.empty()) dates.push_back(plan.start);
  return language.without_dates(std::move(dates));
}

}  // namespace pensum::facts
