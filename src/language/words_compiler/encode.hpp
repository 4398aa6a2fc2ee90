// Messages as bytes, as language/message.hpp describes them.
#pragma once

#include "language/words_compiler/compiler.hpp"
#include "language/words_compiler/pattern.hpp"

#include <string>
#include <vector>

namespace pensum::words_compiler {

/// A message that has been checked against `arguments`, those of its key.
std::string encode(const Message& message, const std::vector<Argument>& arguments);

/// The bytes of a language: its table of plurals and its messages, in the order of their keys.
std::string encode_all(std::string_view plurals, const std::vector<std::string>& messages);

}  // namespace pensum::words_compiler
