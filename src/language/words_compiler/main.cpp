// compile_words HEADER SOURCE FILE…: checks the files of words and writes what is made of them.
#include "base/source_text.hpp"
#include "language/words_compiler/compiler.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

namespace {

using namespace pensum;

std::optional<std::string> read(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

int fail(const char* what, const std::string& name) {
  std::fprintf(stderr, "compile_words: %s: %s\n", name.c_str(), what);
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return fail("called without HEADER SOURCE FILE…", arguments[0]);
  std::vector<words_compiler::File> files;
  for (int i = 3; i < count; ++i) {
    auto bytes = read(arguments[i]);
    if (!bytes) return fail("cannot be read", arguments[i]);
    files.push_back({arguments[i], *std::move(bytes)});
  }
  const auto compiled = words_compiler::compile(files);
  if (!compiled) {
    for (const Diagnostic& diagnostic : compiled.error()) std::fputs(to_text(diagnostic).c_str(), stderr);
    return 1;
  }
  if (!write_source(arguments[1], words_compiler::header_text(*compiled)))
    return fail("cannot be written", arguments[1]);
  if (!write_source(arguments[2], words_compiler::data_text(*compiled)))
    return fail("cannot be written", arguments[2]);
  return 0;
}
