// UTF-8: checking and walking, as Unicode 15 (table 3-7) defines well-formed sequences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum {

/// One step through UTF-8 text.
struct CodePoint {
  char32_t value = 0;      ///< U+FFFD where the bytes are not well-formed
  std::size_t length = 0;  ///< bytes taken, at least 1 where there are any
  bool valid = true;
};

/// The code point that starts at `offset`, which must lie inside `text`.
CodePoint decode(std::string_view text, std::size_t offset);

/// The offset of the first byte that is not part of well-formed UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

void append_utf8(std::string& text, char32_t value);

/// The number of code points in well-formed `text`.
std::size_t count_code_points(std::string_view text);

}  // namespace pensum
