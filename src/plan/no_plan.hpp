// Why lessons do not fit, and what would make them.
#pragma once

#include "course/catalog.hpp"
#include "plan/leave_out.hpp"
#include "plan/plan.hpp"
#include "plan/request.hpp"

#include <span>
#include <vector>

namespace pensum {

/// The lessons that a request asks for, in the forms that planning needs.
struct Lessons {
  std::vector<LessonIndex> indices;  ///< in catalog order
  std::vector<Work> work;            ///< of each
};

/// The lessons at `indices`, each whole or not as the request and the catalog have it. `begun` in catalog
/// order.
Lessons lessons_to_plan(const Catalog& catalog, const Request& request, std::vector<LessonIndex> indices,
                        std::span<const Begun> begun);

/// The same as `leave_out` takes them: requirements that are not among them are taken as known.
std::vector<Candidate> candidates(const Catalog& catalog, const Lessons& lessons);

/// Whether the dates without a budget of their own have one all the same.
bool has_budget(const Request& request);

/// Why `lessons` do not fit with `daily` minutes by `deadline`. Every repair that it names has been
/// tried.
NoPlan does_not_fit(const Catalog& catalog, const Request& request, const Lessons& lessons,
                    std::span<const Begun> begun, Minutes daily, Date deadline);

}  // namespace pensum
