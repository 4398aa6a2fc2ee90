// Lessons onto study days, in order, no day over its budget.
#pragma once

#include "fit/total_fit.hpp"
#include "plan/workload.hpp"

namespace pensum {

/// The schedule that follows the even course as closely as whole lessons allow: it minimises the sum over
/// days of (minutes done by the day's end − workload.course)², exactly, in integers. Ties: fewer lessons that
/// are done on another day than in the plan before, then fewer split lessons, then more days that end where a
/// path ends, then lessons on the earlier day. So no day is much fuller than its share, and where there are
/// more days than lessons these are spread over the whole time.
///
/// Method: the total-fit engine over (place between lessons, study day). A lesson that may be split has a
/// place at every minute that leaves a whole piece on both sides. The bounds behind the pruning: no day's
/// distance is less than that of the place nearest to the course, wherever the other days end. Oracle:
/// tests/plan/schedule_test.cpp enumerates.
///
/// If `statistics` records that it gave up, the schedule is a good one but may not be the best.
Schedule schedule_evenly(const Workload& workload, fit::Statistics* statistics = nullptr,
                         fit::Tuning tuning = {});

/// Places where a day may end.
std::size_t count_places(std::span<const Work> lessons);

/// Fills each day from the front, so that every lesson is done as soon as possible.
Schedule schedule_early(const Workload& workload);

}  // namespace pensum
