// The table of commands: what is run, helped with, completed and described in the manual are loops over it.
#pragma once

#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "app/exit_status.hpp"
#include "app/help_text.hpp"
#include "app/world.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

struct Command {
  std::string_view name;
  std::string_view what;  ///< in a line, such as “make one plan and write it to files”
  CommandLine (*command_line)();
  ExitStatus (*run)(Arguments, World&);
};

/// In the order of help.
std::span<const Command> commands();

/// The command of this name; null if there is none.
const Command* find_command(std::string_view name);

std::vector<std::string_view> command_names();

/// The error that there is no such command.
Diagnostic no_command(std::string_view name);

/// What pensum is, in a line.
extern const std::string_view what_pensum_is;

/// The environment variables that change what pensum does, with what they mean.
std::span<const HelpRow> environment_variables();

/// Each exit status, with what it means.
std::span<const HelpRow> exit_statuses();

/// The help of the program itself, in lines of at most `width` columns.
std::string program_help(std::size_t width);

}  // namespace pensum::app
