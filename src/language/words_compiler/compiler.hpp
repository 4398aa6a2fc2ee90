// Checks the files of words (src/language/words) and compiles them: a header with a type for each key, and
// the data that language/message.hpp reads. Runs when pensum is built.
#pragma once

#include "base/diagnostic.hpp"
#include "language/words_compiler/pattern.hpp"

#include <span>
#include <string>
#include <vector>

namespace pensum::words_compiler {

/// One file of words. Its name ends in the tag of its language and “.xml”.
struct File {
  std::string name;
  std::string bytes;
};

/// An argument of a key: its type in C++ and, of a select, its words.
struct Argument {
  enum class Type { text, count, choice };
  std::string name;
  Type type = Type::text;
  std::vector<std::string> choices{};
  bool chooses_only = true;  ///< no number of that name is inserted
};

struct Key {
  std::string name;
  std::string note;
  std::string english;
  Message message;                  ///< in English
  std::vector<Argument> arguments;  ///< in the order in which English first names them
};

/// A language's words as language/message.hpp reads them.
struct CompiledLanguage {
  std::string tag;
  std::string language, script, region;  ///< with what CLDR fills in
  std::string bytes;
  bool gaps = false;  ///< some of the sentences are left in English
};

struct Compiled {
  std::vector<Key> keys;
  std::vector<CompiledLanguage> languages;  ///< English first, then by tag
};

/// The words of all files, or everything that is wrong with them. One of them is en.xml, whose keys and
/// arguments the others have to have.
Result<Compiled> compile(std::span<const File> files);

/// The header, language/word.hpp.
std::string header_text(const Compiled& compiled);
/// The source that defines words_files() and words_of().
std::string data_text(const Compiled& compiled);

}  // namespace pensum::words_compiler
