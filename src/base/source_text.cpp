#include "base/source_text.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace pensum {

std::string string_literal(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?';
    text += plain ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  }
  return text + '"';
}

bool write_source(const std::string& file, std::string_view text) {
  if (std::ifstream in(file, std::ios::binary); in) {
    if (std::string(std::istreambuf_iterator<char>(in), {}) == text) return true;
  }
  std::ofstream out(file, std::ios::binary);
  out << text;
  return static_cast<bool>(out.flush());
}

}  // namespace pensum
