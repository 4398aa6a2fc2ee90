// A plan as a file inside a handout: its dates, so that what is planned again can be measured by the plan
// that is printed, whichever version of pensum made it.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "plan/placed_pages.hpp"
#include "plan/plan.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::handout {

/// XML: what is planned on which day, past days included, and what it was made for.
std::string plan_file(const Plan& plan);

/// The same file with the pages on which the plan is. `file` is what plan_file makes.
std::string with_pages(const std::string& file, const PlacedPages& pages);

struct PlanInFile {
  Plan plan;                           ///< of the catalog given
  std::vector<std::string> vanished;   ///< ids of its lessons that the catalog does not have, each once
  std::optional<PlacedPages> pages{};  ///< nothing where it is on none
};

/// The plan in `bytes`, which `file` names in errors. `catalog` may be another one than it was made from:
/// lessons are found by their ids. Errors: what is not such a file.
Result<PlanInFile> read_plan_file(std::string_view bytes, const std::string& file,
                                  std::shared_ptr<const Catalog> catalog);

/// `plan` with the lessons of another catalog, found by their ids.
PlanInFile with_catalog(const Plan& plan, std::shared_ptr<const Catalog> catalog);

}  // namespace pensum::handout
