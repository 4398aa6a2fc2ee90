#include "language/words_compiler/encode.hpp"

#include "language/message.hpp"
#include "language/words_compiler/plurals.hpp"

#include <algorithm>
#include <string_view>

namespace pensum::words_compiler {
namespace {

void append_number(std::string& bytes, std::size_t number) {
  while (number >= 0x80) {
    bytes += static_cast<char>(number % 0x80 | 0x80);
    number /= 0x80;
  }
  bytes += static_cast<char>(number);
}

void append_sized(std::string& bytes, std::string_view part) {
  append_number(bytes, part.size());
  bytes += part;
}

char byte(message::Part part) { return static_cast<char>(part); }

bool is_exact(std::string_view selector) { return selector.starts_with('='); }

/// A plural's branches: those for one number first, that for all others last.
std::string encode_plural(const Piece& piece, const std::vector<Argument>& arguments) {
  std::string exact;
  std::string some;
  std::string other;
  for (const Branch& branch : piece.branches) {
    std::string& bytes = is_exact(branch.selector) ? exact : branch.selector == "other" ? other : some;
    if (is_exact(branch.selector)) {
      bytes += static_cast<char>(message::Plural::exactly);
      append_number(bytes, std::stoull(branch.selector.substr(1)));
    } else {
      bytes += static_cast<char>(category_number(branch.selector));
    }
    append_sized(bytes, encode(branch.message, arguments));
  }
  return exact + some + other;
}

/// A select's branches, in the order of its words in English.
std::string encode_select(const Piece& piece, const Argument& argument,
                          const std::vector<Argument>& arguments) {
  std::string bytes;
  for (const std::string& choice : argument.choices) {
    const auto branch = std::ranges::find(piece.branches, choice, &Branch::selector);
    append_sized(bytes, encode(branch->message, arguments));
  }
  return bytes;
}

}  // namespace

std::string encode(const Message& message, const std::vector<Argument>& arguments) {
  std::string bytes;
  for (const Piece& piece : message) {
    const auto argument = std::ranges::find(arguments, piece.text, &Argument::name);
    const auto index = static_cast<std::size_t>(argument - arguments.begin());
    switch (piece.kind) {
      case Piece::Kind::literal:
        bytes += byte(message::Part::literal);
        append_sized(bytes, piece.text);
        break;
      case Piece::Kind::text:
        bytes += byte(message::Part::text);
        append_number(bytes, index);
        break;
      case Piece::Kind::number:
        bytes += byte(message::Part::number);
        append_number(bytes, index);
        break;
      case Piece::Kind::english_number:
        bytes += byte(message::Part::english_number);
        append_number(bytes, index);
        break;
      case Piece::Kind::plural:
        bytes += byte(message::Part::plural);
        append_number(bytes, index);
        append_sized(bytes, encode_plural(piece, arguments));
        break;
      case Piece::Kind::select:
        bytes += byte(message::Part::select);
        append_number(bytes, index);
        append_sized(bytes, encode_select(piece, *argument, arguments));
        break;
    }
  }
  return bytes;
}

std::string encode_all(std::string_view plurals, const std::vector<std::string>& messages) {
  std::string offsets;
  std::string bytes;
  const auto add_offset = [&] {
    for (std::size_t i = 0; i < message::offset_size; ++i)
      offsets += static_cast<char>(bytes.size() >> (8 * i) & 0xFFU);
  };
  for (const std::string& message : messages) {
    add_offset();
    bytes += message;
  }
  add_offset();
  return std::string(plurals) + offsets + bytes;
}

}  // namespace pensum::words_compiler
