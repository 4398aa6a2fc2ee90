#include "manual/roff.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace pensum::manual {

namespace {

constexpr std::size_t widest = 78;  // bytes of a line of source: mandoc's limit is 80

std::string escaped(std::string_view text, bool as_typed) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    at += point.length;
    switch (point.value) {
      case '\\':
        out += "\\e";
        break;
      case '"':
        out += "\\(dq";
        break;
      case '-':
        out += as_typed ? "\\-" : "-";
        break;
      case '\'':
        out += as_typed ? "\\(aq" : "'";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      case 0xA0:
        out += "\\~";
        break;
      default:
        if (point.value < 0x80) {
          out += static_cast<char>(point.value);
        } else {
          out += fmt::format("\\[u{:04X}]", static_cast<unsigned>(point.value));
        }
    }
  }
  return out;
}

/// `word` where it begins a line, at which roff looks for requests.
std::string at_line_start(std::string_view word) {
  return (word.starts_with('.') || word.starts_with('\'') ? "\\&" : "") + std::string(word);
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool ends_sentence(std::string_view word) {
  constexpr std::string_view closing[] = {"\\fP", "\\[u201D]", "\\(dq", ")"};
  for (bool stripped = true; stripped;) {
    stripped = false;
    for (const std::string_view end : closing) {
      if (!word.ends_with(end)) continue;
      word.remove_suffix(end.size());
      stripped = true;
    }
  }
  const bool ends = word.ends_with('.') || word.ends_with('!') || word.ends_with('?');
  if (!ends || word.size() < 2) return false;
  const char before = word[word.size() - 2];
  return is_letter_or_digit(before) || before == ')' || before == ']';
}

/// Calls `take` with each word between spaces.
template <class Take>
void for_words(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string prose(std::string_view text) { return escaped(text, false); }
std::string typed(std::string_view text) { return escaped(text, true); }

std::string code(std::string_view text) {
  std::string out;
  for_words(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    out += "\\%" + typed(word);
  });
  return out;
}

std::string bold(const std::string& text) { return "\\fB" + text + "\\fP"; }
std::string italic(const std::string& text) { return "\\fI" + text + "\\fP"; }

std::string arguments(const std::string& text) {
  constexpr std::size_t longest_macro = 3;
  std::string out;
  for_words(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    if (word.size() <= longest_macro) out += "\\&";
    out += word;
  });
  return out;
}

void Page::macro(const std::string& line) {
  text_ += line + "\n";
  after_heading_ = false;
}

void Page::section(std::string_view title) {
  macro(".Sh " + arguments(prose(title)));
  after_heading_ = true;
}

void Page::part(std::string_view title) {
  macro(".Ss " + arguments(prose(title)));
  after_heading_ = true;
}

void Page::paragraph(const std::string& text) {
  if (!after_heading_) text_ += ".Pp\n";
  after_heading_ = false;
  std::size_t column = 0;
  for_words(text, [&](std::string_view word) {
    if (column > 0 && column + 1 + word.size() > widest) {
      text_ += '\n';
      column = 0;
    }
    const std::string shown = column == 0 ? at_line_start(word) : " " + std::string(word);
    text_ += shown;
    column += shown.size();
    if (ends_sentence(word)) {
      text_ += '\n';
      column = 0;
    }
  });
  if (column > 0) text_ += '\n';
}

void Page::literal(std::string_view text) {
  text_ += ".Bd -literal -offset indent\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    text_ += at_line_start(typed(text.substr(0, end))) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  text_ += ".Ed\n";
  after_heading_ = false;
}

void Page::item(const std::string& term) {
  text_ += term.empty() ? ".It\n" : ".It " + term + "\n";
  after_heading_ = true;
}

}  // namespace pensum::manual
