#include "language/words_compiler/gap.hpp"

#include "base/gap_marks.hpp"
#include "base/isolation.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace pensum::words_compiler {
namespace {

Piece literal(std::string_view text) { return {Piece::Kind::literal, std::string(text)}; }

/// In English one is 1, and no other number; other languages' “one” is other numbers, too.
std::string english_only(const std::string& selector) { return selector == "one" ? "=1" : selector; }

Message tidied(const Message& message);

/// `english` as it goes on within the marks: they end before a text, and begin behind it.
Message within_marks(const Message& english) {
  Message message;
  for (const Piece& piece : english) {
    if (piece.kind == Piece::Kind::text) {
      message.push_back(literal(english_ends));
      message.push_back(piece);
      message.push_back(literal(english_begins));
      continue;
    }
    Piece other = piece;
    if (piece.kind == Piece::Kind::number) other.kind = Piece::Kind::english_number;
    for (Branch& branch : other.branches) {
      if (piece.kind == Piece::Kind::plural) branch.selector = english_only(branch.selector);
      branch.message = tidied(within_marks(branch.message));
    }
    message.push_back(std::move(other));
  }
  return message;
}

/// The same with neighbouring literals in one.
Message joined(const Message& message) {
  Message all;
  for (const Piece& piece : message) {
    if (piece.kind == Piece::Kind::literal && !all.empty() && all.back().kind == Piece::Kind::literal) {
      all.back().text += piece.text;
    } else {
      all.push_back(piece);
    }
  }
  return all;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what))
    text.replace(at, what.size(), with);
}

bool has_letters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// The same with marks only where words are, and spaces outside of them: a mark has a letter beside it.
std::string tidy(std::string text) {
  const std::string begins(english_begins);
  const std::string ends(english_ends);
  for (const std::string space : {" ", "\u00A0"}) {
    replace_all(text, begins + space, space + begins);
    replace_all(text, space + ends, ends + space);
  }
  for (std::size_t at = text.find(begins); at != std::string::npos; at = text.find(begins, at + 1)) {
    const std::size_t first = at + begins.size();
    const std::size_t last = text.find(ends, first);
    if (last == std::string::npos || has_letters(std::string_view(text).substr(first, last - first)))
      continue;
    text.erase(last, ends.size());
    text.erase(at, begins.size());
  }
  return text;
}

Message tidied(const Message& message) {
  Message tidy_one = joined(message);
  for (Piece& piece : tidy_one) {
    if (piece.kind == Piece::Kind::literal) piece.text = tidy(std::move(piece.text));
  }
  std::erase_if(tidy_one,
                [](const Piece& piece) { return piece.kind == Piece::Kind::literal && piece.text.empty(); });
  return tidy_one;
}

bool says_words(const Message& message) {
  return std::ranges::any_of(message, [](const Piece& piece) {
    return (piece.kind == Piece::Kind::literal && has_letters(piece.text)) ||
           std::ranges::any_of(piece.branches,
                               [](const Branch& branch) { return says_words(branch.message); });
  });
}

/// The same with a letter without width behind each end: at the end of a line that runs from right to left
/// what has no direction of its own would no longer be beside its words.
Message with_strong_ends(Message message) {
  constexpr std::string_view left_to_right_mark = "\u200E";
  for (Piece& piece : message) {
    for (std::size_t at = 0; piece.kind == Piece::Kind::literal;) {
      at = piece.text.find(english_ends, at);
      if (at == std::string::npos) break;
      piece.text.insert(at += english_ends.size(), left_to_right_mark);
    }
    for (Branch& branch : piece.branches) branch.message = with_strong_ends(std::move(branch.message));
  }
  return message;
}

}  // namespace

Message in_english(const Message& english, bool among_right_to_left) {
  Message message = within_marks(english);
  message.insert(message.begin(), literal(english_begins));
  message.push_back(literal(english_ends));
  message = tidied(message);
  if (among_right_to_left && says_words(english)) {
    message = with_strong_ends(std::move(message));
    message.insert(message.begin(), literal(left_to_right_isolate));
    message.push_back(literal(pop_directional_isolate));
  }
  return message;
}

}  // namespace pensum::words_compiler
