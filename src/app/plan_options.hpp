// The settings that ask for a plan, which `build` and `show` share: from the command line and from a
// request file.
#pragma once

#include "app/command_line.hpp"
#include "app/exit_status.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "plan/plan.hpp"
#include "plan/request.hpp"
#include "request/days_off.hpp"
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

/// Adds --no-config to a command that takes the user's defaults.
void add_config_option(CommandLine& command_line);

/// The options and the settings of the request file that they name. Errors: of that file.
Result<Settings> read_settings(const ParsedOptions& options);

/// The same with the user's defaults for what they leave out, from the request file
/// $XDG_CONFIG_HOME/pensum/defaults.xml, if there is one.
Result<Settings> read_settings_and_defaults(const ParsedOptions& options, const World& world);

/// Tells with --verbose what a plan is made of: the settings, and the files of its catalog and its layout.
void tell_sources(const World& world, const std::string& catalog, const PlanRequest& asked);
/// The same of the settings alone.
void tell_settings(const World& world, const PlanRequest& asked);

/// Reports which days off calendars gave: those of `taken`, or where `plan` has found a deadline,
/// those up to it. `asked` still names the calendars.
void report_days_off(const PlanRequest& asked, const DaysTaken& taken, const Plan* plan,
                     const OpenCalendar& open, const Settings& settings, const World& world);

/// Tells how `catalog` was made of a file of another format, if it was.
void tell_of_import(World& world, const shelf::LoadedCatalog& catalog);

/// Why a command ends early.
struct EarlyEnd {
  ExitStatus status = ExitStatus::wrong_input;
  Diagnostics diagnostics;
  std::optional<NoPlan> no_plan;           ///< where no plan fits
  std::shared_ptr<const Catalog> catalog;  ///< with it
};

/// The plan that `request` asks for from `catalog`, or why the command ends, to be put into words by
/// in_words.
std::expected<Plan, EarlyEnd> plan_from(const Result<shelf::LoadedCatalog>& catalog, const Request& request);

}  // namespace pensum::app
