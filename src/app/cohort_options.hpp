// The command line of `pensum cohort`.
#pragma once

#include "app/command_line.hpp"
#include "app/roster_input.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "cohort/folder.hpp"
#include "press/kinds.hpp"
#include "request/settings.hpp"
#include "shelf/catalogs.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pensum::app {

/// What it asks for.
struct CohortOptions {
  std::string roster;               ///< a file; may be empty where parts are merged
  RosterReading reading;            ///< of it
  std::vector<std::string> inputs;  ///< files that must not be overwritten
  std::string options;              ///< those that plans depend on, as text
  std::filesystem::path folder;
  std::string title;
  std::string language;  ///< of the teacher's page: that of the options, else of the catalog that they name
  press::KindSet kinds;
  Settings defaults;
  std::optional<shelf::LoadedCatalog> catalog;  ///< the one of the defaults
  std::string combined;                         ///< a file; may be empty
  std::string code_column;                      ///< may be empty
  cohort::Shard shard;
  std::size_t jobs = 1;
  std::filesystem::path returned;  ///< the folder with plans that came back; may be empty
  bool strokes = false;            ///< whether pen strokes over their boxes are ticks
  bool clean = false;
  bool overwrite = false;
  bool merge = false;
  bool quiet = false;
  bool open = false;  ///< whether to show the teacher's page
  bool dry = false;   ///< whether nothing is to be written
};

CommandLine cohort_command_line();

/// Errors: all that is wrong with the options, alone and together, and with the files that they name for all
/// rows.
Result<CohortOptions> read_cohort_options(const ParsedOptions& options, const World& world);

}  // namespace pensum::app
