// Shows a file that was made with the program that the desktop has for it.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>

namespace pensum::app {

/// Starts xdg-open for `file` and does not wait for it. Errors: there is no such program.
Result<void> open_on_desktop(const std::filesystem::path& file);

}  // namespace pensum::app
