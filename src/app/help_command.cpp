#include "app/command_table.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/reporter.hpp"

#include <expected>
#include <ostream>
#include <string>

namespace pensum::app {

CommandLine help_command_line() {
  CommandLine options("pensum help [COMMAND]",
                      "Shows the options of a command, as COMMAND --help does; without one, the commands.");
  options.add_example("pensum help build", "the options of pensum build");
  return options;
}

ExitStatus help(Arguments arguments, World& world) {
  const std::expected<ParsedOptions, ExitStatus> given =
      given_options(help_command_line(), arguments, 1, world);
  if (!given) return given.error();
  if (given->operands().empty()) {
    world.out << program_help(world.out_width);
    return ExitStatus::done;
  }
  const std::string& name = given->operands().front();
  if (const Command* command = find_command(name)) {
    world.out << command->command_line().help(world.out_width);
    return ExitStatus::done;
  }
  report(world, {no_command(name)});
  return ExitStatus::wrong_input;
}

}  // namespace pensum::app
