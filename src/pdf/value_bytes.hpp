// Values as the bytes of a file. The objects of which a long document has thousands are written with these,
// one whole object at a time (libharu makes the others: see objects.hpp).
#pragma once

#include "document/pages.hpp"
#include "pdf/numbers.hpp"
#include "pdf/text_string.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pensum::pdf {

/// That of an object. No object has 0.
using Number = std::uint32_t;

/// A list with more items is an object of its own: some readers parse a dictionary anew for each kid that
/// asks for its parent.
inline constexpr std::size_t few_items = 32;

/// Appends "12 0 R".
void append_reference(std::string& out, Number number);
/// Appends an entry of a dictionary: `key`, with its slash, and the reference.
void append_reference(std::string& out, std::string_view key, Number number);
/// Appends an array of references.
void append_references(std::string& out, std::span<const Number> numbers);
/// Appends `key` and a byte string.
void append_string(std::string& out, std::string_view key, std::string_view bytes);
/// Appends `key` and a text string: PDFDocEncoding where that does, else UTF-16.
void append_text(std::string& out, std::string_view key, std::string_view utf8);
/// Appends the edges of `area` on a page of `height` as an array: left, bottom, right, top.
void append_area(std::string& out, const document::Rectangle& area, Points page_height);

}  // namespace pensum::pdf
