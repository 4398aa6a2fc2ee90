// Courses of Open edX: its format OLX, as a folder or a packed tar file.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

bool is_olx(const Input& input);

/// Chapters become parts, sequentials lessons. Minutes come from words, problems and videos. Errors: there is
/// no course in it, or its first file is damaged; what else is missing or damaged is a warning.
Result<Outline> read_olx(const Input& input, const Choices& choices);

}  // namespace pensum::importing
