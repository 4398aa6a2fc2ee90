// Identifiers made from content, so that the same plan is the same book and the same calendar entries.
#pragma once

#include <string>
#include <string_view>

namespace pensum {

/// The version 5 UUID (RFC 4122 §4.3) of `content` in pensum's own namespace, such as
/// "2ed6657d-e927-568b-95e1-2665a8aea6a2".
std::string content_uuid(std::string_view content);

}  // namespace pensum
