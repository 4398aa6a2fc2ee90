#include "request/dates.hpp"

#include "base/named_setting.hpp"
#include "base/utf8.hpp"
#include "plan/plan.hpp"
#include "request/value_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace pensum {

using namespace value;

namespace {

struct DateParts {
  std::int64_t year, month, day;
};

/// Tables write days as “2026-12-07 00:00:00” or “2026-12-07T00:00:00”.
std::string_view without_midnight(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::size_t time = text.find_last_of("T ", colon);
  if (colon == std::string_view::npos || time == std::string_view::npos) return text;
  const bool midnight = text.find_first_not_of("0:.", time + 1) == std::string_view::npos;
  return midnight ? text.substr(0, time) : text;
}

/// The three numbers of a date with the same sign between them, and how many digits each has.
struct ThreeNumbers {
  char sign = 0;
  std::array<std::int64_t, 3> value{};
  std::array<std::size_t, 3> digits{};
};

std::optional<ThreeNumbers> three_numbers(std::string_view text) {
  const std::size_t first = text.find_first_of("-/.");
  if (first == std::string_view::npos) return std::nullopt;
  ThreeNumbers numbers{.sign = text[first]};
  for (std::size_t i = 0; i < numbers.value.size(); ++i) {
    const std::size_t end = i + 1 < numbers.value.size() ? text.find(numbers.sign) : text.size();
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view part = trimmed(text.substr(0, end));
    const auto value = part.size() > 4 ? std::nullopt : whole_number(part);
    if (!value || *value < 0) return std::nullopt;
    numbers.value[i] = *value;
    numbers.digits[i] = part.size();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return numbers;
}

/// The parts of a date that can be read in one way only: “2026-12-7”, “2026/12/7”, “7.12.2026”.
std::optional<DateParts> date_parts(const ThreeNumbers& numbers) {
  const auto& [first, second, third] = numbers.digits;
  const auto& [left, middle, right] = numbers.value;
  if (first == 4 && second <= 2 && third <= 2) return DateParts{left, middle, right};
  if (numbers.sign == '.' && first <= 2 && second <= 2 && third == 4) return DateParts{right, middle, left};
  return std::nullopt;
}

std::optional<Date> date_of(const DateParts& parts) {
  return parse_date(fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day));
}

std::string fault_of(const DateParts& parts) {
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  const auto [year, month, day] = parts;
  if (year < 1) return "years run from 0001 to 9999";
  if (month < 1 || month > 12) return "months run from 01 to 12: write a date as YYYY-MM-DD";
  const std::chrono::year_month_day_last last{
      std::chrono::year{static_cast<int>(year)},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return fmt::format("{} {} has {} days", months[static_cast<std::size_t>(month - 1)], year,
                     static_cast<unsigned>(last.day()));
}

/// The day that spreadsheets count as this number, if it has five digits: of a date they show the number
/// where its cell has no format.
std::optional<Date> counted_day(std::string_view text) {
  const auto count = text.size() == 5 ? whole_number(text) : std::nullopt;
  if (!count || *count < 10'000) return std::nullopt;
  using namespace std::chrono;
  return Date(1899y / December / 30) + days{*count};
}

/// What is wrong with a date that has the right form, or what the form is.
std::string date_hint(std::string_view text) {
  std::string form = "write a date as YYYY-MM-DD, such as 2026-12-07";
  if (const auto day = counted_day(text)) {
    return fmt::format("as a spreadsheet counts days it is {}: give the cell the format of a date",
                       to_iso(*day));
  }
  const auto numbers = three_numbers(text);
  if (!numbers) return form;
  if (const auto parts = date_parts(*numbers)) return fault_of(*parts);
  if (std::ranges::all_of(numbers->digits, [](std::size_t digits) { return digits <= 2; }))
    return "write the year with four digits, such as 2026-12-07";
  if (numbers->digits[2] != 4) return form;
  // Which of the first two numbers is the month differs between countries.
  const auto [left, middle, year] = numbers->value;
  const auto day_first = date_of({year, middle, left});
  const auto month_first = date_of({year, left, middle});
  if (day_first && month_first && day_first != month_first)
    return fmt::format("which one is it? Write {} or {}", to_iso(*day_first), to_iso(*month_first));
  if (day_first || month_first) return "write " + to_iso(day_first ? *day_first : *month_first);
  return form;
}

/// The date of “tomorrow” or “+2w”; nothing where `text` is not in words.
std::optional<Date> date_in_words(std::string_view text, const DayZero& zero) {
  const std::string word = lower(text);
  if (word == "today") return zero.today();
  if (word == "tomorrow") return zero.today() + days{1};
  if (word == "yesterday") return zero.today() - days{1};
  constexpr std::size_t longest = std::string_view("+36524d").size();
  if (word.size() < 3 || word.size() > longest || word[0] != '+' ||
      (word.back() != 'd' && word.back() != 'w'))
    return std::nullopt;
  const auto count = whole_number(std::string_view(word).substr(1, word.size() - 2));
  if (!count || *count < 0) return std::nullopt;
  const Date from = zero.from ? *zero.from : zero.today();
  return from + days{word.back() == 'w' ? *count * 7 : *count};
}

/// “2w”, “+3 months”: what may be meant as a number of days.
bool counts_days(std::string_view text) {
  const std::string small = lower(text);
  std::string_view rest = small;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  const std::size_t digits = rest.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos) return false;
  rest = trimmed(rest.substr(digits));
  constexpr auto units = std::to_array<std::string_view>(
      {"d", "day", "days", "w", "week", "weeks", "m", "month", "months", "y", "year", "years"});
  return std::ranges::find(units, rest) != units.end();
}

/// How “2026-12-01 to 2026-12-05” or “2026-12-01-2026-12-05” is written as a range; empty where `text` is no
/// such thing.
std::string as_range(std::string_view text, const DayZero& zero) {
  for (const std::string_view between : {" to ", " – ", "–", " - ", "/"}) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) continue;
    const auto first = date_value(trimmed(text.substr(0, at)), zero);
    const auto last = date_value(trimmed(text.substr(at + between.size())), zero);
    if (first && last) return fmt::format("{}..{}", to_iso(*first), to_iso(*last));
  }
  constexpr std::size_t iso = 10;
  if (text.size() != 2 * iso + 1 || text[iso] != '-') return {};
  const auto first = parse_date(text.substr(0, iso));
  const auto last = parse_date(text.substr(iso + 1));
  return first && last ? fmt::format("{}..{}", to_iso(*first), to_iso(*last)) : std::string();
}

}  // namespace

