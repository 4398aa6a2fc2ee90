// A roster's columns, and its rows as settings, so that they are read as a request's are.
#pragma once

#include "request/request_file.hpp"
#include "request/settings.hpp"
#include "roster/roster.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace pensum {

/// The columns that a roster may have: the settings of a request, and `file` (the name of the learner's
/// files, without ending), `code` (used in file names instead of the learner's name) and
/// `catalog` (the learner's course).
inline constexpr auto roster_columns = [] {
  constexpr std::array<std::string_view, 3> own{"file", "code", "catalog"};
  std::array<std::string_view, request_settings.size() + own.size()> columns{};
  std::ranges::copy(own, std::ranges::copy(request_settings, columns.begin()).out);
  return columns;
}();

/// The settings that a row (0 is the first) makes, those of `file`, `code` and `catalog` among them, with
/// labels such as “row 7, minutes”. Their values are not looked at yet.
std::vector<Setting> row_settings(const roster::Roster& roster, std::size_t row);

}  // namespace pensum
