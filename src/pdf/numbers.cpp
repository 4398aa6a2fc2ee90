#include "pdf/numbers.hpp"

#include <charconv>
#include <cstddef>
#include <limits>

namespace pensum::pdf {

void append_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const bool small = value >= 0 && value <= std::numeric_limits<std::uint32_t>::max();
  const char* const end =
      small ? std::to_chars(digits, digits + sizeof digits, static_cast<std::uint32_t>(value)).ptr
            : std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

void append_thousandths(std::string& out, std::int64_t thousandths) {
  char text[28];
  char* end = text;
  if (thousandths < 0) *end++ = '-';
  const std::uint64_t size =
      thousandths < 0 ? 0 - static_cast<std::uint64_t>(thousandths) : static_cast<std::uint64_t>(thousandths);
  end = std::to_chars(end, text + sizeof text, size / 1000).ptr;
  if (const auto rest = static_cast<unsigned>(size % 1000); rest != 0) {
    *end++ = '.';
    *end++ = static_cast<char>('0' + rest / 100);
    *end++ = static_cast<char>('0' + rest / 10 % 10);
    *end++ = static_cast<char>('0' + rest % 10);
    while (end[-1] == '0') --end;
  }
  out.append(text, static_cast<std::size_t>(end - text));
}

}  // namespace pensum::pdf
