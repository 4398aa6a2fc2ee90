// Marked texts and readings as XML, as markup_reader.hpp reads them.
#pragma once

#include "course/reading.hpp"
#include "course/rich_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum {

/// <name attributes>text</name> on lines of its own that are indented by `indent` spaces. `attributes` begins
/// with a space or is empty.
std::string rich_element(std::string_view name, const RichText& text, std::size_t indent,
                         std::string_view attributes = {});

/// A <reading>, indented by `indent` spaces.
std::string write_reading(const Reading& reading, std::size_t indent);

}  // namespace pensum
