// A plan's load as bars: one a study day, or a longer span where there are too many days.
#pragma once

#include "base/units.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <vector>

namespace pensum::cover {

struct Bar {
  Minutes lessons;
  Minutes reviews;

  Minutes total() const { return lessons + reviews; }
};

/// The load of each study day up to the last with some; of each week, month or year with a study day,
/// whichever is the shortest span that makes at most `most` bars. Weeks begin on `first_weekday`, 0 for
/// Monday.
std::vector<Bar> load_bars(const Plan& plan, unsigned first_weekday, std::size_t most);

}  // namespace pensum::cover
