#include "app/command_table.hpp"
#include "app/commands.hpp"
#include "app/inputs.hpp"
#include "app/reporter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <expected>
#include <ostream>
#include <string>
#include <string_view>

namespace pensum::app {

namespace {

/// Formats that the manual has a page of.
constexpr std::array<std::string_view, 5> formats{"catalog", "layout", "request", "roster", "calendar"};

bool is_format(std::string_view name) { return std::ranges::find(formats, name) != formats.end(); }

Diagnostic about_format(std::string_view name) {
  return {Severity::error,
          {},
          fmt::format("“{}” is not a command, but a format", name),
          fmt::format("the manual describes it: man 5 pensum-{}", name)};
}

}  // namespace

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
  report(world, {is_format(name) ? about_format(name) : no_command(name)});
  return ExitStatus::wrong_input;
}

}  // namespace pensum::app
