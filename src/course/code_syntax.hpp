// What stretches of code are: enough to tell keywords and comments by weight and slant, on paper as well.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pensum {

struct CodeStretch {
  enum class Kind { plain, keyword, comment };
  Kind kind = Kind::plain;
  std::string_view text;

  friend bool operator==(const CodeStretch&, const CodeStretch&) = default;
};

/// `code` in stretches, which together are all of it. Of a language that is not known it is all plain.
/// `language` as authors name it: “go”, “js” or “javascript”, in capitals or small letters. Within strings
/// nothing is a keyword or a comment. O(bytes).
std::vector<CodeStretch> code_stretches(std::string_view code, std::string_view language);

}  // namespace pensum
