// Words that are English for want of others, in documents that are written.
#pragma once

#include <pugixml.hpp>

namespace pensum::xml {

/// Makes an element of each part of `root`'s text that is between the marks of base/gap_marks.hpp: <span> in
/// English, in XHTML with xml:lang, too. Attributes and titles, which cannot hold elements, lose the marks.
enum class Markup { html, xhtml };
void mark_english(pugi::xml_node root, Markup markup);

/// Leaves out the marks, for documents that cannot say which language a word is.
void drop_gap_marks(pugi::xml_node root);

}  // namespace pensum::xml
