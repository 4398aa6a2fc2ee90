// How `cohort` and `check` read a roster, by their options.
#pragma once

#include "app/command_line.hpp"
#include "base/diagnostic.hpp"
#include "roster/roster.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pensum::app {

struct RosterReading {
  std::optional<roster::DateOrder> date_order{};  ///< of dates with slashes
  std::string sheet{};                            ///< of a workbook, by name or number; may be empty
  bool strict = false;                            ///< whether a column that is not used is an error
};

/// The options that both commands have; each has a --strict of its own, of which help says `strict`.
std::vector<Option> roster_options(std::string strict);

/// Errors: of the options.
Result<RosterReading> roster_reading(const ParsedOptions& options);

/// The roster in `bytes`, which diagnostics call `name`; `signs` as roster::read_roster gives them.
Result<roster::Roster> read_roster(std::string bytes, const std::string& name, const RosterReading& reading,
                                   roster::TableSigns* signs = nullptr);

/// What is in it and not used, as it is printed.
Diagnostics warnings_of(const roster::Roster& roster);

/// “the sheet “Class” was read, not “Notes””, where there was a choice and no warning reports it; else empty.
std::string choice_of_sheet(const roster::Roster& roster);

}  // namespace pensum::app
