// Texts in the encodings that spreadsheets and editors save.
#pragma once

#include "base/diagnostic.hpp"

#include <string>
#include <string_view>

namespace pensum::table {

/// What to do about a text in another encoding.
inline constexpr std::string_view encoding_hint =
    "save it as UTF-8; for a table the spreadsheet calls this “CSV UTF-8”";

/// Whether `bytes` begin with the byte-order mark of UTF-16.
bool is_marked_utf16(std::string_view bytes);

/// `bytes` as UTF-8 without a byte-order mark: UTF-16 with a mark is converted, UTF-8 is checked. Everything
/// else is an error with its place.
Result<std::string> utf8_text(std::string bytes, const std::string& file,
                              std::string_view hint = encoding_hint);

}  // namespace pensum::table
