#include "base/source_text.hpp"
#include "language/words_compiler/compiler.hpp"
#include "language/words_compiler/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::words_compiler {
namespace {

constexpr std::size_t line_width = 100;

/// `text` as a comment of several lines.
std::string comment(std::string_view text) {
  std::string out;
  std::string line;
  const auto end_line = [&] {
    // A backslash would join the next line.
    if (line.ends_with('\\')) line += '.';
    if (!line.empty()) out += "/// " + line + "\n";
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    if (!line.empty() && line.size() + 1 + length > line_width) end_line();
    if (!line.empty()) line += ' ';
    line += text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  end_line();
  return out;
}

std::string type_of(const Argument& argument) {
  switch (argument.type) {
    case Argument::Type::text:
      return "Text";
    case Argument::Type::count:
      return "Count";
    case Argument::Type::choice:
      break;
  }
  return type_name(argument.name);
}

std::string struct_text(const Key& key, std::size_t id) {
  std::string text = comment(key.note) + comment("In English: “" + key.english + "”");
  text += fmt::format("struct {} {{\n", key.name);
  std::string parts = "literal";
  std::string names;
  for (const Argument& argument : key.arguments) {
    parts += ", " + argument.name;
    names += (names.empty() ? "" : ", ") + argument.name;
  }
  for (const Argument& argument : key.arguments) {
    if (argument.type == Argument::Type::choice)
      text +=
          fmt::format("  enum class {} {{ {} }};\n", type_of(argument), fmt::join(argument.choices, ", "));
  }
  for (const Argument& argument : key.arguments)
    text += fmt::format("  {} {};\n", type_of(argument), argument.name);
  text += fmt::format("  enum class Part {{ {} }};\n", parts);
  text += fmt::format("  static constexpr std::size_t id = {};\n", id);
  text += fmt::format(
      "  constexpr std::array<::pensum::message::Argument, {}> arguments() const {{ return {{{}}}; }}\n",
      key.arguments.size(), names);
  return text + "};\n";
}

}  // namespace

std::string header_text(const Compiled& compiled) {
  std::string text =
      "// What plans say to their readers: a type for each key of src/language/words/en.xml, with the "
      "sentence’s\n"
      "// arguments, for Language::say(). Generated; edit the words themselves.\n"
      "#pragma once\n\n#include \"language/message.hpp\"\n\n#include <array>\n#include <cstddef>\n\n"
      "namespace pensum::word {\n";
  for (std::size_t id = 0; id < compiled.keys.size(); ++id) text += "\n" + struct_text(compiled.keys[id], id);
  return text + "\n}  // namespace pensum::word\n";
}

std::string data_text(const Compiled& compiled) {
  std::string members;
  std::string values;
  std::string files;
  std::size_t start = 0;
  for (std::size_t i = 0; i < compiled.languages.size(); ++i) {
    const CompiledLanguage& language = compiled.languages[i];
    members += fmt::format("  char language_{}[{}];\n", i, language.bytes.size() + 1);
    values += fmt::format("    {},\n", string_literal(language.bytes));
    files += fmt::format("    {{\"{}\", \"{}\", \"{}\", \"{}\", {}, {}}},\n", language.tag, language.language,
                         language.script, language.region, start, language.gaps);
    start += language.bytes.size() + 1;
  }
  return "// The words of all languages. Generated.\n#include \"language/words_files.hpp\"\n\n"
         "namespace pensum {\nnamespace {\n\nstruct Bytes {\n" +
         members + "};\nconstexpr Bytes bytes = {\n" + values + "};\n\nconstexpr WordsFile files[] = {\n" +
         files +
         "};\n\n}  // namespace\n\nstd::span<const WordsFile> words_files() { return files; }\n\n"
         "message::Words words_of(const WordsFile& file) {\n"
         "  return {reinterpret_cast<const unsigned char*>(&bytes) + file.start, " +
         fmt::format("{}", compiled.keys.size()) + ", file.gaps};\n}\n\n}  // namespace pensum\n";
}

}  // namespace pensum::words_compiler
