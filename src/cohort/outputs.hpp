// What a cohort's run will write, and to whom files that are there already belong.
#pragma once

#include "base/diagnostic.hpp"
#include "cohort/folder.hpp"
#include "cohort/run.hpp"

#include <set>
#include <string>

namespace pensum::cohort {

/// The names of the files that `run` is to write into its folder.
std::set<std::string> outputs_of(const Run& run);

/// Makes sure that `run` overwrites nothing that is not its own: neither what it is made of, nor another
/// cohort's files, nor any other's. A learner's file that belongs to something else becomes that row's error.
Result<void> look_at_outputs(Run& run, const Folder& folder);

}  // namespace pensum::cohort
