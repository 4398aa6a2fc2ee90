#include "epub/stylesheet.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace pensum::epub {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr const char* keep_inside = "write it as a data: URL, or leave it out";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

Place place_of(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line = before.rfind('\n');
  const std::string_view start = before.substr(line == std::string_view::npos ? 0 : line + 1);
  return {.file = file,
          .line = static_cast<int>(std::ranges::count(before, '\n')) + 1,
          .column = static_cast<int>(count_code_points(start)) + 1};
}

/// "https:" or "//": what an address starts with that leads elsewhere.
bool leads_elsewhere(std::string_view target) {
  if (target.starts_with("//")) return true;
  if (target.empty() || !is_letter(target[0])) return false;
  const std::size_t end = target.find_first_of(":/?#");
  return end != std::string_view::npos && target[end] == ':';
}

/// Walks through the tokens of a stylesheet (CSS Syntax 3 §4), as far as they can name a file.
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Diagnostics scan() {
    while (at_ < text_.size() && diagnostics_.size() < most_diagnostics) step();
    return std::move(diagnostics_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool ahead(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void step() {
    const std::size_t start = at_;
    if (skip_comment()) return;
    const char c = peek();
    if (c == '"' || c == '\'') {
      const std::string value = string();
      if (charset_) {
        if (lower(value) != "utf-8")
          fail(start, fmt::format("the encoding “{}” is not allowed in a book", shown(value)),
               "save it as UTF-8");
      } else if (names_files()) {
        check(start, value);
      }
    } else if (c == '@') {
      ++at_;
      at_rule(start, lower(name()));
    } else if (is_letter(c) || c == '_' || c == '-' || c == '\\' || static_cast<unsigned char>(c) >= 0x80) {
      identifier(start);
    } else if (is_digit(c)) {
      while (is_name(peek())) ++at_;  // a number with its unit
    } else {
      ++at_;
      if (c == '(') functions_.emplace_back();
      if (c == ')' && !functions_.empty()) {
        if (names_files(functions_.back())) --open_for_files_;
        functions_.pop_back();
      }
      if (c == ';' || c == '{' || c == '}') {
        functions_.clear();
        open_for_files_ = 0;
        charset_ = false;
        unchecked_ = false;
      }
    }
  }

  bool skip_comment() {
    if (!ahead("/*")) return false;
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) {
      fail(at_, "this comment does not end", "end it with */");
      at_ = text_.size();
    } else {
      at_ = end + 2;
    }
    return true;
  }

  void skip_space() {
    while (is_space(peek())) ++at_;
  }

  void at_rule(std::size_t start, const std::string& rule) {
    if (rule == "import")
      fail(start, "@import would load another stylesheet, which is not in the book",
           "write its rules into this file");
    charset_ = rule == "charset";
    unchecked_ = rule == "namespace" || rule == "import";
  }

  void identifier(std::size_t start) {
    const std::string word = lower(name());
    if (at_ == start) {
      ++at_;
      return;
    }
    if (peek() == '(') {
      ++at_;
      functions_.push_back(word);
      if (names_files(word)) ++open_for_files_;
      if (word == "url") address();
      return;
    }
    if (word != "direction" && word != "unicode-bidi") return;
    while (at_ < text_.size() && (is_space(peek()) || ahead("/*"))) {
      if (!skip_comment()) ++at_;
    }
    if (peek() == ':')
      fail(start, fmt::format("a book's stylesheet may not set “{}”", word),
           "leave it out: pensum sets the direction of each text");
  }

  /// The contents of url(…) without quotes.
  void address() {
    skip_space();
    const std::size_t start = at_;
    if (peek() == '"' || peek() == '\'') return;
    std::string target;
    while (at_ < text_.size() && peek() != ')' && !is_space(peek())) {
      if (peek() == '\\') {
        escape(target);
      } else {
        target += text_[at_++];
      }
    }
    if (!unchecked_) check(start, target);
  }

  /// Whether strings at this place name files.
  bool names_files() const { return !unchecked_ && open_for_files_ > 0; }
  /// Whether strings in a function do.
  static bool names_files(const std::string& function) {
    return function == "url" || function == "src" || function == "image" || function == "image-set" ||
           function == "-webkit-image-set";
  }

  void check(std::size_t start, const std::string& target) {
    const std::string address =
        lower(target.substr(std::min(target.find_first_not_of(" \t\r\n\f"), target.size())));
    // Types and formats of images are strings, too: type("image/png").
    if (!functions_.empty() && (functions_.back() == "type" || functions_.back() == "format")) return;
    if (address.empty() || address.starts_with('#') || address.starts_with("data:")) return;
    if (leads_elsewhere(address)) {
      fail(start, fmt::format("“{}” is outside the book, which is read offline", shown(target)), keep_inside);
    } else {
      fail(start, fmt::format("“{}” is a separate file, which is not in the book", shown(target)),
           keep_inside);
    }
  }

  std::string string() {
    const char quote = text_[at_++];
    std::string value;
    while (at_ < text_.size() && peek() != quote && peek() != '\n') {
      if (peek() == '\\') {
        escape(value);
      } else {
        value += text_[at_++];
      }
    }
    if (peek() == quote) ++at_;
    return value;
  }

  std::string name() {
    std::string word;
    while (at_ < text_.size()) {
      if (is_name(peek())) {
        word += text_[at_++];
      } else if (peek() == '\\' && at_ + 1 < text_.size() && peek(1) != '\n') {
        escape(word);
      } else {
        break;
      }
    }
    return word;
  }

  /// A backslash and what it stands for.
  void escape(std::string& into) {
    ++at_;
    if (at_ >= text_.size()) return;
    if (peek() == '\n') {  // continues on the next line
      ++at_;
      return;
    }
    char32_t value = 0;
    int digits = 0;
    for (; digits < 6 && hex_digit(peek()) >= 0; ++digits)
      value = value * 16 + static_cast<char32_t>(hex_digit(text_[at_++]));
    if (digits == 0) {
      into += text_[at_++];
      return;
    }
    if (is_space(peek())) ++at_;
    const bool wrong = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000);
    append_utf8(into, wrong ? U'\uFFFD' : value);
  }

  void fail(std::size_t offset, std::string message, std::string hint) {
    diagnostics_.push_back(
        {Severity::error, place_of(text_, offset, file_), std::move(message), std::move(hint)});
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::vector<std::string> functions_;  ///< those that are open, and "" for other parentheses
  std::size_t open_for_files_ = 0;      ///< how many of them take files
  bool charset_ = false;                ///< in @charset
  bool unchecked_ = false;              ///< in @namespace, whose addresses are only names, or @import
  Diagnostics diagnostics_;
};

}  // namespace

