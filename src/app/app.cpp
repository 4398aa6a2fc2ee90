#include "app/app.hpp"

#include "app/command_table.hpp"
#include "app/commands.hpp"
#include "app/completion.hpp"
#include "app/reporter.hpp"
#include "base/version.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string>

namespace pensum::app {

ExitStatus run(std::span<const std::string> arguments, World& world) {
  if (arguments.empty()) {
    world.err << program_help(world.out_width);
    return ExitStatus::wrong_input;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h") {
    if (arguments.size() > 1) return help(arguments.subspan(1), world);
    world.out << program_help(world.out_width);
    return ExitStatus::done;
  }
  if (first == "--version") {
    world.out << fmt::format("pensum {}\n", version);
    return ExitStatus::done;
  }
  if (const Command* command = find_command(first)) return command->run(arguments.subspan(1), world);
  if (first == completion_word) return complete(arguments.subspan(1), world);
  report(world, {no_command(first)});
  return ExitStatus::wrong_input;
}

}  // namespace pensum::app
