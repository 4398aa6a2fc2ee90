#include "pdf/value_bytes.hpp"

#include <algorithm>
#include <optional>

namespace pensum::pdf {

namespace {

// As most texts are: nothing in it is cut, left out or encoded otherwise.
bool is_plain(std::string_view text) {
  return text.size() <= most_characters &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
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
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t special = std::min(bytes.find_first_of("()\\", at), bytes.size());
    out += bytes.substr(at, special - at);
    if (special < bytes.size()) (out += '\\') += bytes[special];
    at = special + 1;
  }
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
