// What a Markdown text may hold. cmark-gfm takes time or memory by the square of what some texts hold that
// were made for it; they are found before it reads them.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::importing {

/// More is an error that names the limit.
struct MarkdownLimits {
  std::size_t bytes = std::size_t{16} << 20;
  std::size_t depth = 32;                        ///< lists, quotes and items inside one another
  std::size_t blocks = 200'000;                  ///< headings and items
  std::size_t brackets = 10'000;                 ///< “[” in a paragraph
  std::size_t expanded = std::size_t{64} << 20;  ///< bytes that links by reference become
};

/// Checks `text`, whose first line is the one behind `lines_before`. O(bytes).
Result<void> check_markdown(std::string_view text, const std::string& file, int lines_before,
                            const MarkdownLimits& limits);

/// `text` without the “<” of “<?” and “<!”, where there are more of them than texts have: cmark looks for the
/// end of each of them to the end of its paragraph. Comments stay.
std::string without_declarations(std::string_view text);

std::unexpected<Diagnostics> nested_too_deeply(const std::string& file, int line, std::size_t limit);

}  // namespace pensum::importing
