// Dates beside others, which end where the calendar does.
#pragma once

#include "base/date.hpp"

#include <algorithm>

namespace pensum {

/// The day before `date`, as far as there is one.
constexpr Date day_before(Date date) { return std::max(date - days{1}, first_date); }

/// So many days after `date`, as far as there are so many.
constexpr Date days_after(Date date, days count) { return date + std::min(count, last_date - date); }

}  // namespace pensum
