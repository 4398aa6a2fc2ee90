// The fonts that documents are set with: those of fonts/fonts.xml, then the user's own.
#pragma once

#include "base/diagnostic.hpp"
#include "io/resources.hpp"
#include "text/font.hpp"
#include "text/font_list.hpp"

#include <string>
#include <vector>

namespace pensum::shelf {

/// The families that fonts/fonts.xml lists.
Result<std::vector<text::FontFamily>> list_fonts(const io::Resources& resources);

/// Font files (.ttf, .otf, .ttc) in the fonts folder that no family lists, by name.
std::vector<std::string> own_fonts(const io::Resources& resources,
                                   const std::vector<text::FontFamily>& families);

/// What one of these files holds. Errors: why it cannot be used.
Result<text::FontSummary> summary_of_font(const io::Resources& resources, const std::string& file);

/// All of them, opened as they are needed; the user's own are the last fallbacks.
Result<text::FontSet> load_fonts(const io::Resources& resources);

}  // namespace pensum::shelf
