#include "app/inputs.hpp"

#include "app/reporter.hpp"
#include "io/files.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace pensum::app {

std::expected<ParsedOptions, ExitStatus> given_options(const CommandLine& options,
                                                       std::span<const std::string> arguments,
                                                       std::size_t most_operands, World& world) {
  Result<ParsedOptions> given = options.parse(arguments, most_operands);
  if (!given) {
    report(world.err, given.error());
    return std::unexpected(ExitStatus::wrong_input);
  }
  if (given->has("help")) {
    world.out << options.help(world.out_width);
    return std::unexpected(ExitStatus::done);
  }
  return *std::move(given);
}

Result<void> standard_input_once(std::span<const std::string> names) {
  if (std::ranges::count_if(names, io::is_standard_stream) <= 1) return {};
  return failure("standard input is named twice",
                 "it can be read only once: name a file for the other input");
}

}  // namespace pensum::app
