// Plans that came back from a cohort's learners: which file belongs to which row.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/roster.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace pensum::cohort {

struct Returned {
  std::map<std::size_t, std::vector<std::filesystem::path>>
      files;             ///< by row, those that may be its learner's
  Diagnostics warnings;  ///< files that belong to nobody
};

/// The PDFs and EPUBs in `folder`. A file belongs to the row whose files have its name (`names`, by row),
/// also with a date or a number behind it as programs add them: “ada-2026-11-28.pdf”, “ada (1).pdf”; or else
/// to the row whose learner the plan in it is for. Errors: a folder that cannot be read.
Result<Returned> find_returned(const std::filesystem::path& folder, const roster::Roster& roster,
                               const std::vector<Result<std::string>>& names);

}  // namespace pensum::cohort
