// Which lessons of a catalog a request asks for.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "plan/request.hpp"

#include <vector>

namespace pensum {

struct Selection {
  std::vector<LessonIndex> lessons;  ///< to be planned, in catalog order
  std::vector<LessonIndex> done;     ///< asked for and done already, in catalog order
};

/// The lessons of `request.paths` that are in `only` and not in `skip`, apart by whether they are
/// in `done`. What a lesson requires and nobody asked for is taken as known. Errors: ids and paths
/// that the catalog does not have, ranges that run backwards, a choice that leaves nothing.
Result<Selection> select(const Catalog& catalog, const Request& request);

}  // namespace pensum
