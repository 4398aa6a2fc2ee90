#include "base/utf8.hpp"

namespace pensum {

CodePoint decode(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = byte(offset);
  if (lead < 0x80) return {lead, 1, true};
  const auto continuation = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    const unsigned b = byte(i);
    return b >= low && b <= high;
  };
  if (lead >= 0xC2 && lead <= 0xDF) {
    if (continuation(offset + 1)) return {(lead & 0x1FU) << 6 | (byte(offset + 1) & 0x3FU), 2, true};
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;  // no surrogates
    if (continuation(offset + 1, low, high) && continuation(offset + 2)) {
      return {(lead & 0x0FU) << 12 | (byte(offset + 1) & 0x3FU) << 6 | (byte(offset + 2) & 0x3FU), 3, true};
    }
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;  // nothing beyond U+10FFFF
    if (continuation(offset + 1, low, high) && continuation(offset + 2) && continuation(offset + 3)) {
      return {(lead & 0x07U) << 18 | (byte(offset + 1) & 0x3FU) << 12 | (byte(offset + 2) & 0x3FU) << 6 |
                  (byte(offset + 3) & 0x3FU),
              4, true};
    }
  }
  return {0xFFFD, 1, false};
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode(text, i);
    if (!point.valid) return i;
    i += point.length;
  }
  return std::string_view::npos;
}

void append_utf8(std::string& text, char32_t value) {
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xC0 | value >> 6);
    text += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    text += static_cast<char>(0xE0 | value >> 12);
    text += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | value >> 18);
    text += static_cast<char>(0x80 | (value >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (value & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace pensum
