// The files that a command reads.
#pragma once

#include "base/diagnostic.hpp"

#include <span>
#include <string>

namespace pensum::app {

/// Makes sure that at most one of a command's inputs is standard input.
Result<void> standard_input_once(std::span<const std::string> names);

}  // namespace pensum::app
