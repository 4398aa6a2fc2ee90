// What the ending of a file's name says.
#pragma once

#include <string_view>

namespace pensum {

/// Whether `name` ends in `ending`, in capitals or small letters.
bool has_ending(std::string_view name, std::string_view ending);

}  // namespace pensum
