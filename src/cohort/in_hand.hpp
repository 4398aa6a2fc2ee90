// The plans that a cohort's learners have in hand: what came back, and what is in the cohort's folder.
#pragma once

#include "base/diagnostic.hpp"
#include "handout/progress.hpp"
#include "io/resources.hpp"
#include "plan/placed_pages.hpp"
#include "plan/plan.hpp"
#include "press/rendering.hpp"
#include "request/plan_request.hpp"
#include "request/settings.hpp"
#include "shelf/catalogs.hpp"

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pensum::cohort {

/// A learner's plan, and what its files are made of besides.
struct Made {
  PlanRequest asked;
  Plan plan;
  shelf::LoadedCatalog catalog;
  std::optional<calendar::EarlierPlan> earlier{};
  std::shared_ptr<const KeptPages> kept{};
};

/// What is left of a plan that came back.
struct Again {
  PlanRequest asked;
  std::expected<Plan, NoPlan> planned;
  calendar::EarlierPlan earlier;
  std::shared_ptr<const KeptPages> kept;
};

/// Plans what is left of the one in `files`, of which there has to be one. `asked` is what the row asks for
/// now, with `settings`; of it what the row and the defaults set wins over the plan's own request. `today` is
/// that of a row that names none. Errors: of the files, and of what they hold.
Result<Again> plan_again(const std::vector<std::filesystem::path>& files, const Settings& settings,
                         const PlanRequest& asked, const shelf::LoadedCatalog& catalog,
                         handout::Strokes strokes, Date today, Diagnostics& warnings);

/// The plan in `file`, a PDF or a book, as it is, without what is ticked in it. What is made of it looks as
/// `asked`. Errors: it cannot be read, or is another learner's.
Result<Made> make_again(const std::filesystem::path& file, const PlanRequest& asked,
                        const io::Resources& resources);

/// That `file` has the plan of `whose`, not of who asks; `hint` is what to do.
Diagnostic others_plan(const std::string& file, const std::string& whose, const PlanRequest& asked,
                       const char* hint);

/// What to do where a plan in the folder is in the way.
inline constexpr const char* keep_apart = "to have a new plan made, move this learner’s files away";

}  // namespace pensum::cohort
