// A reader's own stylesheet, checked for what a book cannot contain.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pensum::epub {

/// A longer stylesheet is refused.
inline constexpr std::size_t most_style_bytes = std::size_t{1} << 20;

/// The stylesheet in `bytes`, without a byte order mark. Errors, each with its place in `file`: text that
/// is not UTF-8; whatever would be fetched from outside the file, as a book contains all that it shows and is
/// read offline; and the properties that EPUB 3.3 §6.3.1 forbids. What else a stylesheet may contain is left
/// unchecked.
Result<std::string> read_stylesheet(std::string_view bytes, const std::string& file);

/// A stylesheet without its comments and the white space around them, which readers do not need.
std::string without_comments(std::string_view style);

}  // namespace pensum::epub
