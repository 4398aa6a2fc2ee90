// What a cohort's run will write, and to whom files that are there already belong.
#pragma once

#include "app/cohort_folder.hpp"
#include "app/cohort_options.hpp"
#include "app/cohort_run.hpp"
#include "base/diagnostic.hpp"

#include <set>
#include <string>

namespace pensum::app {

/// The names of the files that `run`, of `shard`, is to write into its folder.
std::set<std::string> outputs_of(const CohortRun& run, Shard shard);

/// Makes sure that `run` overwrites nothing that is not its own: neither what it is made of, nor another
/// cohort's files, nor any other's. A learner's file that belongs to something else becomes that row's error.
Result<void> look_at_outputs(CohortRun& run, const CohortFolder& folder, const CohortOptions& options);

}  // namespace pensum::app
