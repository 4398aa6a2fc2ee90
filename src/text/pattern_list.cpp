#include "text/pattern_list.hpp"

#include "text/list_element.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::text {

Result<std::vector<PatternFile>> read_pattern_list(std::string_view bytes, std::string file) {
  const Result<xml::Document> document = xml::read(bytes, std::move(file));
  if (!document) return std::unexpected(document.error());
  const pugi::xml_node root = document->root();
  if (std::string_view(root.name()) != "hyphenation") {
    return failure(fmt::format("this is not a list of hyphenation patterns: its root element is <{}>",
                               shown(root.name())),
                   "such a list starts with <hyphenation>", document->place(root));
  }
  Diagnostics diagnostics;
  xml::check_shape(*document, root, {"hyphenation", {}, {"patterns"}}, diagnostics);
  std::vector<PatternFile> files;
  for (const pugi::xml_node patterns : root.children("patterns")) {
    xml::check_shape(*document, patterns,
                     {"patterns", {"languages", "file", "package", "folder", "licence"}, {}}, diagnostics);
    files.push_back({.languages = words(required(*document, patterns, "languages", diagnostics)),
                     .file = required(*document, patterns, "file", diagnostics),
                     .package = required(*document, patterns, "package", diagnostics),
                     .licence = required(*document, patterns, "licence", diagnostics)});
    required(*document, patterns, "folder", diagnostics);
  }
  if (!diagnostics.empty()) {
    finish(diagnostics);
    return std::unexpected(std::move(diagnostics));
  }
  return files;
}

const PatternFile* patterns_for(std::span<const PatternFile> files, std::string_view language) {
  while (!language.empty()) {
    for (const PatternFile& file : files) {
      if (std::ranges::find(file.languages, language) != file.languages.end()) return &file;
    }
    const std::size_t last_part = language.rfind('-');
    language = language.substr(0, last_part == language.npos ? 0 : last_part);
  }
  return nullptr;
}

}  // namespace pensum::text
