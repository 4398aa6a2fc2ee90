// What changed in a plan that was made again, on a slip of paper to cut out and glue in.
#pragma once

#include "document/pages.hpp"
#include "language/language.hpp"
#include "layout/layout.hpp"
#include "plan/plan.hpp"
#include "text/typesetter.hpp"

#include <cstddef>

namespace pensum::page {

/// Adds the slip to `document`, the pages of the whole plan (with_past) made again for those in hand, and
/// tells how many pages it takes: each date that changed with what is on it now, boxes included, and where
/// went what was on it before. It is half a page, with a line to cut along; of a booklet's sheet a page; of
/// a page with links, which is not printed, all of it. What has no room continues on others of that size.
std::size_t add_slip(const Plan& plan, const layout::Layout& layout, const Language& language,
                     text::Typesetter& typesetter, const KeptPages& kept, document::Document& document);

}  // namespace pensum::page
