// The settings that ask for a plan, which `build` and `show` share: from the command line and from a
// request file.
#pragma once

#include "app/command_line.hpp"
#include "app/exit_status.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "plan/plan.hpp"
#include "plan/request.hpp"
#include "request/plan_request.hpp"
#include "request/settings.hpp"
#include "shelf/catalogs.hpp"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pensum::app {

/// Adds them to a command.
void add_plan_options(CommandLine& command_line);

/// The options and the settings of the request file that they name. Errors: of that file.
Result<Settings> read_settings(const ParsedOptions& options);

/// What the options and the request file that they name ask for. Errors: everything that is wrong with
/// their values.
Result<PlanRequest> read_plan_request(const ParsedOptions& options, const World& world);

/// What is wrong with the dates that a request's file or a roster's row gives, beside each other, whatever
/// the course: found by planning one short lesson.
Diagnostics wrong_together(const Settings& settings, const PlanRequest& asked);

/// Why a command ends early.
struct EarlyEnd {
  ExitStatus status = ExitStatus::wrong_input;
  Diagnostics diagnostics;
  std::optional<NoPlan> no_plan;           ///< where no plan fits
  std::shared_ptr<const Catalog> catalog;  ///< with it
};

/// The plan that `request` asks for from `catalog`, or why the command ends.
std::expected<Plan, EarlyEnd> plan_from(const Result<shelf::LoadedCatalog>& catalog, const Request& request);

}  // namespace pensum::app
