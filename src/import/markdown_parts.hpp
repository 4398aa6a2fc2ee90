// What in a Markdown text is not a part of a course, and what gives it its title.
#pragma once

#include "import/markdown_tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// Whether a list only leads to places in its own text.
bool is_table_of_contents(cmark_node* list);

/// Whether a block only leads to a place in its own text, as “back to top” does.
bool leads_only_within(cmark_node* block);

/// How many <details> more are opened than closed in the raw HTML of a node and below it.
int opened_details(cmark_node* node);

/// Whether each <details> of a text is closed, so that it is known what is in them.
bool details_are_closed(cmark_node* root);

/// What raw HTML opens and closes of <details>, in its order.
struct DetailsTag {
  bool opens = false;
  std::string summary{};  ///< what is seen while it is folded; may be empty
};
std::vector<DetailsTag> details_in(std::string_view html);

/// The text in the first <NAME> of raw HTML; empty where there is none.
std::string text_in(std::string_view html, std::string_view name);

/// The title that a text has, and the heading that has it, if it is one.
struct MarkdownTitle {
  std::string text;       ///< may be empty
  std::string otherwise;  ///< a title where nothing else is one; may be empty
  /// The heading that has it, which is not a part of the course; may be null.
  cmark_node* heading = nullptr;
  /// The only top heading, where it is that of the table of contents; may be null.
  cmark_node* contents = nullptr;
  /// The first of several headings of level 1: the title where no lesson is below it; may be null.
  cmark_node* perhaps = nullptr;
};
MarkdownTitle title_of(const Markdown& markdown);

/// The plain text of a heading or an item's first paragraph as a title: without emoji at its ends and a last
/// colon.
std::string title_text(const Inlines& inlines);

}  // namespace pensum::importing
