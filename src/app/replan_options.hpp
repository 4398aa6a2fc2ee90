// The command line of `pensum replan`.
#pragma once

#include "app/command_line.hpp"
#include "app/world.hpp"
#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "plan/plan.hpp"
#include "press/in_hand.hpp"
#include "request/settings.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pensum::app {

/// How to go on.
struct ReplanMode {
  PlanInHand::Keep keep = PlanInHand::Keep::deadline;
  std::optional<std::size_t> catch_up;
  bool fit = false;
  bool new_buffer = false;  ///< whether one is given, which is not that of the plan in hand
};

/// What the command line asks for.
struct ReplanOptions {
  std::string plan;
  std::vector<Setting> given;
  press::Told told;
  Date day;    ///< what day it is
  Date today;  ///< from when on to plan: the same, or the next one
  ReplanMode mode;
  bool status = false;
  bool as_json = false;
};

CommandLine replan_command_line();

/// Errors: all that is wrong with the options, alone and together.
Result<ReplanOptions> read_replan_options(const ParsedOptions& options, const World& world);

}  // namespace pensum::app
