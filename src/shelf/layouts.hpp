// Where layouts come from, the layouts folder or a file of the user's own; and stylesheets, which are the
// user's.
#pragma once

#include "base/diagnostic.hpp"
#include "io/resources.hpp"
#include "layout/layout.hpp"

#include <string>

namespace pensum::shelf {

/// How pages look by default.
inline constexpr const char* default_layout = "a4";

/// The layout that `name` means: a file, or one that comes with pensum.
Result<layout::Layout> load_layout(const std::string& name, const io::Resources& resources);

/// The layout in `bytes`, those of the file `name`, beside which it finds what it is made of.
Result<layout::Layout> read_layout(std::string bytes, const std::string& name,
                                   const io::Resources& resources);

/// The rules of `file` that a book may have. Errors: those of epub::read_stylesheet, and that it cannot be
/// read.
Result<std::string> load_stylesheet(const std::string& file);

}  // namespace pensum::shelf
