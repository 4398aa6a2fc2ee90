// Catalog XML, from bytes. Reports everything that is wrong with a file in one run.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "course/draft.hpp"
#include "course/readings.hpp"
#include "xml/document.hpp"

#include <string>
#include <string_view>

namespace pensum {

/// The catalog that `bytes` describe (design: catalog/README.md, catalog/catalog.xsd), or every error
/// with its place. `file` names the input in diagnostics. `open` is asked for the text of a lesson in a file
/// of its own only if the lesson has no minutes; it may be empty.
Result<Catalog> read_catalog(std::string_view bytes, std::string file, const CatalogLimits& limits = {},
                             const OpenBeside& open = {});

/// The same of a document that has been read.
Result<Catalog> read_catalog(const xml::Document& document, const CatalogLimits& limits,
                             const OpenBeside& open);

}  // namespace pensum
