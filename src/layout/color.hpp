// Colours as layout files write them, and what they are worth on paper.
#pragma once

#include "document/pages.hpp"

#include <optional>
#include <string_view>

namespace pensum::layout {

/// Six hexadecimal digits, such as "#0b5563"; else nothing.
std::optional<document::Color> parse_color(std::string_view text);

/// The contrast of `color` with white paper, from 1 to 21, as WCAG 2.2 defines it (relative luminance).
double contrast_with_white(document::Color color);

/// The least contrast with white paper of text, and of lines and areas that carry meaning (WCAG 2.2).
inline constexpr double least_contrast_of_text = 4.5;
inline constexpr double least_contrast_of_graphics = 3.0;

/// The lightest of some shades of `color` that still stands out from white paper as graphics have to.
document::Color lightest_shade(document::Color color);

}  // namespace pensum::layout