Result<Date> date_value(std::string_view text, const DayZero& zero) {
  if (const auto date = parse_date(text)) return *date;
  const auto numbers = three_numbers(without_midnight(text));
  const auto parts = numbers ? date_parts(*numbers) : std::nullopt;
  if (const auto date = parts ? date_of(*parts) : std::nullopt) return *date;
  if (const auto date = zero.today ? date_in_words(text, zero) : std::nullopt; date && *date <= last_date)
    return *date;
  return failure(
      fmt::format("“{}” is not a date", shown(text)),
      zero.today && counts_days(text) ? "count days or weeks, such as +10d or +2w" : date_hint(text));
}

Result<Date> start_value(std::string_view text, const DayZero& zero) {
  const auto day = zero.today ? named_weekday(text) : std::nullopt;
  if (!day) return date_value(text, zero);
  const Date today = zero.today();
  return today + (Weekday{*day + 1} - Weekday{today});
}

Result<void> add_dates_off(std::string_view text, std::vector<DateRange>& ranges, const DayZero& zero) {
  return each_part(text, "2026-12-01,2026-12-05..2026-12-07", [&](std::string_view part) -> Result<void> {
    const std::size_t dots = part.find("..");
    if (dots != std::string_view::npos && (dots == 0 || dots + 2 == part.size())) {
      return failure(fmt::format("the range “{}” has only one end", shown(part)),
                     "write both ends, such as 2026-12-05..2026-12-07");
    }
    const Result<Date> first = date_value(part.substr(0, dots), zero);
    if (!first) {
      const std::string range = as_range(part, zero);
      if (range.empty()) return std::unexpected(first.error());
      return failure(fmt::format("“{}” is not a date", shown(part)), "write the range as " + range);
    }
    if (dots == std::string_view::npos) {
      ranges.push_back({*first, *first});
      return {};
    }
    const Result<Date> last = date_value(part.substr(dots + 2), zero);
    if (!last) return std::unexpected(last.error());
    if (*last < *first) {
      return failure(fmt::format("{} runs backwards", shown(part)),
                     fmt::format("write {}..{}", to_iso(*last), to_iso(*first)));
    }
    ranges.push_back({*first, *last});
    return {};
  });
}

