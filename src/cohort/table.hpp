// The cohort as a table for spreadsheets (CSV), which also carries all facts from one run to another.
#pragma once

#include "base/diagnostic.hpp"
#include "cohort/outcome.hpp"

#include <span>
#include <string>
#include <vector>

namespace pensum::cohort {

/// A header and a row for each learner, as spreadsheets read it: UTF-8 with a byte order mark, commas, CRLF;
/// a value that one would take for a formula has an apostrophe before it.
std::string to_csv(std::span<const Outcome> outcomes);

/// The outcomes of a table that `to_csv` wrote. Errors: whatever is not so.
Result<std::vector<Outcome>> read_csv(std::string bytes, const std::string& file);

}  // namespace pensum::cohort
