#include "epub/running_text.hpp"

#include "base/eight_bytes.hpp"
#include "base/isolation.hpp"
#include "base/utf8.hpp"
#include "epub/xhtml.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace pensum::epub {

namespace {

// A longer run of signs is a line drawn with characters; a longer piece may be wider than a page in large
// type.
constexpr std::size_t longest_operator = 4;
constexpr std::size_t longest_piece = 20;

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; }

constexpr std::array<bool, 256> signs = [] {
  std::array<bool, 256> made{};
  for (const char c : std::string_view("<>=!:|&+-*%^.")) made[static_cast<unsigned char>(c)] = true;
  return made;
}();
bool is_sign(char c) { return signs[static_cast<unsigned char>(c)]; }

/// The end of the characters from `at` on for which `is` holds.
template <class Is>
std::size_t end_of(std::string_view text, std::size_t at, Is is) {
  while (at < text.size() && is(text[at])) ++at;
  return at;
}

/// Whether a word may begin at `at`.
bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || is_one_of(text[at - 1], " ([{\"'`=,");
}

/// The end of the text that stays whole with the signs [first, last); `first` if there is none.
std::size_t end_of_operator(std::string_view text, std::size_t first, std::size_t last) {
  const std::size_t count = last - first;
  if (count > longest_operator) return first;
  const bool hyphen = text[last - 1] == '-';
  if (count == 1 && !(hyphen && begins_word(text, first))) return first;
  const std::size_t word = hyphen ? end_of(text, last, is_word) : last;
  if (word - first <= longest_piece && word > first + 1) return word;
  return count > 1 ? last : first;
}

/// Collects pieces: those that are kept, and what is between them.
class Cut {
 public:
  explicit Cut(std::string_view text) : text_(text) {}

  void keep(std::size_t first, std::size_t last) {
    pass(first);
    pieces_.push_back({text_.substr(first, last - first), true});
    done_ = last;
  }

  std::vector<Piece> end() {
    pass(text_.size());
    return std::move(pieces_);
  }

 private:
  void pass(std::size_t to) {
    if (to > done_) pieces_.push_back({text_.substr(done_, to - done_)});
  }

  std::string_view text_;
  std::size_t done_ = 0;
  std::vector<Piece> pieces_;
};

char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : '\0'; }

/// The end of the words [first, last) with the signs that belong to the last of them.
std::size_t end_with_signs(std::string_view text, std::size_t first, std::size_t last) {
  std::vector<char> open;
  for (const char c : text.substr(first, last - first)) {
    if (closing(c) != '\0') open.push_back(closing(c));
    if (!open.empty() && c == open.back()) open.pop_back();
  }
  for (; last < text.size(); ++last) {
    const char c = text[last];
    const bool pair = last + 1 < text.size() && closing(c) != '\0' && text[last + 1] == closing(c);
    if (pair) {
      ++last;
    } else if (!open.empty() && c == open.back()) {
      open.pop_back();
    } else if (!is_one_of(c, "+#*")) {
      break;
    }
  }
  return last;
}

/// The end of words from `first` on: the last of them before text from right to left.
std::size_t end_of_words(std::string_view text, std::size_t first) {
  std::size_t end = first;
  for (std::size_t at = first; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (has_right_to_left(text.substr(at, point.length))) break;
    const bool punctuation = point.value >= 0x2000 && point.value <= 0x206F;
    at += point.length;
    if (point.length == 1 ? is_word(text[at - 1]) : !punctuation && point.value >= 0xC0) end = at;
  }
  return end;
}

/// Letters, spaces, and what is no sign beyond ASCII: most of a text.
bool are_words(std::uint64_t bytes) {
  using eight_bytes::is;
  const std::uint64_t signs_among_letters = is(bytes, '^') | is(bytes, '|');
  const std::uint64_t words = (bytes | bytes << 1 | eight_bytes::is_just(bytes, ' ')) & eight_bytes::high;
  return words == eight_bytes::high && signs_among_letters == 0;
}

/// The next sign from `at` on.
std::size_t find_sign(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    // What is left of a long text at its end is looked at with what is before.
    const std::size_t end = std::min(at + 8, text.size());
    if (end >= 8 && are_words(eight_bytes::at(text.data() + end - 8))) {
      at = end;
    } else if (is_sign(text[at])) {
      break;
    } else {
      ++at;
    }
  }
  return at;
}

struct Stretch {
  std::size_t first;
  std::size_t last;
};

/// The next stretch from `at` on that stays whole for its operator; empty and at the end if there is none.
Stretch find_operator(std::string_view text, std::size_t at) {
  while ((at = find_sign(text, at)) < text.size()) {
    const std::size_t last = end_of(text, at, is_sign);
    const std::size_t end = end_of_operator(text, at, last);
    if (end > at) return {at, end};
    at = last;
  }
  return {text.size(), text.size()};
}

void add_unbroken(Element parent, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto [first, last] = find_operator(text, at);
    if (first > at) add_text(parent, text.substr(at, first - at));
    if (last > first) set(add(parent, "span", text.substr(first, last - first)), "class", "whole");
    at = last;
  }
}

}  // namespace

std::vector<Piece> cut_at_operators(std::string_view text) {
  Cut cut(text);
  for (std::size_t at = 0; at < text.size();) {
    const auto [first, last] = find_operator(text, at);
    if (last > first) cut.keep(first, last);
    at = last;
  }
  return cut.end();
}

std::vector<Piece> cut_at_signed_words(std::string_view text) {
  Cut cut(text);
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    const bool sign_before = at > 0 && is_one_of(text[at - 1], ".@#-_$&*<~") && begins_word(text, at - 1);
    const std::size_t first = sign_before ? at - 1 : at;
    const std::size_t words = end_of_words(text, at);
    const std::size_t last = end_with_signs(text, first, words);
    if (first < at || last > words) cut.keep(first, last);
    at = last;
  }
  return cut.end();
}

void add_running_text(Element parent, std::string_view text) {
  if (!has_right_to_left(text)) return add_unbroken(parent, text);
  for (const Piece& piece : cut_at_signed_words(text)) {
    add_unbroken(piece.kept ? set(add(parent, "span"), "dir", "ltr") : parent, piece.text);
  }
}

Element add_isolated(Element parent, std::string_view text) {
  return set_isolated(add(parent, "span"), text);
}

Element set_isolated(Element node, std::string_view text) {
  set(node, "dir", "auto");
  add_running_text(node, text);
  return node;
}

bool needs_isolation(std::string_view text, Direction around) {
  return around == Direction::right_to_left || has_right_to_left(text);
}

void add_isolated(Element parent, std::string_view text, Direction around) {
  needs_isolation(text, around) ? static_cast<void>(add_isolated(parent, text)) : add_unbroken(parent, text);
}

void set_isolated(Element node, std::string_view text, Direction around) {
  needs_isolation(text, around) ? static_cast<void>(set_isolated(node, text)) : add_unbroken(node, text);
}

}  // namespace pensum::epub
