// Marked texts as plain ones, for tests.
#pragma once

#include "course/rich_text.hpp"

#include <string>

namespace pensum::importing {

/// `code` in backticks, lines of code in brackets.
inline std::string marked(const RichText& text) {
  std::string all;
  std::size_t at = 0;
  for (const TextMark& mark : text.marks) {
    const bool is_code = mark.kind == TextMark::Kind::code;
    all += text.text.substr(at, mark.first - at) + (is_code ? "`" : "[");
    all += text.text.substr(mark.first, mark.last - mark.first) + (is_code ? "`" : "]");
    at = mark.last;
  }
  return all + text.text.substr(at);
}

}  // namespace pensum::importing
