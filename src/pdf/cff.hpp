// What a PDF needs to read of a CFF table (Adobe Technical Note 5176): the character identifiers of
// a CID-keyed font's glyphs, because a PDF selects such a font's glyphs by CID and not by position.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pensum::pdf {

/// The CID of each glyph of a CID-keyed CFF font, in glyph order; empty for a font that is not
/// CID-keyed, whose glyphs a PDF selects by position; nothing if the table is broken.
std::optional<std::vector<std::uint16_t>> character_identifiers(std::string_view cff);

}  // namespace pensum::pdf
