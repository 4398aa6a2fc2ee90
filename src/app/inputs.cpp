#include "app/inputs.hpp"

#include "app/reporter.hpp"
#include "io/files.hpp"

#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

namespace pensum::app {

std::expected<ParsedOptions, ExitStatus> given_options(const CommandLine& options,
                                                       std::span<const std::string> arguments,
                                                       std::size_t most_operands, World& world) {
  Result<ParsedOptions> given = options.parse(arguments, most_operands);
  if (!given) {
    report(world, given.error());
    return std::unexpected(ExitStatus::wrong_input);
  }
  if (given->has("help")) {
    world.out << options.help(world.out_width);
    return std::unexpected(ExitStatus::done);
  }
  if (given->has("quiet") && given->has("verbose")) {
    report(world,
           {{Severity::error, {}, "--quiet and --verbose contradict each other", "leave one of them out"}});
    return std::unexpected(ExitStatus::wrong_input);
  }
  if (given->has("quiet")) world.talk = Talk::quiet;
  if (given->has("verbose")) world.talk = Talk::verbose;
  return *std::move(given);
}

void add_talk_options(CommandLine& command_line, bool with_verbose) {
  std::vector<Option> options{{'q', "quiet", "", "print only errors: no warnings, no summary, no progress"}};
  if (with_verbose) options.push_back({'v', "verbose", "", "also print which files and settings are used"});
  command_line.add("Messages", std::move(options));
}

Result<void> standard_input_once(std::span<const std::string> names) {
  if (std::ranges::count_if(names, io::is_standard_stream) <= 1) return {};
  return failure("standard input is named twice",
                 "it can be read only once: name a file for the other input");
}

}  // namespace pensum::app
