// Lessons onto study days, in order, each whole, no day over its budget.
#pragma once

#include "base/units.hpp"
#include "fit/total_fit.hpp"
#include "plan/calendar.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pensum {

/// What a schedule is made from: lessons by their minutes, in order, and study days.
struct Workload {
  std::span<const Minutes> lessons;
  /// 1 where the lesson is the last of its path, else 0; empty: none is.
  std::span<const std::uint8_t> path_ends;
  std::span<const Slot> slots;
};

/// How many lessons stand on the days up to each day, or nothing where they do not all fit.
using Schedule = std::optional<std::vector<std::size_t>>;

/// The evenest schedule: with M the minutes of all lessons, b(d) a day's budget and B their sum,
/// it minimises the sum over days of (load(d) − M·b(d)/B)², exactly: multiplied out by B², in
/// integers. Ties: more days that end where a path ends, then lessons on the earlier day.
///
/// Method: the total-fit engine over (lesson, study day). The bound behind its pruning: if the load
/// of the first j days is x off their fair share, their squares sum to at least x²/j, whatever the
/// single days hold (Cauchy and Schwarz). Oracle: tests/plan/schedule_test.cpp enumerates.
Schedule schedule_evenly(const Workload& workload, fit::Statistics* statistics = nullptr,
                         fit::Tuning tuning = {});

/// Fills each day from the front, so that the last lesson is done as soon as possible.
Schedule schedule_early(const Workload& workload);

}  // namespace pensum
