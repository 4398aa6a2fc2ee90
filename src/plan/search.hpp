// The smallest daily budget and the earliest deadline at which all lessons and all reviews that are due
// stand.
//
// Reviews follow lessons, and one minute more a day may move lessons, so whether everything fits does
// not have to stay so as minutes or days become more: one value is tried after the other, from the first that
// is not ruled out by what fits at all (Arranger::may_have_room). Since the shares foresee reviews, few have
// to be tried. In huge plans, where each trial takes long, steps double after the first few, and what is
// found works but may not be the first, as Found::first tells. Deadlines are tried until well after the one
// at which the even course leaves room for all reviews; if not all fit by then, single lessons and days
// are in the way, as a Saturday of five minutes is for a review of ten, and more days would not help.
#pragma once

#include "plan/arrangement.hpp"

#include <optional>

namespace pensum {

template <class T>
struct Found {
  T value;
  bool first = true;  ///< whether nothing before it works
  /// Nothing where no value does: then `value` is the first at which the even course leaves room for reviews.
  std::optional<Arrangement> arrangement;
};

/// From `least` minutes on (0: dates without minutes of their own are no study days), up to 1440. Nothing
/// where there is not even a course that leaves room.
std::optional<Found<Minutes>> smallest_budget_for_all(const Arranger& arranger, const Request& request,
                                                      Minutes least, Date deadline);

/// From `earliest` on, as long as a plan may be. Nothing as above.
std::optional<Found<Date>> earliest_deadline_for_all(const Arranger& arranger, const Request& request,
                                                     Minutes daily, Date earliest);

}  // namespace pensum
