// The files below a folder.
#pragma once

#include "archive/file_tree.hpp"

#include <filesystem>
#include <memory>

namespace pensum::archive {

enum class Listing {
  now,        ///< a folder that was named; more files than the limit are an error
  when_asked  ///< a folder in which a named file lies, and perhaps much else; no more names than the limit
              ///< are listed
};

/// The files below the folder `path`, each read when it is asked for. Hidden files and folders (“.git”) are
/// passed over, and so are links that lead out of it; folders that are links are not entered.
Result<std::shared_ptr<const FileTree>> open_folder(const std::filesystem::path& path, Listing listing,
                                                    const TreeLimits& limits = {});

}  // namespace pensum::archive
