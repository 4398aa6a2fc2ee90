// Colours as layout files write them, and what they are worth on paper.
#pragma once

#include "page/pages.hpp"

#include <optional>
#include <string_view>

namespace pensum::page {

/// Six hexadecimal digits, such as "#0b5563"; else nothing.
std::optional<Color> parse_color(std::string_view text);

/// The contrast of `color` with white paper, from 1 to 21, as WCAG 2.2 defines it (relative luminance).
double contrast_with_white(Color color);

}  // namespace pensum::page
