#include "plan/repair.hpp"

#include "plan/calendar.hpp"
#include "plan/plan.hpp"

#include <algorithm>
#include <numeric>

namespace pensum {
namespace {

/// Fills the dates from the front until all lessons are placed or `last` has passed.
struct Filling {
  std::size_t placed = 0;
  Date reached;  ///< the date of the last lesson placed

  Filling(const Calendar& calendar, std::span<const Minutes> lessons, Date first, Date last)
      : reached(first) {
    for (Date date = first; date <= last && placed < lessons.size(); date += days{1}) {
      Minutes left = calendar.budget(date);
      while (placed < lessons.size() && lessons[placed] <= left) {
        left -= lessons[placed++];
        reached = date;
      }
    }
  }
};

}  // namespace

Minutes minutes_without_room(const Request& request, Minutes daily, std::span<const Minutes> lessons,
                             Date deadline) {
  const Filling filling(Calendar(request, daily), lessons, request.start, deadline);
  const auto rest = lessons.subspan(filling.placed);
  return std::accumulate(rest.begin(), rest.end(), Minutes{});
}

std::optional<Minutes> smallest_daily_budget(const Request& request, std::span<const Minutes> lessons,
                                             Date deadline) {
  const auto fits = [&](std::int64_t daily) {
    return minutes_without_room(request, {daily}, lessons, deadline).count == 0;
  };
  std::int64_t most = 1440;
  if (!fits(most)) return std::nullopt;
  std::int64_t least = 0;
  while (least < most) {
    const std::int64_t middle = (least + most) / 2;
    if (fits(middle)) {
      most = middle;
    } else {
      least = middle + 1;
    }
  }
  return Minutes{most};
}

std::optional<Date> earliest_deadline(const Request& request, Minutes daily,
                                      std::span<const Minutes> lessons) {
  const Date last = std::min(last_date, request.start + days{most_days - 1});
  const Filling filling(Calendar(request, daily), lessons, request.start, last);
  if (filling.placed < lessons.size()) return std::nullopt;
  return filling.reached;
}

}  // namespace pensum
