#include "table/dialect.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace pensum::table {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view delimiters = ",;\t";

// The offset after the line end at `at`, or the end of `bytes`.
std::size_t behind_line_end(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size()) return bytes.size();
  return at + (bytes.substr(at).starts_with("\r\n") ? 2 : 1);
}

// The delimiter that the line “sep=X” names, with quotes or without; 0 where there is no such line.
char named_delimiter(std::string_view line) {
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) {
    line = line.substr(1, line.size() - 2);
  }
  std::string_view name = line.substr(0, std::min<std::size_t>(line.size(), 4));
  const bool names = name == "sep=" || name == "SEP=" || name == "Sep=";
  if (!names || line.size() != 5) return 0;
  const char c = line.back();
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  const bool usable = (c > ' ' && c < 0x7F && c != '"' && !letter) || c == '\t';
  return usable ? c : '\0';
}

char commonest_delimiter(std::string_view bytes) {
  std::array<std::size_t, delimiters.size()> counts{};
  bool in_quotes = false;
  bool blank = true;
  for (const char c : bytes) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) {
      blank = false;
      continue;
    }
    if (c == '\r' || c == '\n') {
      if (!blank) break;
      counts = {};
      continue;
    }
    const std::size_t kind = delimiters.find(c);
    if (kind != std::string_view::npos) ++counts[kind];
    if (kind == std::string_view::npos && c != ' ') blank = false;
  }
  return delimiters[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace

Dialect dialect_of(std::string_view bytes) {
  Dialect dialect;
  if (bytes.starts_with(byte_order_mark)) dialect.first = byte_order_mark.size();
  const std::size_t end = std::min(bytes.find_first_of("\r\n", dialect.first), bytes.size());
  dialect.delimiter = named_delimiter(bytes.substr(dialect.first, end - dialect.first));
  if (dialect.delimiter != 0) {
    dialect.first = behind_line_end(bytes, end);
    dialect.named = true;
  } else {
    dialect.delimiter = commonest_delimiter(bytes.substr(dialect.first));
  }
  return dialect;
}

}  // namespace pensum::table
