// A roster as CSV: a row names the columns, each one below it is a learner's.
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
    "save the sheet as .xlsx or .ods, or export it as “CSV UTF-8”";

/// What a roster without learners needs.
inline constexpr std::string_view no_learners_hint =
    "one row names the columns, such as learner and deadline; each row below it is one learner’s";

/// Rows from CSV in UTF-8 without a mark, or everything that is wrong with it. One pass over the bytes, and
/// some over the first rows to find the header; afterwards a row is parsed when it is asked for.
Result<std::shared_ptr<const Rows>> read_csv(std::string bytes, const std::string& file,
                                             std::span<const std::string_view> columns, const Dates& dates,
                                             TableSigns& signs);

}  // namespace pensum::roster
