#include "pdf/text_string.hpp"

#include "base/isolation.hpp"
#include "base/utf8.hpp"

namespace pensum::pdf {

namespace {

void append_unit(std::string& out, char32_t unit) {
  out += static_cast<char>(unit >> 8 & 0xFF);
  out += static_cast<char>(unit & 0xFF);
}

bool is_control(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0xFFFE || value == 0xFFFF;
}

}  // namespace

std::optional<std::string> to_pdf_doc_encoding(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    // 0xA0 is the euro sign there and 0xAD is undefined.
    const bool same = (point.value >= 0x20 && point.value < 0x7F) ||
                      (point.value > 0xA0 && point.value <= 0xFF && point.value != 0xAD);
    if (!point.valid || !same) return std::nullopt;
    bytes += static_cast<char>(point.value);
    at += point.length;
  }
  const bool byte_order_mark =
      bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xEF\xBB\xBF");
  if (byte_order_mark) return std::nullopt;
  return bytes;
}

std::string to_utf16(std::string_view text) {
  std::string out;
  out.reserve(2 * text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    if (point.value < 0x10000) {
      append_unit(out, point.value);
    } else {
      append_unit(out, 0xD800 + ((point.value - 0x10000) >> 10));
      append_unit(out, 0xDC00 + ((point.value - 0x10000) & 0x3FF));
    }
  }
  return out;
}

void append_hex(std::string& out, std::string_view bytes) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char byte : bytes) {
    out += digits[static_cast<unsigned char>(byte) >> 4];
    out += digits[static_cast<unsigned char>(byte) & 0xF];
  }
}

void append_hex_text(std::string& out, std::string_view text) {
  out += "<FEFF";
  append_hex(out, to_utf16(text));
  out += '>';
}

std::string clipped(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const CodePoint point = decode(text, at);
    if (count + 1 == limit && at + point.length < text.size()) {
      append_utf8(out, U'\u2026');
      break;
    }
    at += point.length;
    if (turns_direction(point.value)) continue;
    append_utf8(out, is_control(point.value) ? U' ' : point.value);
  }
  return out;
}

}  // namespace pensum::pdf
