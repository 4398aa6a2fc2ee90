#pragma once

#include <string_view>

namespace pensum {

/// This version of pensum, such as "1.2.3".
extern const std::string_view version;

}  // namespace pensum
