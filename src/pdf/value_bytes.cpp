#include "pdf/value_bytes.hpp"

#include <algorithm>
#include <optional>

namespace pensum::pdf {

namespace {

// As most texts are: nothing in it is cut, left out or encoded otherwise.
bool is_plain(std::string_view text) {
  bool plain = text.size() <= most_characters;
  for (const char c : text) plain &= c >= ' ' && c <= '~';  // all of it, many at once
  return plain;
}

}  // namespace

void append_reference(std::string& out, Number number) {
  append_integer(out, number);
  out += " 0 R";
}

void append_reference(std::string& out, std::string_view key, Number number) {
  out += key;
  out += ' ';
  append_reference(out, number);
}

void append_references(std::string& out, std::span<const Number> numbers) {
  char between = '[';
  for (const Number number : numbers) {
    out += between;
    append_reference(out, number);
    between = ' ';
  }
  out += numbers.empty() ? "[]" : "]";
}

void append_string(std::string& out, std::string_view key, std::string_view bytes) {
  out += key;
  out += '(';
  std::size_t first = 0;  // not yet appended
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c != '(' && c != ')' && c != '\\') continue;
    out += bytes.substr(first, at - first);
    out += '\\';
    first = at;
  }
  out += bytes.substr(first);
  out += ')';
}

void append_text(std::string& out, std::string_view key, std::string_view utf8) {
  if (is_plain(utf8)) return append_string(out, key, utf8);
  const std::string text = clipped(utf8);
  if (const std::optional<std::string> bytes = to_pdf_doc_encoding(text)) {
    return append_string(out, key, *bytes);
  }
  out += key;
  append_hex_text(out, text);
}

void append_area(std::string& out, const document::Rectangle& area, Points page_height) {
  char between = '[';
  for (const Points edge :
       {area.left, page_height - area.top - area.height, area.left + area.width, page_height - area.top}) {
    out += between;
    append_length(out, edge);
    between = ' ';
  }
  out += ']';
}

}  // namespace pensum::pdf
