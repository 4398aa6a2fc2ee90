// What a file is that was handed over in the place of another.
#pragma once

#include <string_view>

namespace pensum {

/// What bytes are, in words such as "a PDF", that are neither XML nor a table as text: by the signature that
/// their format begins with, or a NUL, which no text holds. Empty for everything else.
std::string_view what_instead_of_text(std::string_view bytes);

}  // namespace pensum
