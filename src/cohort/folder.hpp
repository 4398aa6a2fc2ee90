// A cohort's folder: beside the learners' files, the teacher's page and table and the list of what pensum
// wrote there; and where a roster is made in parts, each part's own table and list until they are merged.
#pragma once

#include "base/diagnostic.hpp"
#include "cohort/file_list.hpp"
#include "cohort/outcome.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::cohort {

/// A part of a roster: every `of`-th row, from the `number`-th on; or all of it.
struct Shard {
  std::size_t number = 0;  ///< from 1
  std::size_t of = 0;      ///< 0: all of it

  bool whole() const { return of == 0; }

  friend bool operator==(const Shard&, const Shard&) = default;
};

/// "I/N".
Result<Shard> shard_value(std::string_view option, std::string_view text);

class Folder {
 public:
  explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}
  const std::filesystem::path& path() const { return path_; }

  /// The files that pensum has written here, or meant to.
  Result<FileDigests> known() const;
  /// Remembers, before they are written, that these are to be pensum's; `run` is that of a part.
  Result<void> announce(const std::set<std::string>& names, Shard shard, const std::string& run);
  /// Remembers what was written.
  Result<void> note(const FileDigests& files, Shard shard);

  /// The files of the whole roster beside the learners'.
  static const std::set<std::string>& own_files();
  /// Whether these are as pensum wrote them, where they are there.
  Result<void> check_own_files() const;
  /// Writes the whole roster's page and table, takes in what is left of parts, and remembers `written`, which
  /// is newer. `combined` is the PDF of all; may be empty.
  Result<void> write_page(const std::string& title, std::span<const Outcome> outcomes,
                          const std::string& language, const std::filesystem::path& combined = {},
                          const FileDigests& written = {});
  /// Writes a part's table.
  Result<void> write_part(std::span<const Outcome> outcomes, Shard shard);
  /// The table that a run writes, for messages.
  std::filesystem::path table(Shard shard) const;

  /// Whether parts were written that are not merged yet.
  bool has_parts() const { return !tables().empty(); }
  /// Reads all parts' tables; where they have been merged already, the whole's. Errors: there are none, one
  /// is missing, they are of different runs.
  Result<std::vector<Outcome>> read_parts() const;
  /// The plans of the last run, and of parts that are not merged yet, by the names of their files. A table
  /// that cannot be read tells of none.
  std::map<std::string, Outcome> plans() const;

  /// What a cleaning removes.
  struct Leftovers {
    std::vector<std::string> removed;
    std::vector<std::string> changed;  ///< kept, because they were changed
  };
  /// The files that pensum wrote here, parts included, for learners whose files' names are no longer among
  /// `names`.
  Result<Leftovers> leftovers(const std::set<std::string>& names) const;
  /// Removes them. Parts have been taken in.
  Result<Leftovers> clean(const std::set<std::string>& names);

 private:
  std::string way_to(const std::filesystem::path& file) const;
  std::filesystem::path list_file(Shard shard) const;
  std::filesystem::path part_file(Shard shard) const;
  Result<FileList> read_list(Shard shard) const;
  Leftovers leftovers_in(const FileDigests& files, const std::set<std::string>& names) const;
  Result<void> write_list(const FileList& list, Shard shard) const;
  Result<void> take_in(const FileDigests& written, const FileDigests& own);
  Result<void> remove(const std::vector<Shard>& parts);
  std::vector<Shard> tables() const;  ///< parts that are whole
  std::vector<Shard> parts() const;   ///< these, and those that were interrupted
  bool has_whole() const;             ///< whether there is the whole roster's table

  std::filesystem::path path_;
};

}  // namespace pensum::cohort
