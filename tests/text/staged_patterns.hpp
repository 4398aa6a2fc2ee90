// The hyphenation patterns that come with pensum, as tests hyphenate with them.
#pragma once

#include "io/files.hpp"
#include "text/hyphenator.hpp"
#include "text/pattern_list.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace staged {

inline std::filesystem::path patterns_folder() {
  return std::filesystem::path(PENSUM_STAGED_DIR) / "hyphenation";
}

inline std::vector<pensum::text::PatternFile> pattern_files() {
  const auto bytes = pensum::io::read_file(patterns_folder() / "hyphenation.xml");
  return pensum::text::read_pattern_list(bytes.value(), "hyphenation.xml").value();
}

inline pensum::text::Hyphenator hyphenator(std::string_view language) {
  const auto files = pattern_files();
  const pensum::text::PatternFile* patterns = pensum::text::patterns_for(files, language);
  if (patterns == nullptr) return {};
  return {[file = patterns_folder() / patterns->file] { return pensum::io::read_file(file); }, language};
}

}  // namespace staged
