#include "app/help_text.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace pensum::app {

namespace {

constexpr std::size_t margin = 2;  // before the first column
constexpr std::size_t gap = 2;     // before the second

void append_wrapped(std::string& out, std::string_view line, std::size_t width, std::size_t indent) {
  std::size_t column = 0;  // 0: nothing on this line yet
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    if (word.empty()) continue;
    const std::size_t length = count_code_points(word);
    if (column > 0 && column + 1 + length > width) {
      out += '\n';
      column = 0;
    }
    out += column == 0 ? std::string(indent, ' ') : " ";
    column = (column == 0 ? indent : column + 1) + length;
    out += word;
  }
  out += '\n';
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    append_wrapped(out, text.substr(0, end), width, indent);
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

std::string wrapped_command(std::string_view command, std::size_t width, std::size_t indent) {
  constexpr std::string_view goes_on = " \\";
  std::string text = wrapped(command, width, indent);
  if (std::ranges::count(text, '\n') == 1) return text;
  text = wrapped(command, width - goes_on.size(), indent);
  for (std::size_t end = text.find('\n'); end + 1 < text.size();
       end = text.find('\n', end + goes_on.size() + 1)) {
    text.insert(end, goes_on);
  }
  return text;
}

std::size_t term_width(std::span<const HelpRow> rows, std::size_t width) {
  std::size_t widest = 0;
  for (const HelpRow& row : rows) {
    const std::size_t length = count_code_points(row.term);
    if (margin + length + gap <= width / 2) widest = std::max(widest, length);
  }
  return widest;
}

std::string two_columns(std::span<const HelpRow> rows, std::size_t width, std::size_t term_width) {
  const std::size_t indent = margin + term_width + gap;
  std::string out;
  for (const HelpRow& row : rows) {
    const std::size_t length = count_code_points(row.term);
    std::string text = wrapped(row.text, width, indent);
    out += std::string(margin, ' ') + row.term;
    if (length > term_width) {
      out += '\n';
    } else {
      text.erase(0, margin + length);  // the term replaces these spaces
    }
    out += text;
  }
  return out;
}

}  // namespace pensum::app
