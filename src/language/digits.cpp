#include "language/digits.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace pensum {

Digits::Digits(std::u32string_view ten) {
  if (ten.size() != digits_.size()) return;
  std::ranges::copy(ten, digits_.begin());
  ascii_ = ten == U"0123456789";
}

std::string_view Digits::write(std::int64_t number, Room& room, std::size_t width) const {
  std::array<unsigned char, 20> values{};
  std::size_t count = 0;
  std::uint64_t rest = number < 0 ? -static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  do {
    values[count++] = static_cast<unsigned char>(rest % 10);
    rest /= 10;
  } while (rest > 0 || count < std::min<std::size_t>(width, 19));
  std::size_t length = 0;
  if (number < 0) room[length++] = '-';
  while (count > 0) {
    const unsigned char value = values[--count];
    if (ascii_) {
      room[length++] = static_cast<char>('0' + value);
      continue;
    }
    std::string digit;
    append_utf8(digit, digits_[value]);
    length = static_cast<std::size_t>(std::ranges::copy(digit, room.begin() + length).out - room.begin());
  }
  return {room.data(), length};
}

std::string Digits::text(std::int64_t number, std::size_t width) const {
  Room room;
  return std::string(write(number, room, width));
}

std::string Digits::name(const std::string& name) const {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (ascii_ || !std::ranges::all_of(name, is_digit)) return name;
  std::string own;
  for (const char digit : name) append_utf8(own, digits_[static_cast<std::size_t>(digit - '0')]);
  return own;
}

}  // namespace pensum
