// Documents in Markdown as parts of manual pages: what is written for readers of the repository is what the
// manual tells.
#pragma once

#include "base/diagnostic.hpp"
#include "manual/roff.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace pensum::manual {

/// A page of the manual, and the document that it is made of or that it includes.
struct PageOf {
  std::string_view document;  ///< from the root of the repository; empty: it has none
  std::string_view name;      ///< such as “pensum-catalog”
  int section = 1;
  std::string_view what{};  ///< in a line, for pages that are made of a document alone
};

/// The pages that documents are in.
std::span<const PageOf> pages_of_documents();

/// The page that includes or is made of `document`; null if none is.
const PageOf* page_of(std::string_view document);

/// Appends the text of the document `file` (from the root of the repository) to `page`, with a part for each
/// heading but those in `left_out`, and where it is `titled` one for its title. Adds the pages that it refers
/// to to `referred`. Errors: what is not Markdown, or not of a kind that pages have.
Result<void> append_document(Page& page, std::string_view markdown, const std::string& file, bool titled,
                             const std::set<std::string>& left_out, std::set<const PageOf*>& referred);

}  // namespace pensum::manual
