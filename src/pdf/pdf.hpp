// Pages become a PDF file. The only place that knows libharu, which writes objects and files; fonts,
// content streams, structure and metadata are made here (libharu's own are not used).
#pragma once

#include "base/diagnostic.hpp"
#include "page/pages.hpp"
#include "text/font.hpp"

#include <string>

namespace pensum::pdf {

/// The bytes of a PDF of `document`, the same for the same input. `set` is the one that the
/// document's runs were shaped with. Errors: a font that cannot be subset, memory that runs out.
Result<std::string> write(const page::Document& document, const text::FontSet& set);

}  // namespace pensum::pdf
