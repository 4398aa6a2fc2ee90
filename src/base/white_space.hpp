// White space as XML has it, and folding it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pensum {

/// Whether `c` is a space, a tab or a line end.
constexpr bool is_white_space(char c) {
  if (static_cast<unsigned char>(c) > ' ') return false;
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Whether `text` has nothing else.
constexpr bool is_blank(std::string_view text) { return std::ranges::all_of(text, is_white_space); }

/// How many bytes at the beginning of `text` stay as they are when runs of white space are folded to one
/// space: words with single spaces between them. Its first byte is not white space.
std::size_t folded_length(std::string_view text);

}  // namespace pensum
