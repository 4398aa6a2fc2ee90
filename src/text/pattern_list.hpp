// The hyphenation patterns that come with pensum, and the languages they are for
// (fonts/hyphenation.xml).
#pragma once

#include "base/diagnostic.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::text {

struct PatternFile {
  std::vector<std::string> languages;  ///< BCP 47 tags
  std::string file;
  std::string package;  ///< the Debian package that has it
  std::string licence;  ///< SPDX
};

/// The files that `bytes` list, or every error with its place.
Result<std::vector<PatternFile>> read_pattern_list(std::string_view bytes, std::string file);

/// The file for `language`, or for the nearest language that it is one of: de for de-AT. Null if there
/// is none.
const PatternFile* patterns_for(std::span<const PatternFile> files, std::string_view language);

}  // namespace pensum::text
