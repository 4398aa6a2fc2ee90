// Help as text: columns and line breaks are computed, for whatever width the terminal has.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace pensum::app {

/// `text` in lines of at most `width` columns, broken at spaces, with `indent` spaces before each; “\n”
/// begins a new line. A word that is too long gets a line of its own. Ends with a newline.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

/// A command that can be copied into a shell: where it needs several lines, all but the last end with “\”.
std::string wrapped_command(std::string_view command, std::size_t width, std::size_t indent);

struct HelpRow {
  std::string term;  ///< what is explained, such as “-o, --output FILE”
  std::string text;
};

/// Rows of two columns, indented by two spaces, the first one `term_width` wide; the text of a term that is
/// wider begins on the next line.
std::string two_columns(std::span<const HelpRow> rows, std::size_t width, std::size_t term_width);

/// The width of the first column that suits all `rows`: that of the longest term that leaves half of the
/// width to the text.
std::size_t term_width(std::span<const HelpRow> rows, std::size_t width);

}  // namespace pensum::app
