// The commands, one file each. Each takes the arguments after its own name, reports errors on
// World::err, and prints its output on World::out.
#pragma once

#include "app/command_line.hpp"
#include "app/exit_status.hpp"
#include "app/world.hpp"

#include <span>
#include <string>

namespace pensum::app {

using Arguments = std::span<const std::string>;

ExitStatus build(Arguments arguments, World& world);   ///< one plan, written to files
ExitStatus replan(Arguments arguments, World& world);  ///< what is left of a plan in hand, planned again
ExitStatus show(Arguments arguments, World& world);    ///< one plan, as text or JSON, on World::out
ExitStatus check(Arguments arguments, World& world);   ///< input files: valid or not, and why
ExitStatus cohort(Arguments arguments, World& world);  ///< a plan for every row of a roster
ExitStatus import_course(Arguments arguments,
                         World& world);              ///< a course of another format becomes a catalog
ExitStatus list(Arguments arguments, World& world);  ///< what comes with pensum
ExitStatus help(Arguments arguments, World& world);  ///< the program's help, or a command's

CommandLine build_command_line();
CommandLine show_command_line();
CommandLine check_command_line();
CommandLine list_command_line();
CommandLine help_command_line();

}  // namespace pensum::app
