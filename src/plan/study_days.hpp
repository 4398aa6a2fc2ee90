// Which dates are study days, and how many minutes each has.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <vector>

namespace pensum {

/// A date from start to deadline whose budget is above 0.
struct Slot {
  Date date;
  Minutes budget;
};

/// A request's budgets. Keeps a reference to the request.
class Calendar {
 public:
  /// `daily` is the budget of a date that has none of its own.
  Calendar(const Request& request, Minutes daily);

  /// The minutes of a date: its own, nothing on a day off, its weekday's, the daily ones.
  Minutes budget(Date date) const;

  /// The study days of [first, last], by date.
  std::vector<Slot> study_days(Date first, Date last) const;

 private:
  const Request& request_;
  Minutes daily_;
  std::vector<DateRange> off_;  // sorted, apart from each other
};

}  // namespace pensum
