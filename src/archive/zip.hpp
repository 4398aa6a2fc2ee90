// Zip files, in memory.
#pragma once

#include "archive/file_tree.hpp"

#include <memory>
#include <string>

namespace pensum::archive {

/// The files in the zip file `bytes`, which are unpacked one by one when they are read. `name` is the zip
/// file's in diagnostics. Errors: it is damaged, encrypted, above a limit, or an entry's name leads outside.
Result<std::shared_ptr<const FileTree>> open_zip(std::string bytes, std::string name,
                                                 const TreeLimits& limits = {});

}  // namespace pensum::archive