Result<void> add_dates_on(std::string_view text, std::map<Date, Minutes>& on, const DayZero& zero) {
  return each_part(text, "2026-12-06=45", [&](std::string_view part) -> Result<void> {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      return failure(fmt::format("“{}” gives no minutes", shown(part)),
                     "write a date and its minutes, such as 2026-12-06=45");
    }
    const Result<Date> date = date_value(trimmed(part.substr(0, equals)), zero);
    if (!date) return std::unexpected(date.error());
    const Result<Minutes> minutes = budget(trimmed(part.substr(equals + 1)), 0);
    if (!minutes) return std::unexpected(minutes.error());
    on[*date] = *minutes;
    return {};
  });
}

namespace {

/// `write` says how a date is written.
template <class Write>
std::string text_of_ranges(const std::vector<DateRange>& ranges, Write write) {
  List list;
  for (const DateRange& range : ranges) {
    list.add(range.first == range.last ? write(range.first) : write(range.first) + ".." + write(range.last));
  }
  return list.text();
}

template <class Write>
std::string text_of_minutes_on(const std::map<Date, Minutes>& on, Write write) {
  List list;
  for (const auto& [date, minutes] : on) list.add(fmt::format("{}={}", write(date), minutes.count));
  return list.text();
}

}  // namespace

std::string text_of_dates_off(const std::vector<DateRange>& ranges) { return text_of_ranges(ranges, to_iso); }

std::string text_of_dates_on(const std::map<Date, Minutes>& on) { return text_of_minutes_on(on, to_iso); }

std::string text_of_days_after(Date start, Date date) { return fmt::format("+{}d", (date - start).count()); }

namespace {

/// The last date that a plan from `start` on can have.
Date last_of_plan(Date start) { return start + days{most_days - 1}; }

}  // namespace

std::string text_of_dates_off(const std::vector<DateRange>& ranges, Date start) {
  std::vector<DateRange> from_start;
  for (const DateRange& range : ranges) {
    const DateRange in_plan{std::max(range.first, start), std::min(range.last, last_of_plan(start))};
    if (in_plan.first <= in_plan.last) from_start.push_back(in_plan);
  }
  return text_of_ranges(from_start, [&](Date date) { return text_of_days_after(start, date); });
}

std::string text_of_dates_on(const std::map<Date, Minutes>& on, Date start) {
  std::map<Date, Minutes> in_plan;
  for (const auto& [date, minutes] : on) {
    if (date >= start && date <= last_of_plan(start)) in_plan.emplace(date, minutes);
  }
  return text_of_minutes_on(in_plan, [&](Date date) { return text_of_days_after(start, date); });
}

Result<Date> source_date(std::string_view text) {
  constexpr std::int64_t day = 24 * 60 * 60;
  const auto seconds = whole_number(text);
  if (!seconds || *seconds < 0 || *seconds / day > last_date.time_since_epoch().count()) {
    return failure(fmt::format("SOURCE_DATE_EPOCH: “{}” is not a time", shown(text)),
                   "set it to whole seconds since 1970-01-01, or unset it");
  }
  return Date{days{*seconds / day}};
}

}  // namespace pensum
