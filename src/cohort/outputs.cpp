#include "cohort/outputs.hpp"

#include "io/files.hpp"
#include "press/replacing.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace pensum::cohort {

namespace fs = std::filesystem;

std::set<std::string> outputs_of(const Run& run) {
  std::set<std::string> files;
  if (run.shard.whole()) files = Folder::own_files();
  for (const std::size_t row : run.rows) {
    if (!run.names[row]) continue;
    for (const press::Kind* kind : run.kinds) files.insert(*run.names[row] + std::string(kind->ending));
  }
  return files;
}

namespace {

/// Whether a folder's learners, if there are some, are those of the roster, one at least.
Result<void> same_cohort(const Run& run, const FileDigests& known) {
  std::set<std::string> names;
  for (const Result<std::string>& name : run.names) names.insert(name.value_or(std::string()));
  bool others = false;
  for (const auto& [file, digest] : known) {
    if (Folder::own_files().contains(file)) continue;
    if (names.contains(file.substr(0, file.rfind('.')))) return {};
    others = true;
  }
  if (!others) return {};
  return failure(fmt::format("{} contains another cohort: none of its learners is in {}",
                             shown(run.folder.string(), 4096), shown(run.roster_name, 4096)),
                 "write to another folder with --output, or remove this one");
}

/// Whether the files of all are as pensum wrote them. Those of the learners are looked at when their turn
/// comes.
Result<void> check_replaced(const Run& run, const Folder& folder) {
  if (run.shard.whole()) {
    if (Result<void> fine = folder.check_own_files(); !fine) return fine;
  }
  if (run.combined.empty()) return {};
  return press::may_replace(press::occupant_of(run.combined, {}), shown(run.combined.string(), 4096), true);
}

}  // namespace

Result<void> look_at_outputs(Run& run, const Folder& folder) {
  const Result<FileDigests> known = folder.known();
  if (!known) return std::unexpected(known.error());
  const std::set<std::string> files = outputs_of(run);
  std::set<fs::path> outputs;
  for (const std::string& file : files) outputs.insert(io::entry_of(run.folder / file));
  outputs.insert(io::entry_of(folder.table(run.shard)));
  if (!run.combined.empty() && !outputs.insert(io::entry_of(run.combined)).second) {
    return failure(
        fmt::format("--combined: {} is one of the cohort’s own files", shown(run.combined.string(), 4096)),
        "give the combined file another name");
  }
  for (const std::string& input : run.inputs) {
    std::error_code none;
    if (!outputs.contains(io::entry_of(input)) && !outputs.contains(fs::canonical(input, none))) continue;
    return failure(fmt::format("{} would be overwritten", shown(input, 4096)),
                   "write to another folder with --output, or give it another name");
  }
  std::error_code problem;
  for (const std::string& file : Folder::own_files()) {
    if (!files.contains(file) || known->contains(file) ||
        !fs::exists(fs::symlink_status(run.folder / file, problem)))
      continue;
    return failure(
        fmt::format("{} exists, and does not belong to a cohort", shown((run.folder / file).string(), 4096)),
        "write to another folder with --output");
  }
  if (Result<void> same = same_cohort(run, *known); !same) return same;
  if (!run.overwrite) {
    if (Result<void> fine = check_replaced(run, folder); !fine) return fine;
  }
  run.known = *known;
  for (const std::size_t row : run.rows) {
    Result<std::string>& name = run.names[row];
    for (const press::Kind* kind : run.kinds) {
      if (!name) break;
      const std::string file = *name + std::string(kind->ending);
      const fs::file_status status = fs::symlink_status(run.folder / file, problem);
      if (!fs::exists(status) || (known->contains(file) && !fs::is_directory(status))) continue;
      name = failure(fmt::format("{} exists, and pensum did not write it", shown(file)),
                     "move it away, or write to another folder with --output");
    }
  }
  return {};
}

}  // namespace pensum::cohort
