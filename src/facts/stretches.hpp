// A plan's study days as writers show them: days with something to do one by one, empty ones in a row as one.
#pragma once

#include "plan/plan.hpp"

#include <cstddef>
#include <vector>

namespace pensum::facts {

/// A study day with lessons or reviews; or study days in a row with neither, all of them in the buffer or all
/// before it.
struct Stretch {
  std::size_t first = 0;  ///< in Plan::days
  std::size_t last = 0;   ///< the last one of it, not one past
  bool empty = false;     ///< without lessons and reviews

  std::size_t days() const { return last - first + 1; }

  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// All study days of `plan`, in order, each in one stretch. Days off between empty ones do not part them. The
/// buffer's beginning does: before it an empty day is room to catch up, in it one is kept free.
std::vector<Stretch> stretches(const Plan& plan);

}  // namespace pensum::facts
