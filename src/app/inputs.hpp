// What a command is given: its options, and the files that it reads.
#pragma once

#include "app/command_line.hpp"
#include "app/exit_status.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"

#include <cstddef>
#include <expected>
#include <span>
#include <string>

namespace pensum::app {

/// The options in `arguments`; or the end of the command, once its help is shown or its errors are reported.
std::expected<ParsedOptions, ExitStatus> given_options(const CommandLine& options,
                                                       std::span<const std::string> arguments,
                                                       std::size_t most_operands, World& world);

/// Adds --quiet, and --verbose where the command has more to tell (tell_more); `given_options` takes note of
/// them in World::talk.
void add_talk_options(CommandLine& command_line, bool with_verbose);

/// Makes sure that at most one of a command's inputs is standard input.
Result<void> standard_input_once(std::span<const std::string> names);

}  // namespace pensum::app
