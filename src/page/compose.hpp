// A plan becomes pages: the sections that the layout names, one after another, then what needs the
// whole document (footers with the number of pages, the index's page numbers).
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "document/pages.hpp"
#include "language/language.hpp"
#include "layout/layout.hpp"
#include "page/lesson_texts.hpp"
#include "plan/plan.hpp"
#include "text/typesetter.hpp"

namespace pensum::page {

/// The pages of `plan`. `date` is the document's date. Characters that no font has are reported in
/// `warnings`, with their lessons, and so are fonts that could not be opened.
///
/// With `kept` they are the pages in hand again, in their order: the days before today as they were, each
/// date on its page. What a page has no room for follows behind the last one. `plan` is then the whole plan
/// (with_past), and the pages are of the same layout.
///
/// `texts` are there where the layout has the section readings.
document::Document compose(const Plan& plan, const layout::Layout& layout, const Language& language,
                           text::Typesetter& typesetter, Date date, Diagnostics& warnings,
                           const KeptPages* kept = nullptr, const LessonTexts* texts = nullptr);

}  // namespace pensum::page
