// What each learner's files are called.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/roster.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::cohort {

/// The name, without ending, of each row's files; no two are the same, also where capitals and small letters
/// are one. It is the row's `file`, as it is; else made of its `learner`, with a number after it if an
/// earlier row has the same. With `code_column` it is made of that column instead of either, and nothing of
/// the learner's name gets into it. The same for every part of a roster that is made by itself.
/// Errors, each for its row: a `file` that no system takes, one or a code that an earlier row has, a code
/// that is missing.
std::vector<Result<std::string>> name_files(const roster::Roster& roster, std::string_view code_column);

}  // namespace pensum::cohort
