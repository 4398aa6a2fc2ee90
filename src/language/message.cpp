#include "language/message.hpp"

#include "base/isolation.hpp"

#include <fmt/format.h>

namespace pensum::message {
namespace {

/// Walks through the parts of one message. Sink takes `literal`, `text`, `number` and `english_number`.
template <class Sink>
class Walk {
 public:
  Walk(const unsigned char* plurals, std::span<const Argument> arguments, Sink& sink)
      : plurals_(plurals), arguments_(arguments), sink_(sink) {}

  void message(const unsigned char* at, const unsigned char* end) {
    while (at < end) {
      const auto part = static_cast<Part>(*at++);
      if (part == Part::literal) {
        const std::size_t length = number(at);
        sink_.literal({reinterpret_cast<const char*>(at), length});
        at += length;
        continue;
      }
      const std::size_t index = number(at);
      switch (part) {
        case Part::text:
          sink_.text(index, arguments_[index].text);
          break;
        case Part::number:
          sink_.number(index, arguments_[index].number);
          break;
        case Part::english_number:
          sink_.english_number(index, arguments_[index].number);
          break;
        case Part::plural:
        case Part::select: {
          const std::size_t length = number(at);
          const std::int64_t value = arguments_[index].number;
          part == Part::plural ? plural(at, at + length, value) : select(at, at + length, value);
          at += length;
          break;
        }
        case Part::literal:
          break;
      }
    }
  }

 private:
  static std::size_t number(const unsigned char*& at) {
    std::size_t value = *at & 0x7FU;
    for (unsigned shift = 7; (*at++ & 0x80U) != 0; shift += 7) value |= std::size_t{*at & 0x7FU} << shift;
    return value;
  }

  void plural(const unsigned char* at, const unsigned char* end, std::int64_t value) {
    const auto category = static_cast<Plural>(plurals_[plural_entry(value)]);
    while (at < end) {
      const auto selector = static_cast<Plural>(*at++);
      const bool taken = selector == Plural::exactly ? static_cast<std::int64_t>(number(at)) == value
                                                     : selector == category || selector == Plural::other;
      const std::size_t length = number(at);
      if (taken) return message(at, at + length);
      at += length;
    }
  }

  void select(const unsigned char* at, const unsigned char* end, std::int64_t value) {
    while (at < end) {
      const std::size_t length = number(at);
      if (value-- == 0) return message(at, at + length);
      at += length;
    }
  }

  const unsigned char* plurals_;
  std::span<const Argument> arguments_;
  Sink& sink_;
};

template <class Sink>
void walk(Words words, std::size_t id, std::span<const Argument> arguments, Sink& sink) {
  const unsigned char* offsets = words.bytes + plural_entries;
  const unsigned char* messages = offsets + (words.count + 1) * offset_size;
  const auto start = [&](std::size_t message) {
    const unsigned char* at = offsets + message * offset_size;
    return messages + (std::size_t{at[0]} | std::size_t{at[1]} << 8 | std::size_t{at[2]} << 16);
  };
  Walk<Sink>(words.bytes, arguments, sink).message(start(id), start(id + 1));
}

struct Sentence {
  void append(std::string_view part) { text_.append(part.data(), part.data() + part.size()); }
  void literal(std::string_view part) { append(part); }
  void text(std::size_t, std::string_view value) {
    form_ == TextForm::isolated ? append(isolated(value)) : append(value);
  }
  void number(std::size_t, std::int64_t value) {
    Digits::Room room;
    append(digits_.write(value, room));
  }
  void english_number(std::size_t, std::int64_t value) {
    Digits::Room room;
    append(Digits().write(value, room));
  }

  const Digits& digits_;
  TextForm form_;
  fmt::basic_memory_buffer<char, 256> text_{};
};

struct Pieces {
  void literal(std::string_view part) const { visitor_(context_, 0, part); }
  void text(std::size_t index, std::string_view value) const { visitor_(context_, index + 1, value); }
  void number(std::size_t index, std::int64_t value) const {
    Digits::Room room;
    visitor_(context_, index + 1, digits_.write(value, room));
  }
  void english_number(std::size_t index, std::int64_t value) const {
    Digits::Room room;
    visitor_(context_, index + 1, Digits().write(value, room));
  }

  const Digits& digits_;
  Visitor visitor_;
  void* context_;
};

}  // namespace

std::string say(Words words, std::size_t id, std::span<const Argument> arguments, const Digits& digits,
                TextForm form) {
  Sentence sentence{digits, form};
  walk(words, id, arguments, sentence);
  return {sentence.text_.data(), sentence.text_.size()};
}

void visit(Words words, std::size_t id, std::span<const Argument> arguments, const Digits& digits,
           Visitor visitor, void* context) {
  const Pieces pieces{digits, visitor, context};
  walk(words, id, arguments, pieces);
}

}  // namespace pensum::message
