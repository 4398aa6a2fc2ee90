// Counts in messages, which are in English.
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>

namespace pensum {

/// "1 file", "3 files"; `many` where it is not `one` with an s.
std::string counted(std::integral auto count, std::string_view one, std::string_view many = {}) {
  return count == 1 || !many.empty() ? fmt::format("{} {}", count, count == 1 ? one : many)
                                     : fmt::format("{} {}s", count, one);
}

}  // namespace pensum
