// The files that pensum wrote into a cohort's folder, so that it can take those away again, and no others.
#pragma once

#include "base/diagnostic.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pensum::cohort {

using FileDigest = std::array<std::uint8_t, 20>;
/// By name: the SHA-1 digest of what was written; all zeros for a file that was only meant to be written.
using FileDigests = std::map<std::string, FileDigest>;

/// The files of the whole cohort beside the learners': the teacher's page, and a table of the same.
inline constexpr std::string_view page_file = "index.html";
inline constexpr std::string_view table_file = "cohort.csv";
inline constexpr std::array own_files{page_file, table_file};

struct FileList {
  std::string run{};  ///< of a part: what tells its run from others; may be empty
  FileDigests files{};

  friend bool operator==(const FileList&, const FileList&) = default;
};

/// A line a file, digest first, by name; before them the run.
std::string to_text(const FileList& list);

/// The list that `to_text` wrote. A name that is none of a cohort's files is an error, like whatever else is
/// not so.
Result<FileList> read_file_list(std::string_view text, const std::string& file);

}  // namespace pensum::cohort
