// What the build found out about the fonts that come with pensum: the list of them, and what words of plain
// characters need of the main ones. It is used for the very same files only, and text is the same without it.
#pragma once

#include "base/content_hash.hpp"
#include "text/font_list.hpp"
#include "text/prepared_glyphs.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pensum::glyphs {

/// Of the languages that pensum has words in.
const text::PreparedGlyphs& prepared();

/// What read_font_list reads from `bytes`, if these are the list that came with pensum.
std::optional<std::vector<text::FontFamily>> known_font_list(std::string_view bytes);

/// A family as it is kept, with as many faces as it has.
struct KnownFamily {
  const char* name;
  const char* package;
  const char* licence;
  text::FaceRole role;
  std::size_t faces;
};
struct KnownFace {
  const char* file;
  const char* scripts;  ///< with spaces between them
  bool bold;
};
struct KnownList {
  ContentHash hash;  ///< of the list's bytes
  std::span<const KnownFamily> families;
  std::span<const KnownFace> faces;  ///< of one family after those of another
};
const KnownList& list();

}  // namespace pensum::glyphs
