// Of the course that comes with pensum, what was packed when the program was built. It is used for the very same
// bytes only, and files are the same without it.
#pragma once

#include "base/packer.hpp"
#include "epub/texts.hpp"

#include <span>

namespace pensum::prepared {

/// Its texts, for books.
const epub::PreparedCourse& course();

/// Its catalog, which plans carry.
std::span<const KnownStream> streams();

}  // namespace pensum::prepared
