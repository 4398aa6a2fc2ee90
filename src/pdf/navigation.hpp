// Ways through the document: links, bookmarks and page labels.
#pragma once

#include "document/pages.hpp"
#include "pdf/objects.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::pdf {

/// The link annotation of `area` on a page of `height`, without its structure parent.
Dictionary link_annotation(Objects& objects, const document::LinkArea& area, Points page_height,
                           const document::Document& document, const std::vector<Dictionary>& pages);

/// What an outline, or an item of one, records about those below it.
struct OutlineItems {
  Dictionary first, last;    ///< none where there is none below it
  std::int64_t visible = 0;  ///< when it is open
};

/// The items of the document's bookmarks below `parent`.
OutlineItems outline_items(Objects& objects, const document::Document& document,
                           const std::vector<Dictionary>& pages, Dictionary parent);

/// The outline that shows the document's bookmarks, of which there is at least one.
Dictionary outline(Objects& objects, const document::Document& document,
                   const std::vector<Dictionary>& pages);

/// A page label range: pages from `first` on are labelled prefix + number, number + 1, …; a range
/// without numbers has just its prefix.
struct LabelRange {
  std::size_t first = 0;
  std::string prefix;
  std::uint32_t number = 0;  ///< of the first page; 0: no numbers

  friend bool operator==(const LabelRange&, const LabelRange&) = default;
};

/// The fewest ranges that give these labels.
std::vector<LabelRange> label_ranges(const std::vector<document::Page>& pages);

/// How a range's pages are labelled.
Dictionary label(Objects& objects, const LabelRange& range);

/// The number tree of page labels.
Dictionary page_labels(Objects& objects, const std::vector<document::Page>& pages);

/// `uri` with characters that a URI (RFC 3986) may not contain percent-encoded.
std::string to_ascii_uri(std::string_view uri);

}  // namespace pensum::pdf
