// The fonts that come with pensum, as tests set text with them.
#pragma once

#include "io/files.hpp"
#include "text/font.hpp"
#include "text/font_list.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace staged {

inline std::filesystem::path folder() { return std::filesystem::path(PENSUM_STAGED_DIR) / "fonts"; }

inline pensum::Result<pensum::text::FontFile> load(const std::string& file) {
  auto mapped = pensum::io::map_file(folder() / file);
  if (!mapped) return std::unexpected(mapped.error());
  return pensum::text::FontFile{.name = file, .owner = mapped->owner, .bytes = mapped->bytes};
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
