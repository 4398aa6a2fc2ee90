// A request as a file: the same settings as on the command line (docs/requests.md, docs/request.xsd).
#pragma once

#include "app/plan_options.hpp"
#include "app/settings.hpp"
#include "base/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

/// The settings that the request in `bytes` makes, or every error with its place. Their values are not
/// looked at yet.
Result<std::vector<Setting>> read_request_file(std::string_view bytes, const std::string& file);

/// A request file that asks for the same.
std::string request_file(const Asked& asked);

}  // namespace pensum::app
