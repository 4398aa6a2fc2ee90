#include "plan/search.hpp"

#include "plan/plan.hpp"

#include <algorithm>
#include <utility>

namespace pensum {
namespace {

constexpr std::int64_t largest_budget = 1440;

/// The most effort that trials may take in all: about half a second.
constexpr std::size_t most_effort = 6'000'000;

/// The first of [first, last) for which `holds`, where it does not change its mind behind it.
template <class Holds>
std::optional<std::int64_t> first_by_halving(std::int64_t first, std::int64_t last, Holds holds) {
  for (std::int64_t step = 1; first < last; step *= 2) {
    const std::int64_t end = std::min(last, first + step);
    if (!holds(end - 1)) {
      first = end;
      continue;
    }
    std::int64_t holding = end - 1;
    while (first < holding) {
      const std::int64_t middle = first + (holding - first) / 2;
      if (holds(middle)) {
        holding = middle;
      } else {
        first = middle + 1;
      }
    }
    return holding;
  }
  return std::nullopt;
}

/// The first of [first, last) for which `arrange_at` makes an arrangement; asked only where there may be one.
template <class MayDo, class ArrangeAt>
std::optional<Found<std::int64_t>> find_first(std::int64_t first, std::int64_t last, const Arranger& arranger,
                                              MayDo may_do, ArrangeAt arrange_at) {
  const std::size_t before = arranger.effort();
  std::int64_t step = 1;
  bool all_tried = true;
  for (std::int64_t i = first; i < last; i += step) {
    if (!may_do(i)) continue;
    std::optional<Arrangement> arrangement = arrange_at(i);
    if (arrangement) return Found<std::int64_t>{i, all_tried, std::move(arrangement)};
    if (arranger.too_large()) return std::nullopt;
    if (arranger.effort() - before <= most_effort) continue;
    step *= 2;
    all_tried = false;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Found<Minutes>> smallest_budget_for_all(const Arranger& arranger, const Request& request,
                                                      Minutes least, Date deadline) {
  const auto may_do = [&](std::int64_t daily) {
    const Slots slots = slots_of(request, Minutes{daily}, deadline);
    return arranger.may_have_room(slots.all, slots.learning);
  };
  auto found = find_first(least.count, largest_budget + 1, arranger, may_do, [&](std::int64_t daily) {
    return arranger.arrange(Minutes{daily}, deadline, Wanted::all);
  });
  if (found) return Found<Minutes>{{found->value}, found->first, std::move(found->arrangement)};
  const auto roomy = first_by_halving(least.count, largest_budget + 1, [&](std::int64_t daily) {
    return arranger.leaves_room(Minutes{daily}, deadline);
  });
  if (!roomy) return std::nullopt;
  return Found<Minutes>{{*roomy}, true, std::nullopt};
}

std::optional<Found<Date>> earliest_deadline_for_all(const Arranger& arranger, const Request& request,
                                                     Minutes daily, Date earliest) {
  const Date last = std::min(last_date, request.start + days{most_days - 1});
  const auto roomy = first_by_halving(0, (last - earliest).count() + 1, [&](std::int64_t i) {
    return arranger.leaves_room(daily, earliest + days{i});
  });
  if (!roomy) return std::nullopt;
  const Date roomy_date = earliest + days{*roomy};
  const Date well_behind = roomy_date + (roomy_date - request.start) / 2 + days{31};
  // The study days up to each deadline: one list, which grows.
  const Calendar calendar(request, daily);
  std::vector<Slot> slots = calendar.study_days(request.start, earliest - days{1});
  Date reached = earliest - days{1};
  const auto may_do = [&](std::int64_t i) {
    const Date deadline = earliest + days{i};
    for (; reached < deadline; reached += days{1}) {
      const Date date = reached + days{1};
      if (const Minutes budget = calendar.budget(date); budget.count > 0) slots.push_back({date, budget});
    }
    if (slots.empty() || slots.back().date != deadline) return false;  // it would end on the study day before
    const std::size_t learning = slots.size() - buffer_days(request, slots.size());
    return arranger.may_have_room(slots, learning);
  };
  const std::int64_t after = (std::min(last, well_behind) - earliest).count() + 1;
  auto found = find_first(0, after, arranger, may_do, [&](std::int64_t i) {
    return arranger.arrange(daily, earliest + days{i}, Wanted::all);
  });
  if (found) return Found<Date>{earliest + days{found->value}, found->first, std::move(found->arrangement)};
  return Found<Date>{roomy_date, true, std::nullopt};
}

}  // namespace pensum
