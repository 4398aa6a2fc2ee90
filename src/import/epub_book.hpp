// E-books: EPUB 2 and 3.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

/// Whether `input` holds what every EPUB begins with.
bool is_epub(const Input& input);

/// Lessons are the leaves of the table of contents, each with the words from its place to that of the next
/// entry. Errors: the book is protected, damaged, or has no text.
Result<Outline> read_epub(const Input& input, const Choices& choices);

}  // namespace pensum::importing
