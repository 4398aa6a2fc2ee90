// What is wrong with a request whatever the catalog: settings that contradict each other.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <optional>
#include <string>

namespace pensum {

/// Dates in the wrong order, or too far apart. Without a `start`, which is the request's where it is known,
/// those that need it are not looked at.
Diagnostics wrong_dates(const Request& request, std::optional<Date> start);

/// The error where the buffer that was asked for takes all study days up to `deadline`, dates without a
/// budget of their own having `daily`.
std::optional<Diagnostic> too_large_buffer(const Request& request, Minutes daily, Date deadline);

/// Why there is no study day at all up to `deadline`.
std::string no_study_day(const Request& request, Minutes daily, Date deadline);

/// The settings that decide about study days and budgets, for a diagnostic about them all.
std::vector<std::string> settings_of_days();

/// All that can be known to be wrong before a catalog is. `starts`: whether the request names its start; else
/// it is any date.
Diagnostics wrong_without_catalog(const Request& request, bool starts);

}  // namespace pensum
