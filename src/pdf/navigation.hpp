// Ways through the document: links, bookmarks and page labels.
#pragma once

#include "document/pages.hpp"
#include "pdf/objects.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::pdf {

/// Appends the dictionary of the link annotation of `area` on a page of `height`, with its key in the
/// structure's parent tree.
void append_link(std::string& out, const document::LinkArea& area, Points page_height,
                 std::int64_t structure_parent, const document::Document& document,
                 std::span<const Number> pages);

/// What an outline, or an item of one, records about those below it.
struct OutlineItems {
  Number first = 0, last = 0;  ///< none where there is none below it
  std::int64_t visible = 0;    ///< when it is open
};

/// Writes the items of the document's bookmarks below `parent`.
OutlineItems write_outline_items(Assembly& file, const document::Document& document,
                                 std::span<const Number> pages, Number parent);

/// Writes the outline that shows the document's bookmarks, of which there is at least one; returns its
/// number.
Number write_outline(Assembly& file, const document::Document& document, std::span<const Number> pages);

/// A page label range: pages from `first` on are labelled prefix + number, number + 1, …; a range
/// without numbers has just its prefix.
struct LabelRange {
  std::size_t first = 0;
  std::string prefix;
  std::uint32_t number = 0;  ///< of the first page; 0: no numbers

  friend bool operator==(const LabelRange&, const LabelRange&) = default;
};

/// The fewest ranges that give these labels.
std::vector<LabelRange> label_ranges(const std::deque<document::Page>& pages);

/// How a range's pages are labelled.
Dictionary label(Objects& objects, const LabelRange& range);

/// The number tree of page labels.
Dictionary page_labels(Objects& objects, const std::deque<document::Page>& pages);

/// `uri` with characters that a URI (RFC 3986) may not contain percent-encoded.
std::string to_ascii_uri(std::string_view uri);

}  // namespace pensum::pdf
