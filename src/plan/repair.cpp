#include "plan/repair.hpp"

#include "plan/filling.hpp"
#include "plan/plan.hpp"
#include "plan/study_days.hpp"

#include <algorithm>

namespace pensum {

std::size_t buffer_days(const Request& request, std::size_t study_days) {
  constexpr std::size_t study_days_each = 14;
  constexpr std::size_t most = 5;
  if (request.buffer) return std::min(static_cast<std::size_t>(*request.buffer), study_days);
  return std::min(study_days / study_days_each, most);
}

Slots slots_of(const Request& request, Minutes daily, Date deadline) {
  Slots slots{.all = Calendar(request, daily).study_days(request.start, deadline)};
  slots.learning = slots.all.size() - buffer_days(request, slots.all.size());
  return slots;
}

bool fits(const Request& request, Minutes daily, Date deadline, std::span<const Work> lessons) {
  return fill(slots_of(request, daily, deadline).for_lessons(), lessons).placed == lessons.size();
}

std::optional<Minutes> smallest_daily_budget(const Request& request, std::span<const Work> lessons,
                                             Date deadline, Minutes from) {
  const auto enough = [&](std::int64_t daily) { return fits(request, {daily}, deadline, lessons); };
  // Dates without any minutes are not study days: the step to 1 may part the days of a split
  // lesson, or move the buffer.
  if (from.count == 0 && enough(0)) return Minutes{0};
  std::int64_t most = 1440;
  if (!enough(most)) return std::nullopt;
  std::int64_t least = 1;
  while (least < most) {
    const std::int64_t middle = (least + most) / 2;
    if (enough(middle)) {
      most = middle;
    } else {
      least = middle + 1;
    }
  }
  return Minutes{most};
}

std::optional<Date> earliest_deadline(const Request& request, Minutes daily, std::span<const Work> lessons) {
  const Date last = std::min(last_date, request.start + days{most_days - 1});
  const Calendar calendar(request, daily);
  // Most plans are short: a few weeks first, then twice as many.
  for (std::int64_t span = 64;; span *= 2) {
    const Date end = std::min(last, request.start + days{span - 1});
    const std::vector<Slot> slots = calendar.study_days(request.start, end);
    const Filled filled = fill(slots, lessons);
    if (filled.placed == lessons.size()) {
      const std::size_t learning = lessons.empty() ? 0 : filled.end.slot + 1;
      // With the buffer behind them, which may grow with the days.
      std::size_t needed = learning;
      if (request.buffer) needed += static_cast<std::size_t>(*request.buffer);
      while (needed - buffer_days(request, needed) < learning) ++needed;
      if (needed == 0) return request.start;
      if (needed <= slots.size()) return slots[needed - 1].date;
    }
    if (end == last) return std::nullopt;
  }
}

}  // namespace pensum
