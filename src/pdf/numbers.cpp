#include "pdf/numbers.hpp"

#include <charconv>

namespace pensum::pdf {

void append_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end.ptr);
}

void append_thousandths(std::string& out, std::int64_t thousandths) {
  if (thousandths < 0) out += '-';
  const std::int64_t size = thousandths < 0 ? -thousandths : thousandths;
  append_integer(out, size / 1000);
  const std::int64_t rest = size % 1000;
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 100);
  if (rest % 100 == 0) return;
  out += static_cast<char>('0' + rest / 10 % 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

}  // namespace pensum::pdf
