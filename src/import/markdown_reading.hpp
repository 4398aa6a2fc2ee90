// Markdown as readings.
#pragma once

#include "import/outline.hpp"
#include "import/texts.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

/// A Markdown text in its source.
struct MarkdownPage {
  std::string file{};  ///< its name in the source's tree
  /// The file that a link names, as files of the tree are called; empty where there is none.
  std::function<std::string(std::string_view link)> resolve{};
  bool hides_lines = false;  ///< whether lines of Rust that begin with “# ” are hidden, as mdBook does
};

/// Links as relative addresses of files; those to pages (“a.html”) lead to the files that these are made of,
/// where `tree` has them. `tree` may be null.
MarkdownPage markdown_page(std::string file, const archive::FileTree* tree);

/// `text` as a reading, without a heading that repeats `title`. Empty where it cannot be parsed.
SourceText read_markdown_text(std::string_view text, std::string_view title, const MarkdownPage& page,
                              Texts& texts);

/// The text of each of `nodes` and of those below them that begins with a heading of `text`, found by its
/// line, up to the next one of these; the first of them begins with the text, if it is in line 1.
void read_sections(std::string_view text, std::vector<Node>& nodes, const MarkdownPage& page, Texts& texts);

}  // namespace pensum::importing
