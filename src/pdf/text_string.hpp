// Text outside content streams, as ISO 32000-1 §7.9.2.2 writes it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::pdf {

/// `text` (UTF-8) in PDFDocEncoding, one byte a character, if every character has a place there that
/// ASCII or Latin-1 gives it; the bytes hold no zero and cannot be taken for UTF-16 or UTF-8.
std::optional<std::string> to_pdf_doc_encoding(std::string_view text);

/// `text` (UTF-8) as big-endian UTF-16 without a byte order mark; ill-formed bytes become U+FFFD.
std::string to_utf16(std::string_view text);

/// Appends `<FEFF…>`: a text string as a content stream writes it.
void append_hex_text(std::string& out, std::string_view text);

/// Appends `bytes` as hexadecimal digits.
void append_hex(std::string& out, std::string_view bytes);

/// The longest text that is written as it is.
inline constexpr std::size_t most_characters = 4000;

/// `text` cut to at most `limit` code points, the last an ellipsis where something was cut; control
/// characters become spaces, since neither XML nor a screen reader has a use for them, and those that turn
/// text around are left out.
std::string clipped(std::string_view text, std::size_t limit = most_characters);

}  // namespace pensum::pdf
