// A catalog as bytes that were checked when the program was built: reading them takes a tenth of the time
// that its XML takes. Texts within the catalog are not in them.
#pragma once

#include "course/catalog.hpp"

#include <string>
#include <string_view>

namespace pensum::prepared {

std::string catalog_bytes(Catalog catalog);

/// The catalog of which `bytes` are `catalog_bytes`, of the same program.
Catalog catalog_of(std::string_view bytes);

}  // namespace pensum::prepared
