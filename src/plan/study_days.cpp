#include "plan/study_days.hpp"

#include <algorithm>

namespace pensum {

Calendar::Calendar(const Request& request, Minutes daily)
    : request_(request), daily_(daily), off_(request.off) {
  std::ranges::sort(off_);
  std::vector<DateRange> merged;
  for (const DateRange& range : off_) {
    if (!merged.empty() && range.first <= merged.back().last) {
      merged.back().last = std::max(merged.back().last, range.last);
    } else {
      merged.push_back(range);
    }
  }
  off_ = std::move(merged);
}

Minutes Calendar::budget(Date date) const {
  if (!request_.on.empty()) {
    const auto own = request_.on.find(date);
    if (own != request_.on.end()) return own->second;
  }
  const auto after = std::ranges::upper_bound(off_, date, {}, &DateRange::first);
  if (after != off_.begin() && date <= std::prev(after)->last) return {};
  return request_.weekday[weekday_index(date)].value_or(daily_);
}

std::vector<Slot> Calendar::study_days(Date first, Date last) const {
  std::vector<Slot> slots;
  for (Date date = first; date <= last; date += days{1}) {
    const Minutes minutes = budget(date);
    if (minutes.count > 0) slots.push_back({date, minutes});
  }
  return slots;
}

}  // namespace pensum
