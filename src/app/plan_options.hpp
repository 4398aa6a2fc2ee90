// The options that ask for a plan, which `build` and `show` share.
#pragma once

#include "app/command_line.hpp"
#include "app/exit_status.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "plan/plan.hpp"
#include "plan/request.hpp"

#include <expected>
#include <string>

namespace pensum::app {

/// Adds them to a command.
void add_plan_options(CommandLine& command_line);

/// What they ask for. Errors: everything that is wrong with their values.
Result<Request> read_request(const ParsedOptions& options, const World& world);

/// Why a command ends early.
struct Stopped {
  ExitStatus status = ExitStatus::wrong_input;
  Diagnostics diagnostics;
};

/// Reads the catalog `name` (a file, or one that comes with pensum) and makes the plan.
std::expected<Plan, Stopped> plan_from(const std::string& name, const Request& request, const World& world);

/// The catalog of a command line without one.
inline constexpr const char* default_catalog = "go-interview";

}  // namespace pensum::app
