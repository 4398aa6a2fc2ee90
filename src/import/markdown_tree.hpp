// Markdown as GitHub reads it (tables, task lists, struck text, bare addresses), parsed by cmark-gfm, with
// what the readers of lists and books ask of its tree. The only place that knows cmark-gfm.
#pragma once

#include "base/diagnostic.hpp"
#include "course/rich_text.hpp"
#include "import/markdown_limits.hpp"

#include <cmark-gfm.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

struct MarkdownFree {
  void operator()(cmark_node* root) const { cmark_node_free(root); }
};

/// A text's tree, and what was above it.
struct Markdown {
  std::unique_ptr<cmark_node, MarkdownFree> root;  ///< the document
  std::string title;                               ///< of its front matter; may be empty
  std::string language;  ///< of its front matter (“lang” or “language”); may be empty
  std::string file;      ///< as diagnostics call it
  int lines_before = 0;  ///< lines of the front matter, which cmark does not count

  Place place(cmark_node* node) const;
};

/// Whether “[^1]” calls a footnote, or is text.
enum class Footnotes { are_text, read };

/// `text` (UTF-8 without a byte-order mark) as a tree. Front matter between lines “---” is read and left out;
/// what tools have beyond CommonMark becomes it (markdown_dialects.hpp).
Result<Markdown> parse_markdown(std::string_view text, const std::string& file,
                                const MarkdownLimits& limits = {}, Footnotes footnotes = Footnotes::are_text);

enum class Block { heading, paragraph, list, item, task, quote, code, html, table, other };
Block block_of(cmark_node* node);

/// Whether a task is ticked.
bool is_done(cmark_node* task);

/// The children of a node, in order.
std::vector<cmark_node*> children_of(cmark_node* node);

struct MarkdownLink {
  std::string text;  ///< plain, on one line
  std::string url;   ///< as written
};

/// The text of a paragraph, heading or cell, with code as its only marks: without pictures, raw HTML, emoji
/// shortcodes and struck text.
struct Inlines {
  RichText text;    ///< up to a hard break or a line that ends with a colon; on one line
  RichText below;   ///< what comes after that
  RichText behind;  ///< where it begins with a link: the rest of `text`, behind it
  std::vector<MarkdownLink> links;
  bool begins_with_link = false;
  bool struck = false;  ///< whether anything was left out as struck
  std::size_t pictures = 0;
};
Inlines inlines_of(cmark_node* block);

/// The text between the tags of raw HTML, folded, with the entities undone that HTML itself needs.
std::string text_of_html(std::string_view html);

}  // namespace pensum::importing
