// Tar files that gzip has packed, in memory.
#pragma once

#include "archive/file_tree.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace pensum::archive {

/// Whether `bytes` begin as gzip's files do.
bool is_gzip(std::string_view bytes);

/// The files in the packed tar file `bytes`; links and devices in it are passed over. It is unpacked once
/// from end to end: what has text in it is kept, the rest (pictures, films) is unpacked again where it is
/// asked for. `name` is the file's in diagnostics. Errors: it is damaged, above a limit, or an entry's name
/// leads outside.
Result<std::shared_ptr<const FileTree>> open_tar_gz(std::string bytes, std::string name,
                                                    const TreeLimits& limits = {});

}  // namespace pensum::archive
