// Catalog XML, from bytes. Says everything that is wrong with a file in one run.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum {

/// What a catalog may hold; documented in catalog/README.md.
struct CatalogLimits {
  std::size_t file_bytes = std::size_t{64} << 20;
  std::size_t lessons = 100'000;
  std::size_t paths = 1'000;
  std::size_t title_bytes = 16'384;
  std::size_t text_bytes = 131'072;  ///< of a summary, source, question or answer
};

/// The catalog that `bytes` describe (design: catalog/README.md, catalog/catalog.xsd), or every error
/// with its place. `file` names the input in diagnostics.
Result<Catalog> read_catalog(std::string_view bytes, std::string file, const CatalogLimits& limits = {});

}  // namespace pensum
