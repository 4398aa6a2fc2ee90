// A request as a file: the same settings as on the command line (docs/requests.md, docs/request.xsd).
#pragma once

#include "app/settings.hpp"
#include "base/diagnostic.hpp"
#include "plan/request.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

/// The settings that the request in `bytes` makes, or every error with its place. Their values are not
/// looked at yet.
Result<std::vector<Setting>> read_request_file(std::string_view bytes, const std::string& file);

/// A request file that makes `request` and asks for `layout` and the stylesheet `epub_css`, which may be
/// empty.
std::string request_file(const Request& request, const std::string& layout, const std::string& epub_css);

}  // namespace pensum::app
