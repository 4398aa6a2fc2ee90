#include "base/date.hpp"

namespace pensum {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

unsigned iso_week(Date date) {
  const Date thursday = week_start(date, std::chrono::Monday) + days{3};
  const Date new_year{std::chrono::year_month_day{thursday}.year() / 1 / 1};
  return static_cast<unsigned>((thursday - new_year).count() / 7) + 1;
}

std::string to_iso(Date date) {
  const std::chrono::year_month_day parts{date};
  std::string text = "yyyy-mm-dd";
  const auto put = [&](std::size_t first, std::size_t count, unsigned number) {
    for (std::size_t at = first + count; at-- > first; number /= 10)
      text[at] = static_cast<char>('0' + number % 10);
  };
  put(0, 4, static_cast<unsigned>(static_cast<int>(parts.year())));
  put(5, 2, static_cast<unsigned>(parts.month()));
  put(8, 2, static_cast<unsigned>(parts.day()));
  return text;
}

}  // namespace pensum
