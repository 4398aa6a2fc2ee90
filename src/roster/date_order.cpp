#include "roster/date_order.hpp"

#include "base/named_setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::roster {

namespace {

// A date with slashes in a text: bytes [first, last).
struct SlashDate {
  std::size_t first;
  std::size_t last;
  unsigned left;   // the number before the first slash
  unsigned right;  // the number behind it
  unsigned year;

  std::string iso(DateOrder order) const {
    const bool day_first = order == DateOrder::day_first;
    return fmt::format("{:04}-{:02}-{:02}", year, day_first ? right : left, day_first ? left : right);
  }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number at `at`, of at least `least` digits, which is moved behind it.
std::optional<unsigned> number_at(std::string_view text, std::size_t& at, std::size_t least,
                                  std::size_t most) {
  unsigned value = 0;
  std::size_t end = at;
  for (; end < text.size() && is_digit(text[end]); ++end) {
    if (end - at == most) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(text[end] - '0');
  }
  if (end - at < least) return std::nullopt;
  at = end;
  return value;
}

bool take_slash(std::string_view text, std::size_t& at) {
  if (at == text.size() || text[at] != '/') return false;
  ++at;
  return true;
}

std::optional<SlashDate> date_at(std::string_view text, std::size_t first) {
  std::size_t at = first;
  const auto left = number_at(text, at, 1, 2);
  if (!left || !take_slash(text, at)) return std::nullopt;
  const auto right = number_at(text, at, 1, 2);
  if (!right || !take_slash(text, at)) return std::nullopt;
  const auto year = number_at(text, at, 4, 4);
  if (!year || (at < text.size() && text[at] == '/')) return std::nullopt;
  return SlashDate{.first = first, .last = at, .left = *left, .right = *right, .year = *year};
}

// The first one in `text` from `from` on.
std::optional<SlashDate> next_date(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const bool begins = is_digit(text[at]) && (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '/'));
    if (!begins) continue;
    if (auto date = date_at(text, at)) return date;
  }
  return std::nullopt;
}

// “3 April 2026” of “2026-04-03”.
std::string in_words(std::string_view iso) {
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  const auto two_digits = [iso](std::size_t at) {
    return static_cast<std::size_t>((iso[at] - '0') * 10 + (iso[at + 1] - '0'));
  };
  return fmt::format("{} {} {}", two_digits(8), months.at(two_digits(5) - 1), iso.substr(0, 4));
}

}  // namespace

std::string with_iso_dates(std::string_view value, DateOrder order) {
  std::string text;
  std::size_t at = 0;
  while (const auto date = next_date(value, at)) {
    text += value.substr(at, date->first - at);
    text += date->iso(order);
    at = date->last;
  }
  return text.append(value.substr(at));
}

void DateEvidence::look_at(std::string_view value, std::size_t row, const std::function<Place()>& place) {
  if (!value.contains('/')) return;
  for (auto date = next_date(value, 0); date; date = next_date(value, date->last)) {
    const auto note = [&](std::optional<Witness>& witness) {
      if (witness) return;
      witness = {.date = std::string(value.substr(date->first, date->last - date->first)),
                 .row = row,
                 .place = place()};
    };
    const auto may_be_month = [](unsigned number) { return number >= 1 && number <= 12; };
    const bool left = may_be_month(date->left);
    const bool right = may_be_month(date->right);
    if (!left && right) note(day_first_);
    if (left && !right) note(month_first_);
    if (left && right && date->left != date->right) note(open_);
  }
}

Result<DateOrder> DateEvidence::order(std::string_view column) const {
  if (day_first_ && month_first_) {
    const bool later = month_first_->row >= day_first_->row;
    const Witness& first = later ? *day_first_ : *month_first_;
    const Witness& second = later ? *month_first_ : *day_first_;
    return failure(
        fmt::format("row {}, {}: “{}” begins with the {}, but “{}” in row {} with the {}", second.row, column,
                    second.date, later ? "month" : "day", first.date, first.row, later ? "day" : "month"),
        "write all dates of the column in one way, best as YYYY-MM-DD", second.place);
  }
  if (day_first_) return DateOrder::day_first;
  if (month_first_) return DateOrder::month_first;
  // There is no date with slashes, or its month and day are the same number.
  if (!open_) return DateOrder::day_first;
  const SlashDate date = *next_date(open_->date, 0);
  const std::string day_first = date.iso(DateOrder::day_first);
  const std::string month_first = date.iso(DateOrder::month_first);
  return failure(fmt::format("row {}, {}: “{}” may be {} or {}, and no date of the column shows which",
                             open_->row, column, open_->date, in_words(day_first), in_words(month_first)),
                 fmt::format("which one is it? Write {} or {}, or give the order of all dates: {} or {}",
                             day_first, month_first, named("date-order", "dmy"), named("date-order", "mdy")),
                 open_->place);
}

}  // namespace pensum::roster
