// A roster's columns, and its rows as settings, so that they are read as a request's are.
#pragma once

#include "base/diagnostic.hpp"
#include "request/settings.hpp"
#include "roster/roster.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace pensum {

/// The columns that a roster may have: the settings of a request, and `file` (the name of the learner's
/// files, without ending), `code` (used in file names instead of the learner's name) and
/// `catalog` (the learner's course).
const std::vector<std::string_view>& roster_columns();

/// Those of them whose values hold dates.
std::span<const std::string_view> roster_date_columns();

/// What the order of dates with slashes is called: “dmy” or “mdy”.
Result<roster::DateOrder> date_order_value(std::string_view text);

/// The settings that a row (0 is the first) makes, those of `file`, `code` and `catalog` among them. Their
/// values are not looked at yet.
Settings row_settings(const roster::Roster& roster, std::size_t row);

}  // namespace pensum
