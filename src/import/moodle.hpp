// Backups of Moodle courses (.mbz), packed or as a folder.
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

bool is_moodle(const Input& input);

/// Sections become parts, activities lessons, with the texts of pages, books and lessons, of introductions
/// and of labels; questions of quizzes become checks. Errors: the backup's first file is damaged, or lists no
/// activities.
Result<Outline> read_moodle(const Input& input, const Choices& choices);

}  // namespace pensum::importing
