#include "base/file_type.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace pensum {

using namespace std::string_view_literals;

namespace {

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array signatures{
    Signature{"%PDF-"sv, "a PDF"},
    Signature{"PK\x03\x04"sv, "a packed file, such as an EPUB or a workbook"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old Excel or Word file, or one with a password"},
    Signature{"\xFF\xFE\x00\x00"sv, "UTF-32"},
    Signature{"\x00\x00\xFE\xFF"sv, "UTF-32"},
    Signature{"\xFF\xFE"sv, "UTF-16"},
    Signature{"\xFE\xFF"sv, "UTF-16"},
    Signature{"\x89PNG"sv, "a PNG picture"},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG picture"},
    Signature{"GIF8"sv, "a GIF picture"},
    Signature{"\x1F\x8B"sv, "a packed file (gzip)"},
    Signature{"{\\rtf"sv, "an RTF document"},
    Signature{"SQLite format 3"sv, "a database (SQLite)"},
    Signature{"OTTO"sv, "a font"},
    Signature{"ttcf"sv, "a font"},
    Signature{"\x00\x01\x00\x00"sv, "a font"},
    Signature{"\x7F"
              "ELF"sv,
              "a program"},
};

// Pages on the web begin with one of these, in capitals or small letters.
constexpr std::array html{"<!doctype html"sv, "<html"sv};

bool begins_like(std::string_view bytes, std::string_view start) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return bytes.size() >= start.size() && std::ranges::equal(bytes.substr(0, start.size()), start, {}, lower);
}

bool is_html(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  return std::ranges::any_of(html,
                             [&](std::string_view start) { return begins_like(bytes.substr(first), start); });
}

}  // namespace

std::string_view what_instead_of_text(std::string_view bytes) {
  for (const Signature& signature : signatures) {
    if (bytes.starts_with(signature.bytes)) return signature.what;
  }
  // Without a mark, UTF-16 shows in one of the first two bytes: texts begin with an ASCII character.
  if (bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0')) return "UTF-16";
  if (is_html(bytes)) return "a web page (HTML)";
  return {};
}

}  // namespace pensum
