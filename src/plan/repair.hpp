// What fits, and what would: the smallest daily budget and the earliest deadline.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"
#include "plan/workload.hpp"

#include <optional>
#include <span>
#include <vector>

namespace pensum {

/// How many study days at the end are kept free of new lessons.
std::size_t buffer_days(const Request& request, std::size_t study_days);

/// The study days of a request, the last ones kept free of new lessons.
struct Slots {
  std::vector<Slot> all;
  std::size_t learning = 0;  ///< how many of them take lessons

  std::span<const Slot> for_lessons() const { return std::span(all).first(learning); }
};

/// The study days of [request.start, deadline] where dates without a budget of their own have `daily`.
Slots slots_of(const Request& request, Minutes daily, Date deadline);

/// Whether all lessons fit.
bool fits(const Request& request, Minutes daily, Date deadline, std::span<const Work> lessons);

/// The smallest whole-minute daily budget, from `from` (0 or 1) on, at which all lessons fit by
/// `deadline`; nothing if 1440 minutes are not enough. From 1 minute on more minutes never hurt, so it is
/// found by halving.
std::optional<Minutes> smallest_daily_budget(const Request& request, std::span<const Work> lessons,
                                             Date deadline, Minutes from = {});

/// The first date by which all lessons fit, with the buffer behind them, at most `most_days` from the
/// start; nothing if there is none.
std::optional<Date> earliest_deadline(const Request& request, Minutes daily, std::span<const Work> lessons);

}  // namespace pensum