Result<std::string> read_stylesheet(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (const std::size_t invalid = find_invalid_utf8(bytes); invalid != std::string_view::npos) {
    return failure("the stylesheet is not UTF-8", "save it as UTF-8", place_of(bytes, invalid, file));
  }
  if (const std::size_t null = bytes.find('\0'); null != std::string_view::npos) {
    return failure("the stylesheet holds a null character: it is not a text file", "name a CSS file",
                   place_of(bytes, null, file));
  }
  Diagnostics diagnostics = Scanner(bytes, file).scan();
  if (!diagnostics.empty()) {
    finish(diagnostics);
    return std::unexpected(std::move(diagnostics));
  }
  return std::string(bytes);
}

std::string without_comments(std::string_view style) {
  std::string kept;
  kept.reserve(style.size());
  std::size_t from = 0;  // of what is kept, but not yet copied
  char quote = '\0';
  for (std::size_t i = 0; i < style.size(); ++i) {
    const char c = style[i];
    if (c != '/' && c != '"' && c != '\'' && c != '\\') continue;
    if (quote != '\0') {
      if (c == '\\') ++i;
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (style.substr(i).starts_with("/*")) {
      kept += style.substr(from, i - from);
      from = std::min(style.find("*/", i + 2), style.size() - 2) + 2;
      while (from < style.size() && is_space(style[from])) ++from;
      i = from - 1;
    }
  }
  return kept += style.substr(from);
}

}  // namespace pensum::epub
