// A roster as CSV: the first row names the columns, each other one is a learner's.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/rows.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace pensum::roster {

/// What to do about a file in another encoding or format.
inline constexpr std::string_view export_hint =
    "export the sheet as “CSV UTF-8”, or as CSV with the character set Unicode (UTF-8)";

/// Rows from CSV, or everything that is wrong with it. Two passes over the bytes: the first one for their
/// encoding, the second one for cells; afterwards a row is parsed when it is asked for.
Result<std::shared_ptr<const Rows>> read_csv(std::string bytes, const std::string& file,
                                             std::span<const std::string_view> columns);

}  // namespace pensum::roster
