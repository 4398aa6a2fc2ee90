#include "facts/stretches.hpp"

namespace pensum::facts {

std::vector<Stretch> stretches(const Plan& plan) {
  std::vector<Stretch> all;
  for (std::size_t d = 0; d < plan.days.size(); ++d) {
    const StudyDay& day = plan.days[d];
    const bool empty = day.tasks.empty() && day.reviews.empty();
    if (empty && !all.empty() && all.back().empty && plan.days[all.back().last].buffer == day.buffer) {
      all.back().last = d;
    } else {
      all.push_back({.first = d, .last = d, .empty = empty});
    }
  }
  return all;
}

}  // namespace pensum::facts
