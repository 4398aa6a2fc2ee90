// Zip files, in memory.
#pragma once

#include "archive/file_tree.hpp"

#include <memory>
#include <string>

namespace pensum::archive {

/// The files in the zip file `bytes`: what has text in it is unpacked at once and kept, the rest (pictures,
/// films, databases) where it is asked for. `name` is the zip file's in diagnostics. Errors: it is damaged,
/// encrypted, above a limit, or an entry's name leads outside.
Result<std::shared_ptr<const FileTree>> open_zip(std::string bytes, std::string name,
                                                 const TreeLimits& limits = {});

}  // namespace pensum::archive
