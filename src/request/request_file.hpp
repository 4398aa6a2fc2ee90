// A request as a file: the same settings as on the command line (docs/requests.md, docs/request.xsd).
#pragma once

#include "base/diagnostic.hpp"
#include "request/plan_request.hpp"
#include "request/settings.hpp"

#include <string>
#include <string_view>

namespace pensum {

/// The settings that the request in `bytes` makes, or every error with its place. Their values are not
/// looked at yet.
Result<Settings> read_request_file(std::string_view bytes, const std::string& file);

/// The same, where those that it can make are of use beside what is wrong with its attributes, which goes to
/// `faults`.
Result<Settings> read_request_file(std::string_view bytes, const std::string& file, Diagnostics& faults);

/// A request file that asks for the same.
std::string request_file(const PlanRequest& asked);

}  // namespace pensum
