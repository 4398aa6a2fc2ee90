// The command line: which command, with which arguments, and how it ended.
#pragma once

#include "app/exit_status.hpp"
#include "app/world.hpp"

#include <span>
#include <string>

namespace pensum::app {

/// Runs the program with `arguments`, which do not hold its own name.
ExitStatus run(std::span<const std::string> arguments, World& world);

}  // namespace pensum::app
