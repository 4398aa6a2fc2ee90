#include "pdf/numbers.hpp"

#include <charconv>

namespace pensum::pdf {

void append_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end.ptr);
}

void append_thousandths(std::string& out, std::int64_t thousandths) {
  char text[28];
  char* end = text;
  if (thousandths < 0) *end++ = '-';
  const std::int64_t size = thousandths < 0 ? -thousandths : thousandths;
  end = std::to_chars(end, text + sizeof text, size / 1000).ptr;
  if (const std::int64_t rest = size % 1000; rest != 0) {
    *end++ = '.';
    *end++ = static_cast<char>('0' + rest / 100);
    *end++ = static_cast<char>('0' + rest / 10 % 10);
    *end++ = static_cast<char>('0' + rest % 10);
    while (end[-1] == '0') --end;
  }
  out.append(text, end);
}

}  // namespace pensum::pdf
