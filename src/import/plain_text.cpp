#include "import/plain_text.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace pensum::importing {

namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x85 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// What XML 1.0 does not let a text have, and the mark of byte order.
bool is_dropped(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

bool is_emoji(char32_t c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) ||
         (c >= 0x2190 && c <= 0x21FF) || (c >= 0x23E9 && c <= 0x23FA) || c == 0xFE0F || c == 0x200D ||
         c == 0x20E3 || (c >= 0xE0020 && c <= 0xE007F);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_shortcode(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-'; }

// A shortcode has space around it, or other shortcodes or punctuation.
bool parts_words(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const char c = text[at];
  return !is_letter(c) && !is_digit(c) && static_cast<unsigned char>(c) < 0x80 && c != '/';
}

// The end of the shortcode at `at`, or `at`.
std::size_t behind_shortcode(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  bool letter = false;
  for (; end < text.size() && is_of_shortcode(text[end]); ++end) letter = letter || !is_digit(text[end]);
  const bool closed = end < text.size() && text[end] == ':' && letter;
  return closed && parts_words(text, end + 1) ? end + 1 : at;
}

char32_t small(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c >= 0x100 && c <= 0x137) return c | 1U;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;
  if (c >= 0x14A && c <= 0x177) return c | 1U;
  return c;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (is_space(point.value)) {
      space = true;
    } else if (!is_dropped(point.value)) {
      if (space && !out.empty()) out += ' ';
      space = false;
      append_utf8(out, point.value);
    }
    at += point.length;
  }
  return out;
}

std::string plain_spaces(std::string_view text) {
  const auto is_usual = [](char c) { return (c >= ' ' && c < 0x7F) || (c >= '\t' && c <= '\r'); };
  if (std::ranges::all_of(text, is_usual)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const bool is_ascii_space = point.value == ' ' || (point.value >= '\t' && point.value <= '\r');
    if (is_ascii_space || (!is_space(point.value) && !is_dropped(point.value))) {
      out += text.substr(at, point.length);
    } else if (is_space(point.value)) {
      out += ' ';
    }
    at += point.length;
  }
  return out;
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string without_shortcodes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool apart = text[at] == ':' && (at == 0 || parts_words(text, at - 1));
    const std::size_t end = apart ? behind_shortcode(text, at) : at;
    if (end == at) {
      out += text[at++];
    } else {
      at = end;
    }
  }
  return out;
}

std::string without_emoji_at_ends(std::string_view title) {
  std::size_t first = 0;
  while (first < title.size()) {
    const CodePoint point = decode(title, first);
    if (!is_emoji(point.value) && !is_space(point.value)) break;
    first += point.length;
  }
  std::size_t last = first;  // behind the last character that is to stay
  for (std::size_t at = first; at < title.size();) {
    const CodePoint point = decode(title, at);
    at += point.length;
    if (!is_emoji(point.value) && !is_space(point.value)) last = at;
  }
  return std::string(first == last ? title : title.substr(first, last - first));
}

bool is_only_emoji(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (!is_emoji(point.value) && !is_space(point.value)) return false;
    at += point.length;
  }
  return true;
}

std::string_view without_colon(std::string_view title) {
  for (const std::string_view colon : {":", "：", " "}) {
    while (title.ends_with(colon) && title.size() > colon.size()) title.remove_suffix(colon.size());
  }
  return title;
}

std::string in_small_letters(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    append_utf8(out, small(point.value));
    at += point.length;
  }
  return out;
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    const char32_t c = small(point.value);
    const bool is_sign = c < 0x80 ? !is_letter(static_cast<char>(c)) && !is_digit(static_cast<char>(c))
                                  : c < 0xC0 || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3005) ||
                                        (c >= 0x3008 && c < 0x3021);
    if (!is_sign) append_utf8(letters, c);
  }
  return letters;
}

}  // namespace pensum::importing
