// A Markdown text that is to be read: how much of it there is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pensum::importing {

struct Prose {
  std::int64_t words = 0;       ///< of running text, without code and addresses of links
  std::int64_t code_lines = 0;  ///< of code blocks, without blank lines
  std::int64_t pictures = 0;
  std::string heading;   ///< the first one, of any level; else the title of the front matter; may be empty
  std::string language;  ///< of its front matter; may be empty
};

/// `markdown` (UTF-8, with or without a byte-order mark) measured. Fences as “```{note}”, which books of MyST
/// put around text, are text; front matter is not. A text that cannot be parsed, for the depth of its lists,
/// is counted as plain text. Linear in its bytes.
Prose read_prose(std::string_view markdown);

/// The lines of `code` that are not blank.
std::int64_t lines_of_code(std::string_view code);

}  // namespace pensum::importing
