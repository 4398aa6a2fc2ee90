// A message in ICU's MessageFormat, read: the few kinds of parts that pensum's words are made of.
#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::words_compiler {

struct Piece;
using Message = std::vector<Piece>;

struct Branch {
  std::string selector;  ///< "few", "=3", or one of a select's words
  Message message;
};

struct Piece {
  enum class Kind { literal, text, number, english_number, plural, select };
  Kind kind = Kind::literal;
  std::string text;  ///< of a literal; else the argument's name
  std::vector<Branch> branches{};
};

/// The message that `pattern` writes, or what is wrong with it, without a place. Only {name}, {name, number},
/// {name, plural, …} and {name, select, …} are allowed.
Result<Message> parse_pattern(std::string_view pattern);

/// An argument's name as messages show it: “{name}”.
std::string braced(std::string_view name);

}  // namespace pensum::words_compiler
