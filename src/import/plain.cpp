#include "import/plain.hpp"

#include "base/utf8.hpp"
#include "course/draft.hpp"

#include <fmt/format.h>

namespace pensum::importing {

namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Whether XML allows no such character, or it shows nothing.
bool is_dropped(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

}  // namespace

std::string plain(std::string_view text) {
  std::string kept;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    if (is_space(point.value)) {
      space = true;
    } else if (!is_dropped(point.value)) {
      if (space && !kept.empty()) kept += ' ';
      space = false;
      append_utf8(kept, point.value);
    }
  }
  return kept;
}

std::string folded(std::string_view text) {
  std::string small = plain(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

std::string web_address(std::string_view url) {
  std::string address;
  for (const char c : plain(url)) {
    const bool forbidden = std::string_view(" \"<>\\^`{|}").contains(c);
    address += forbidden ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return is_web_address(address) ? address : std::string();
}

}  // namespace pensum::importing
