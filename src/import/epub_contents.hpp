// The table of contents of an e-book.
#pragma once

#include "import/outline.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// An entry of a table of contents, and what is found at its place.
struct Entry {
  std::string title;   ///< may be empty
  std::string target;  ///< as the table links it; may be empty: a heading over its children
  std::string types;   ///< of a landmark, such as “cover”; may be empty
  std::string file;    ///< within the book; may be empty
  std::string anchor;  ///< within the file; may be empty: its beginning
  Effort effort{};     ///< from there to the place of the next entry
  SourceText text{};   ///< the same
  bool left_out = false;
  std::vector<Entry> children{};
};

struct Contents {
  std::vector<Entry> entries;
  std::vector<Entry> landmarks;
};

/// Of EPUB 3: the navigation document `page`, which is the file `name` in the book.
Contents contents_of_nav(std::string_view page, const std::string& name);

/// Of EPUB 2: the file toc.ncx. Errors: it is not well-formed.
Result<std::vector<Entry>> contents_of_ncx(std::string bytes, const std::string& name,
                                           const std::string& name_in_diagnostics);

/// An entry for what the file `base` links to as `link`.
Entry entry_for(std::string_view base, std::string_view link);

/// Whether one of `types`, words with spaces between, is of a part that is not learnt: cover, contents,
/// index.
bool is_no_lesson(std::string_view types);

}  // namespace pensum::importing
