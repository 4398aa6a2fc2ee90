// What was made of the course that comes with pensum when the program was built. It is used for the very same
// bytes only, and files are the same without it.
#pragma once

#include "base/packer.hpp"
#include "course/catalog.hpp"
#include "epub/texts.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace pensum::prepared {

/// The catalog that `bytes`, those of an XML file, are; nothing if it is another one.
std::optional<Catalog> catalog_of_file(std::string_view bytes);

/// Its texts, for books.
const epub::PreparedCourse& course();

/// Its catalog's file, which plans carry, packed.
std::span<const KnownStream> streams();

}  // namespace pensum::prepared
