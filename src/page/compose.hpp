// A plan becomes pages: the sections that the layout names, one after another, then what needs the
// whole document (footers with the number of pages, the index's page numbers).
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "document/pages.hpp"
#include "language/language.hpp"
#include "layout/layout.hpp"
#include "plan/plan.hpp"
#include "text/typesetter.hpp"

namespace pensum::page {

/// The pages of `plan`. `date` is the document's date. Characters that no font has are reported in
/// `warnings`, with their lessons, and so are fonts that could not be opened.
document::Document compose(const Plan& plan, const layout::Layout& layout, const Language& language,
                           text::Typesetter& typesetter, Date date, Diagnostics& warnings);

}  // namespace pensum::page
