// A cohort's folder: beside the learners' files, the teacher's page and table and the list of what pensum
// wrote there; and where a roster is made in parts, each part's own table and list until they are merged.
#pragma once

#include "base/diagnostic.hpp"
#include "cohort/file_list.hpp"
#include "cohort/outcome.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

/// A part of a roster: every `of`-th row, from the `number`-th on.
struct Shard {
  std::size_t number = 1;  ///< from 1
  std::size_t of = 1;

  bool whole() const { return of == 1; }
};

/// "I/N".
Result<Shard> shard_value(std::string_view option, std::string_view text);

class CohortFolder {
 public:
  explicit CohortFolder(std::filesystem::path path) : path_(std::move(path)) {}
  const std::filesystem::path& path() const { return path_; }

  /// Adds to the list of a part what was written.
  Result<void> note(const cohort::FileList& files, Shard shard);
  /// Writes the whole roster's page and table.
  Result<void> write_page(const std::string& title, std::span<const cohort::Outcome> outcomes);
  /// Writes a part's table.
  Result<void> write_part(std::span<const cohort::Outcome> outcomes, Shard shard);

  /// Reads all parts' tables and makes the whole out of them, and of their lists. Errors: there are none,
  /// one is missing, two have the same row.
  Result<std::vector<cohort::Outcome>> merge_parts(const std::string& title);

  /// What a cleaning did.
  struct Cleaned {
    std::vector<std::string> removed;
    std::vector<std::string> changed;  ///< kept, since somebody changed them
  };
  /// Removes the files that pensum wrote here for learners whose files' names are no longer among `names`.
  Result<Cleaned> clean(const std::set<std::string>& names);

 private:
  std::filesystem::path list_file(Shard shard) const;
  std::filesystem::path part_file(Shard shard) const;
  Result<cohort::FileList> read_list(Shard shard) const;
  Result<void> write_list(const cohort::FileList& list, Shard shard) const;
  std::vector<Shard> parts() const;

  std::filesystem::path path_;
};

}  // namespace pensum::app
