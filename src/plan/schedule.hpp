// Lessons onto study days, in order, no day over its budget.
#pragma once

#include "fit/total_fit.hpp"
#include "plan/workload.hpp"

namespace pensum {

/// The evenest schedule: with M the minutes of all lessons, b(d) a day's budget and B their sum,
/// it minimises the sum over days of (load(d) − M·b(d)/B)², exactly: multiplied out by B², in
/// integers. Ties: fewer split lessons, then more days that end where a path ends, then lessons on
/// the earlier day.
///
/// Method: the total-fit engine over (place between lessons, study day). A lesson that may be split
/// has a place at every minute that leaves a whole piece on both sides. The bound behind the pruning:
/// if the load of the first j days is x off their fair share, their squares sum to at least x²/j,
/// whatever the single days hold (Cauchy and Schwarz). Oracle: tests/plan/schedule_test.cpp
/// enumerates.
Schedule schedule_evenly(const Workload& workload, fit::Statistics* statistics = nullptr,
                         fit::Tuning tuning = {});

/// Fills each day from the front, so that every lesson is done as soon as possible.
Schedule schedule_early(const Workload& workload);

}  // namespace pensum
