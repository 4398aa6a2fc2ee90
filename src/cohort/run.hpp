// The learners of a roster become files, over all cores.
//
// Rows are independent of each other, so threads take one after the other and share nothing but catalogs.
// Each has a press of its own, which keeps what rows have in common, and the last plans, as learners of one
// cohort often ask for the same. What a row becomes depends on the row alone, so it is the same with any
// number of threads. A thread holds one learner's documents at a time.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "cohort/file_list.hpp"
#include "cohort/folder.hpp"
#include "cohort/outcome.hpp"
#include "handout/progress.hpp"
#include "io/resources.hpp"
#include "press/kinds.hpp"
#include "request/settings.hpp"
#include "roster/roster.hpp"
#include "shelf/catalogs.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pensum::cohort {

/// What is to be done.
struct Run {
  roster::Roster roster;
  std::string roster_name;                      ///< for messages
  std::vector<std::size_t> rows;                ///< of the roster, ascending: those to be made
  std::vector<Result<std::string>> names;       ///< of each row's files, without ending
  Settings defaults;                            ///< for what a row does not set
  std::optional<shelf::LoadedCatalog> catalog;  ///< the one that they name
  std::filesystem::path folder;
  std::vector<const press::Kind*> kinds;  ///< of each learner's files
  /// The plans that came back, by row: what is left of them is planned again. Learners without one keep what
  /// is in the folder; those who are new get a plan, and `today` is not theirs.
  bool plans_again = false;
  std::map<std::size_t, std::vector<std::filesystem::path>> returned{};
  std::map<std::string, Outcome> before{};  ///< what there is to tell of plans in the folder, by their names
  handout::Strokes strokes = handout::Strokes::ignored;  ///< over boxes of these
  FileDigests known{};                                   ///< what is in the folder, as pensum wrote it
  bool overwrite = false;                                ///< also files that were changed since
  std::filesystem::path combined;                        ///< one PDF of all; may be empty
  std::string title;                                     ///< the cohort's
  std::string language;                                  ///< the teacher's: of what outcomes say
  std::vector<std::string> inputs;                       ///< files that must not be overwritten
  Shard shard;                                           ///< that the rows are
  std::size_t jobs = 1;                                  ///< threads that make plans
  bool dry = false;                                      ///< whether nothing is to be written
};

/// What came of it.
struct RunResult {
  std::vector<Outcome> outcomes;                ///< of the rows that were made or failed, in their order
  std::map<std::size_t, Diagnostics> problems;  ///< errors and warnings of the first rows that have some
  std::size_t rows_with_problems = 0;
  FileDigests files;                    ///< that are there as they should be
  std::size_t written = 0;              ///< how many of them are new or changed
  std::set<std::string> would_write{};  ///< those that a dry run did not write
  std::set<std::string> kept{};         ///< those that were changed since, of plans that are the same
  std::size_t kept_plans = 0;           ///< that did not come back
  Diagnostics not_written;              ///< why the run ended early: a file that could not be written
  bool interrupted = false;             ///< ended early, by a signal
  bool combined = false;                ///< whether the PDF of all has come to be
};

/// What a run takes from outside.
struct Surroundings {
  const io::Resources& resources;
  Date today;  ///< the same for all learners: not past midnight in the middle of a cohort
  std::optional<std::string> epoch;        ///< the variable SOURCE_DATE_EPOCH, if it is set
  std::function<Result<void>()> announce;  ///< called once, before the first file; not in a dry run
  std::function<void()> on_row;            ///< called by each thread after each of its rows
  std::function<bool()> stopped;           ///< whether the run is to end after the rows that are in work
};

/// Writes the learners' files. A row that fails does not stop the others; a file that cannot be written does.
/// Errors: what `announce` returns; then there is no file.
Result<RunResult> run_cohort(const Run& run, const Surroundings& surroundings);

}  // namespace pensum::cohort
