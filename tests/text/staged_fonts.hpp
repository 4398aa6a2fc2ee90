// The fonts that come with pensum, as tests set text with them.
#pragma once

#include "io/files.hpp"
#include "text/font.hpp"
#include "text/font_list.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace staged {

inline std::filesystem::path folder() { return std::filesystem::path(PENSUM_STAGED_DIR) / "fonts"; }

inline pensum::Result<pensum::text::FontFile> load(const std::string& file) {
  auto read = pensum::io::read_file(folder() / file);
  if (!read) return std::unexpected(read.error());
  const auto kept = std::make_shared<const std::string>(*std::move(read));
  return pensum::text::FontFile{.name = file, .owner = kept, .bytes = std::as_bytes(std::span(*kept))};
}

/// The faces of fonts/fonts.xml, in their order.
inline std::vector<pensum::text::FaceSource> sources() {
  const auto bytes = pensum::io::read_file(folder() / "fonts.xml");
  const auto families = pensum::text::read_font_list(bytes.value(), "fonts.xml");
  std::vector<pensum::text::FaceSource> sources;
  for (const auto& family : families.value()) {
    sources.insert(sources.end(), family.faces.begin(), family.faces.end());
  }
  return sources;
}

/// All of them; made once a process.
inline const pensum::text::FontSet& fonts() {
  static const pensum::text::FontSet set = std::move(pensum::text::FontSet::make(sources(), load).value());
  return set;
}

}  // namespace staged
