// The texts of the course that comes with pensum, packed for books when the program was built. They are used
// for the very same texts only (epub/texts.hpp), and books are the same without them.
#pragma once

#include "epub/texts.hpp"

namespace pensum::prepared {

const epub::PreparedCourse& course();

}  // namespace pensum::prepared
