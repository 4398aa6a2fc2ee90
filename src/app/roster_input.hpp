// How `cohort` and `check` read a roster, by their options.
#pragma once

#include "app/command_line.hpp"
#include "base/diagnostic.hpp"
#include "roster/roster.hpp"

#include <optional>
#include <string>

namespace pensum::app {

struct RosterReading {
  std::optional<roster::DateOrder> date_order{};  ///< of dates with slashes
  bool strict = false;                            ///< whether a column that is not used is an error
};

/// The option that both commands have; each has a --strict of its own.
Option date_order_option();

/// Errors: of the options.
Result<RosterReading> roster_reading(const ParsedOptions& options);

/// The roster in `bytes`, which diagnostics call `name`; `signs` as roster::read_roster gives them.
Result<roster::Roster> read_roster(std::string bytes, const std::string& name, const RosterReading& reading,
                                   roster::TableSigns* signs = nullptr);

}  // namespace pensum::app
