// Where the parts of a document are in its bytes, for those who change a few of them and leave the rest as it
// is.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pensum::xml {

/// The bytes [begin, end) of a document.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Token {
  enum class Kind { text, start, end, empty, comment, other } kind = Kind::text;  ///< empty: <name/>
  Range range;            ///< all of it, with its brackets
  std::string_view name;  ///< of an element
  Range content;          ///< of a comment, without its marks; of a tag, its attributes
};

struct AttributeToken {
  std::string_view name;
  Range range;  ///< from the white space before the name to the closing quote
  Range value;  ///< without its quotes
};

/// All of `bytes`, which `read` (document.hpp) takes, in order. O(bytes).
std::vector<Token> tokens(std::string_view bytes);

/// The attributes of the tag `token`.
std::vector<AttributeToken> attributes(std::string_view bytes, const Token& token);

}  // namespace pensum::xml
