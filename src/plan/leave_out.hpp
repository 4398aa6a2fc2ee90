// What to leave out where not everything fits: what matters least, and as little of it as possible.
//
// Optimum  The minutes left out are least, first of lessons that must, then that should, then that
//          could be learned. What is kept fits, in order, and is closed: a lesson goes with all that
//          require it. Ties: the choice that is done earlier, then the first found; always the same.
// Method   One lesson after another, over states (how far the days are filled, what is left out so far,
//          which lessons left out are still required by later ones). Of states that left out the same
//          such lessons, one that is neither filled further nor costs more makes the others needless
//          (see filling.hpp). States whose cost, with the least that capacity forces on the rest, is
//          beyond that of a solution known from a first narrow pass are dropped: branch and bound.
// Limits   Exact while at most `most_states` states a lesson are alive and `all_states` in all, which
//          takes in catalogs of hundreds of lessons; beyond that the most promising are kept and
//          `proven` says so.
// Oracle   tests/plan/leave_out_test.cpp tries all subsets.
#pragma once

#include "course/catalog.hpp"
#include "plan/workload.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace pensum {

/// A lesson that could be left out.
struct Candidate {
  Work work;
  Priority priority = Priority::must;
  std::vector<std::size_t> requires_;  ///< positions among the candidates, each before this one
};

struct LeaveOutLimits {
  std::size_t most_states = 100'000;
  std::size_t all_states = 4'000'000;
};

struct LeftOut {
  std::vector<std::size_t> lessons;  ///< positions among the candidates, rising
  bool proven = true;                ///< whether no other choice leaves out less
};

LeftOut leave_out(std::span<const Slot> slots, std::span<const Candidate> candidates,
                  const LeaveOutLimits& limits = {});

}  // namespace pensum
