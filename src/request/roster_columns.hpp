// A roster's columns, and its rows as settings, so that they are read as a request's are.
#pragma once

#include "request/settings.hpp"
#include "roster/roster.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace pensum {

/// The columns that a roster may have: the settings of a request, and `file` (the name of the learner's
/// files, without ending), `code` (used in file names instead of the learner's name) and
/// `catalog` (the learner's course).
const std::vector<std::string_view>& roster_columns();

/// The settings that a row (0 is the first) makes, those of `file`, `code` and `catalog` among them. Their
/// values are not looked at yet.
Settings row_settings(const roster::Roster& roster, std::size_t row);

}  // namespace pensum
