// A request as a file: the same settings as on the command line (docs/requests.md, docs/request.xsd).
#pragma once

#include "request/plan_request.hpp"
#include "request/settings.hpp"
#include "base/diagnostic.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// The settings that a request file can make.
inline constexpr std::array<std::string_view, 21> request_settings{
    "start", "deadline", "minutes", "weekday", "off",      "on",       "path",
    "only",  "skip",     "done",    "pace",    "reviews",  "buffer",   "split",
    "fit",   "learner",  "lang",    "layout",  "sections", "epub-css", "week-start"};

/// The settings that the request in `bytes` makes, or every error with its place. Their values are not
/// looked at yet.
Result<std::vector<Setting>> read_request_file(std::string_view bytes, const std::string& file);

/// A request file that asks for the same.
std::string request_file(const PlanRequest& asked);

}  // namespace pensum
