// A Markdown text as an outline with lessons of one kind.
#pragma once

#include "base/diagnostic.hpp"
#include "import/format.hpp"
#include "import/markdown_tree.hpp"

#include <cstddef>

namespace pensum::importing {

/// What may be lessons.
enum class Lessons { tasks, rows, links, items_with_links, headings, items };

struct OutlineRules {
  Lessons lessons = Lessons::tasks;
  bool folded = false;  ///< whether what is in <details> counts
};

struct MarkdownOutline {
  Outline outline;
  std::size_t lessons = 0;
  Diagnostics faults;  ///< of the columns that the user chose
};

/// The outline of `markdown` with such lessons; there may be none.
MarkdownOutline outline_of(const Markdown& markdown, const Choices& choices, OutlineRules rules);

}  // namespace pensum::importing
