#include "shelf/hyphenation.hpp"

#include "io/files.hpp"
#include "text/pattern_list.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

namespace pensum::shelf {

Result<text::Hyphenator> load_hyphenation(const io::Resources& resources, std::string_view language) {
  const std::filesystem::path list = resources.hyphenation() / "hyphenation.xml";
  // Nice to have: where it was not installed, text is set without it.
  std::error_code problem;
  if (!std::filesystem::exists(list, problem)) return text::Hyphenator();
  const Result<std::string> bytes = io::read_file(list);
  if (!bytes) return std::unexpected(bytes.error());
  const Result<std::vector<text::PatternFile>> files = text::read_pattern_list(*bytes, list.string());
  if (!files) return std::unexpected(files.error());
  const text::PatternFile* patterns = text::patterns_for(*files, language);
  if (patterns == nullptr) return text::Hyphenator();
  return text::Hyphenator([file = resources.hyphenation() / patterns->file] { return io::read_file(file); },
                          language);
}

}  // namespace pensum::shelf
