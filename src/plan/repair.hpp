// What fits, and what would: the smallest daily budget and the earliest deadline.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <optional>
#include <span>

namespace pensum {

/// The minutes of `lessons` (in order, each whole) that find no room when every date of
/// [request.start, deadline] is filled from the front; 0 where all fit. Filling from the front
/// places as many lessons as any schedule can, since lessons keep their order.
Minutes minutes_without_room(const Request& request, Minutes daily, std::span<const Minutes> lessons,
                             Date deadline);

/// The smallest whole-minute daily budget at which all lessons fit by `deadline`; nothing if 1440
/// minutes are not enough. More minutes never hurt, so it is found by halving.
std::optional<Minutes> smallest_daily_budget(const Request& request, std::span<const Minutes> lessons,
                                             Date deadline);

/// The first date by which all lessons fit, at most `most_days` from the start; nothing if there is none.
std::optional<Date> earliest_deadline(const Request& request, Minutes daily,
                                      std::span<const Minutes> lessons);

}  // namespace pensum
