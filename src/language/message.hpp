// The words of one language as the build compiles them (words_compiler), and how a sentence is made of them.
// Callers see this only through class Language; the types of arguments are those that the keys of word.hpp
// hold.
#pragma once

#include "language/digits.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace pensum {

namespace word {

/// A whole number that a sentence names or agrees with.
class Count {
 public:
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  constexpr Count(Number value) : value_(static_cast<std::int64_t>(value)) {}
  constexpr std::int64_t value() const { return value_; }

 private:
  std::int64_t value_;
};

/// A text that a sentence contains. It holds a view: a temporary string lives as long as the expression in
/// which the sentence is made.
class Text {
 public:
  template <std::convertible_to<std::string_view> From>
  constexpr Text(const From& text) : text_(text) {}
  constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace word

/// How a text is written in a sentence: as it is, or between the characters that isolate it
/// (base/isolation.hpp), for callers that have to keep its order in a line of another direction.
enum class TextForm { plain, isolated };

namespace message {

/// One argument as sentences take it: a number, a text, or which of several (its place among them).
struct Argument {
  std::int64_t number = 0;
  std::string_view text;

  constexpr Argument(word::Count count) : number(count.value()) {}
  constexpr Argument(word::Text value) : text(value.view()) {}
  template <class Choice>
    requires std::is_enum_v<Choice>
  constexpr Argument(Choice choice) : number(static_cast<std::int64_t>(choice)) {}
};

/// The parts of a compiled message. Numbers are of 7 bits a byte, the lowest first, the last byte without its
/// highest bit; lengths are of bytes.
enum class Part : unsigned char {
  literal,         ///< length, bytes
  text,            ///< argument
  number,          ///< argument
  english_number,  ///< argument; in the digits of English
  plural,          ///< argument, length of the branches; for each: its selector, length, parts
  select,          ///< argument, length of the branches; for each: length, parts
};

/// The selectors of plural branches: CLDR's categories, and one for “=3”, which the number follows. Branches
/// for one number come first, that for all others comes last.
enum class Plural : unsigned char { zero, one, two, few, many, other, exactly };

/// What a language's bytes begin with: the category of each number below 200, for all above that of the
/// number with the same last two digits from 100 on, and that of whole millions. Whole numbers of all
/// languages but Cornish agree with it, as the compiler makes sure. Offsets of the messages follow, three
/// bytes each, lowest first, from the end of the offsets, and one for the end of the last message.
inline constexpr std::size_t plural_numbers = 200;
inline constexpr std::size_t plural_entries = plural_numbers + 1;
inline constexpr std::size_t offset_size = 3;

/// The place of a number in that table.
constexpr std::size_t plural_entry(std::int64_t number) {
  const std::uint64_t n =
      number < 0 ? -static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  if (n < plural_numbers) return n;
  return n % 1'000'000 == 0 ? plural_numbers : 100 + n % 100;
}

/// The bytes of a language with `count` keys.
struct Words {
  const unsigned char* bytes = nullptr;
  std::size_t count = 0;
  bool gaps = false;  ///< some are English sentences, with marks (base/gap_marks.hpp)
};

/// The sentence of key `id`.
std::string say(Words words, std::size_t id, std::span<const Argument> arguments, const Digits& digits,
                TextForm form);

/// Takes a piece of a sentence: 0 and a part of its own words, or 1 for its first argument and so on, and how
/// that is written.
using Visitor = void (*)(void* context, std::size_t argument, std::string_view text);

/// The pieces of a sentence one after the other.
void visit(Words words, std::size_t id, std::span<const Argument> arguments, const Digits& digits,
           Visitor visitor, void* context);

}  // namespace message
}  // namespace pensum
