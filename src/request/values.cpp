#include "request/values.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "base/utf8.hpp"
#include "language/known_language.hpp"
#include "plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace pensum {

namespace {

constexpr std::int64_t most_minutes = 1440;
constexpr std::size_t longest_name = 200;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Errors reported per list at most: more of the same would not help.
constexpr std::size_t most_reported = 20;

// Hands the parts between commas to `take` and collects what it finds wrong.
template <class Take>
Result<void> each_part(std::string_view text, std::string_view example, Take take) {
  Diagnostics diagnostics;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view part = trimmed(text.substr(0, comma));
    Result<void> taken = part.empty() ? failure("a part of the list is empty",
                                                fmt::format("write it like this: {}", this_setting(example)))
                                      : take(part);
    if (!taken) std::ranges::move(taken.error(), std::back_inserter(diagnostics));
    if (comma == std::string_view::npos || diagnostics.size() >= most_reported) break;
    text.remove_prefix(comma + 1);
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return {};
}

/// Minutes, of “90”, “90 min”, “2h” or “1h30”.
std::optional<std::int64_t> minutes_in(std::string_view text) {
  const std::string small = lower(text);
  std::string_view rest = small;
  const auto number = [&]() -> std::optional<std::int64_t> {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const auto value = end > 9 ? std::nullopt : whole_number(rest.substr(0, end));
    rest = trimmed(rest.substr(end));
    return value;
  };
  const auto take = [&](std::string_view unit) {
    if (!rest.starts_with(unit)) return false;
    rest = trimmed(rest.substr(unit.size()));
    return true;
  };
  auto count = number();
  if (!count) return std::nullopt;
  if (take("h")) {
    count = *count * 60;
    if (rest.empty()) return count;
    const auto minutes = number();
    if (!minutes || *minutes > 59) return std::nullopt;
    count = *count + *minutes;
  }
  if (!rest.empty() && !take("min")) take("m");
  return rest.empty() ? count : std::nullopt;
}

Result<Minutes> budget(std::string_view text, std::int64_t least, std::int64_t most = most_minutes) {
  const auto count = minutes_in(text);
  if (!count || *count < least || *count > most) {
    // “1.5h”, “1:30”
    const bool hours = text.find_first_of("0123456789") == 0 && text.find_first_of("hH:") != text.npos;
    return failure(fmt::format("“{}” is not a number of minutes", shown(text)),
                   fmt::format("write a whole number from {} to {}{}", least, most,
                               hours ? ", or hours and minutes such as 1h30" : ""));
  }
  return Minutes{*count};
}

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

struct DayName {
  std::string_view name;
  unsigned first, last;  // weekdays [first, last)
};
// The first seven are those that are written.
constexpr std::array day_names{
    DayName{"mon", 0, 1},       DayName{"tue", 1, 2},      DayName{"wed", 2, 3},
    DayName{"thu", 3, 4},       DayName{"fri", 4, 5},      DayName{"sat", 5, 6},
    DayName{"sun", 6, 7},       DayName{"monday", 0, 1},   DayName{"tuesday", 1, 2},
    DayName{"wednesday", 2, 3}, DayName{"thursday", 3, 4}, DayName{"friday", 4, 5},
    DayName{"saturday", 5, 6},  DayName{"sunday", 6, 7},   DayName{"weekdays", 0, 5},
    DayName{"weekend", 5, 7},   DayName{"1", 0, 1},        DayName{"2", 1, 2},
    DayName{"3", 2, 3},         DayName{"4", 3, 4},        DayName{"5", 4, 5},
    DayName{"6", 5, 6},         DayName{"7", 6, 7},
};

Result<DayName> day_name(std::string_view text) {
  const std::string name = lower(trimmed(text));
  const auto day = std::ranges::find(day_names, std::string_view(name), &DayName::name);
  if (day != day_names.end()) return *day;
  std::array<std::string_view, day_names.size()> names;
  std::ranges::transform(day_names, names.begin(), &DayName::name);
  return failure(fmt::format("“{}” is not a day of the week", shown(text)),
                 suggestion(name, names,
                            "the days are mon, tue, wed, thu, fri, sat, sun, weekdays, weekend, or 1 to 7"));
}

Result<std::int64_t> number(std::string_view text, std::int64_t least, std::int64_t most,
                            std::string_view what) {
  const auto value = whole_number(trimmed(text));
  if (value && *value >= least && *value <= most) return *value;
  return failure(fmt::format("“{}” is not a {}", shown(text), what),
                 fmt::format("write a whole number from {} to {}", least, most));
}

}  // namespace

namespace {

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

}  // namespace

namespace {

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
  const std::string name = lower(trimmed(text));
  const auto day = std::ranges::find(day_names, std::string_view(name), &DayName::name);
  const bool is_named = day != day_names.end() && day->last == day->first + 1 && name.size() > 1;
  if (!is_named || !zero.today) return date_value(text, zero);
  const Date today = zero.today();
  return today + (Weekday{day->first + 1} - Weekday{today});
}

Result<Minutes> minutes_value(std::string_view text) { return budget(text, 1); }

Result<void> add_weekdays(std::string_view text, std::array<std::optional<Minutes>, 7>& weekdays) {
  return each_part(text, "sat=40,sun=0", [&](std::string_view part) -> Result<void> {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      return failure(fmt::format("“{}” gives no minutes", shown(part)),
                     "write a day and its minutes, such as sat=40");
    }
    const Result<DayName> day = day_name(part.substr(0, equals));
    if (!day) return std::unexpected(day.error());
    const Result<Minutes> minutes = budget(trimmed(part.substr(equals + 1)), 0);
    if (!minutes) return std::unexpected(minutes.error());
    for (unsigned i = day->first; i < day->last; ++i) weekdays[i] = *minutes;
    return {};
  });
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

Result<LessonRange> lesson_range(std::string_view part) {
  const std::size_t dots = part.find("..");
  // A third dot would belong to the id behind it: the hint comes where ids are known.
  const bool ranges = dots != std::string_view::npos && !part.substr(dots).starts_with("...");
  const std::string_view first = trimmed(part.substr(0, ranges ? dots : std::string_view::npos));
  const std::string_view last = ranges ? trimmed(part.substr(dots + 2)) : first;
  if (first.empty() || last.empty()) {
    return failure(fmt::format("the range “{}” has only one end", shown(part)),
                   "write both ends, such as 1..6");
  }
  return LessonRange{std::string(first), std::string(last)};
}

}  // namespace

Result<void> add_lessons(std::string_view text, LessonList& lessons) {
  return each_part(text, "1..6,9", [&](std::string_view part) -> Result<void> {
    Result<LessonRange> range = lesson_range(part);
    if (!range) return std::unexpected(std::move(range.error()));
    lessons.push_back(*std::move(range));
    return {};
  });
}

Result<void> add_done(std::string_view text, std::vector<DoneLessons>& done, const DayZero& zero) {
  return each_part(text, "1..6,9=2026-11-26", [&](std::string_view part) -> Result<void> {
    const std::size_t equals = part.find('=');
    DoneLessons lessons;
    if (equals != std::string_view::npos) {
      const Result<Date> date = date_value(trimmed(part.substr(equals + 1)), zero);
      if (!date) return std::unexpected(date.error());
      lessons.on = *date;
    }
    Result<LessonRange> range = lesson_range(trimmed(part.substr(0, equals)));
    if (!range) return std::unexpected(std::move(range.error()));
    lessons.lessons = *std::move(range);
    done.push_back(std::move(lessons));
    return {};
  });
}

namespace {

/// Of a lesson.
constexpr std::int64_t most_reviews = 12;

}  // namespace

Result<void> add_begun(std::string_view text, std::vector<BegunLesson>& begun) {
  return each_part(text, "6=4,9=10/2", [&](std::string_view part) -> Result<void> {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return failure(fmt::format("“{}” gives no lesson and minutes", shown(part)),
                     "write a lesson and the minutes that are left of it, such as 6=4");
    }
    const std::size_t slash = std::min(part.find('/', equals), part.size());
    const Result<Minutes> left = budget(trimmed(part.substr(equals + 1, slash - equals - 1)), 1);
    if (!left) return std::unexpected(left.error());
    std::int64_t parts = 1;
    if (slash < part.size()) {
      const Result<std::int64_t> done = number(part.substr(slash + 1), 1, most_minutes, "number of parts");
      if (!done) return std::unexpected(done.error());
      parts = *done;
    }
    begun.push_back({std::string(trimmed(part.substr(0, equals))), *left, static_cast<std::size_t>(parts)});
    return {};
  });
}

Result<void> add_rounds(std::string_view text, std::vector<ReviewOf>& rounds) {
  return each_part(text, "4/1,4/2", [&](std::string_view part) -> Result<void> {
    const std::size_t slash = part.find('/');
    if (slash == std::string_view::npos || slash == 0) {
      return failure(fmt::format("“{}” is not a review", shown(part)),
                     "write a lesson and which of its reviews, such as 4/1");
    }
    const Result<std::int64_t> round = number(part.substr(slash + 1), 1, most_reviews, "number of a review");
    if (!round) return std::unexpected(round.error());
    rounds.push_back({std::string(trimmed(part.substr(0, slash))), static_cast<std::size_t>(*round)});
    return {};
  });
}

Result<void> add_paths(std::string_view text, std::vector<std::string>& paths) {
  return each_part(text, "beginner", [&](std::string_view part) -> Result<void> {
    paths.emplace_back(part);
    return {};
  });
}

Result<void> add_files(std::string_view text, std::vector<std::string>& files) {
  return each_part(text, "holidays.ics", [&](std::string_view part) -> Result<void> {
    files.emplace_back(part);
    return {};
  });
}

Result<void> add_names(std::string_view text, std::vector<std::string>& names) {
  return each_part(text, "(§)", [&](std::string_view part) -> Result<void> {
    Result<std::string> name = name_value(part);
    if (!name) return std::unexpected(std::move(name.error()));
    if (!name->empty()) names.push_back(*std::move(name));
    return {};
  });
}

namespace {

/// Minutes after midnight, of "19:30".
Result<Minutes> clock_value(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto hours = colon < 1 || colon > 2 ? std::nullopt : whole_number(text.substr(0, colon));
  const auto minutes =
      hours && text.size() == colon + 3 ? whole_number(text.substr(colon + 1)) : std::nullopt;
  if (!minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) {
    return failure(fmt::format("“{}” is not a time of day", shown(text)),
                   "write hours and minutes, from 00:00 to 23:59");
  }
  return Minutes{*hours * 60 + *minutes};
}

std::string text_of_clock(Minutes after_midnight) {
  return fmt::format("{:02}:{:02}", after_midnight.count / 60, after_midnight.count % 60);
}

struct EntriesName {
  std::string_view name;
  calendar::Entries entries;
};
constexpr std::array entry_names{EntriesName{"day", calendar::Entries::day},
                                 EntriesName{"lesson", calendar::Entries::lesson},
                                 EntriesName{"todo", calendar::Entries::todo}};

}  // namespace

Result<void> add_start_times(std::string_view text, calendar::StartTimes& times) {
  return each_part(text, "19:30,sat=10:00", [&](std::string_view part) -> Result<void> {
    const std::size_t equals = part.find('=');
    const Result<Minutes> time =
        clock_value(trimmed(equals == std::string_view::npos ? part : part.substr(equals + 1)));
    if (!time) return std::unexpected(time.error());
    if (equals == std::string_view::npos) {
      times.daily = *time;
      return {};
    }
    const Result<DayName> day = day_name(part.substr(0, equals));
    if (!day) return std::unexpected(day.error());
    for (unsigned i = day->first; i < day->last; ++i) times.weekday[i] = *time;
    return {};
  });
}

Result<calendar::Reminder> reminder_value(std::string_view text) {
  using From = calendar::Reminder::From;
  constexpr std::int64_t most = std::int64_t{7} * 24 * 60;
  text = trimmed(text);
  if (text.contains(':')) {
    const Result<Minutes> time = clock_value(text);
    if (!time) return std::unexpected(time.error());
    return calendar::Reminder{.from = From::midnight, .minutes = *time};
  }
  const auto minutes = whole_number(text);
  if (!minutes || *minutes < 0 || *minutes > most) {
    return failure(fmt::format("“{}” is neither a time of day nor a number of minutes", shown(text)),
                   fmt::format("write a time such as 08:00, or from 0 to {} minutes", most));
  }
  return calendar::Reminder{.from = From::start, .minutes = {*minutes}};
}

Result<calendar::Entries> entries_value(std::string_view text) {
  const auto found = std::ranges::find(entry_names, text, &EntriesName::name);
  if (found != entry_names.end()) return found->entries;
  std::array<std::string_view, entry_names.size()> names;
  std::ranges::transform(entry_names, names.begin(), &EntriesName::name);
  return failure(fmt::format("there are no entries “{}”", shown(text)), one_of(text, names));
}

Result<Pace> pace_value(std::string_view text) {
  if (text == "even") return Pace::even;
  if (text == "early") return Pace::early;
  return failure(fmt::format("there is no pace “{}”", shown(text)), "write even or early");
}

Result<layout::Hand> hand_value(std::string_view text) {
  if (text == "right") return layout::Hand::right;
  if (text == "left") return layout::Hand::left;
  return failure(fmt::format("“{}” is not a hand", shown(text)), "write left or right");
}

Result<ReviewOffsets> reviews_value(std::string_view text) {
  constexpr std::int64_t longest = 3650;
  ReviewOffsets offsets;
  if (text == "none") return offsets;
  Result<void> read = each_part(text, "1,3,7", [&](std::string_view part) -> Result<void> {
    const Result<std::int64_t> offset = number(part, 1, longest, "number of days after a lesson");
    if (!offset) return failure(offset.error().front().message, offset.error().front().hint + ", or none");
    if (!offsets.empty() && *offset <= offsets.back()) {
      return failure(fmt::format("{} comes after {}, but every review is later than the one before", *offset,
                                 offsets.back()),
                     "write the days in rising order, such as 1,3,7");
    }
    offsets.push_back(*offset);
    return {};
  });
  if (!read) return std::unexpected(std::move(read.error()));
  if (offsets.size() > static_cast<std::size_t>(most_reviews)) {
    return failure(fmt::format("{} reviews of a lesson are too many", offsets.size()),
                   fmt::format("the limit is {}", most_reviews));
  }
  return offsets;
}

Result<std::optional<std::int64_t>> buffer_value(std::string_view text) {
  if (text == "auto") return std::nullopt;
  const Result<std::int64_t> count = number(text, 0, most_days, "number of study days");
  if (!count) return failure(count.error().front().message, count.error().front().hint + ", or auto");
  return *count;
}

Result<Minutes> split_value(std::string_view text) { return budget(trimmed(text), 1, most_minutes / 2); }

Result<bool> yes_or_no(std::string_view text) {
  const std::string word = lower(text);
  if (word == "yes" || word == "true" || word == "1") return true;
  if (word == "no" || word == "false" || word == "0") return false;
  return failure(fmt::format("“{}” is neither yes nor no", shown(text)), "write yes or no");
}

Result<Weekday> week_start_value(std::string_view text) {
  const Result<DayName> day = day_name(text);
  if (!day) return std::unexpected(day.error());
  if (day->last - day->first == 1) return Weekday{day->first + 1};
  return failure(fmt::format("“{}” is more than one day", shown(text)), "write one, such as mon or sun");
}

Result<std::string> name_value(std::string_view text) {
  if (find_invalid_utf8(text) != std::string_view::npos) {
    return failure("the text is not valid UTF-8", "write it in UTF-8");
  }
  std::string name;
  bool seen = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const std::string_view character = text.substr(at, point.length);
    at += point.length;
    const bool turns =
        (point.value >= 0x202A && point.value <= 0x202E) || (point.value >= 0x2066 && point.value <= 0x2069);
    const bool invisible = (point.value >= 0x200B && point.value <= 0x200F) || point.value == 0x2060 ||
                           point.value == 0xFEFF || point.value == 0x61C;
    // A cell of a spreadsheet may hold line breaks.
    const bool breaks = (point.value >= 0x9 && point.value <= 0xD) || point.value == 0x85 ||
                        point.value == 0x2028 || point.value == 0x2029;
    if (breaks) {
      if (!name.ends_with(' ')) name += ' ';
      continue;
    }
    if (!turns) name += character;
    seen = seen || (!turns && !invisible && point.value != ' ');
    const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0) ||
                         point.value == 0xFFFE || point.value == 0xFFFF;
    if (control) {
      return failure(fmt::format("“{}” contains a control character", shown(text)), "delete it");
    }
  }
  if (count_code_points(text) > longest_name) {
    return failure(fmt::format("“{}” is too long", shown(text)),
                   fmt::format("the limit is {} characters", longest_name));
  }
  return seen ? std::string(trimmed(name)) : std::string();
}

Result<std::string> language_value(std::string_view text) {
  if (is_known_language(text)) return std::string(text);
  return failure(fmt::format("“{}” is not a language tag", shown(text)), language_hint(text));
}

namespace {

/// Parts with commas between them.
class List {
 public:
  void add(const std::string& part) { text_ += (text_.empty() ? "" : ",") + part; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string text_of(const LessonRange& range) {
  return range.first == range.last ? range.first : range.first + ".." + range.last;
}

}  // namespace

std::string text_of_lessons(const LessonList& lessons) {
  List list;
  for (const LessonRange& range : lessons) list.add(text_of(range));
  return list.text();
}

std::string text_of_done(const std::vector<DoneLessons>& lessons) {
  List list;
  for (const DoneLessons& done : lessons) {
    list.add(text_of(done.lessons) + (done.on ? "=" + to_iso(*done.on) : ""));
  }
  return list.text();
}

std::string text_of_begun(const std::vector<BegunLesson>& begun) {
  List list;
  for (const BegunLesson& each : begun) {
    const std::string parts = each.parts == 1 ? "" : fmt::format("/{}", each.parts);
    list.add(fmt::format("{}={}{}", each.lesson, each.left.count, parts));
  }
  return list.text();
}

std::string text_of_rounds(const std::vector<ReviewOf>& rounds) {
  List list;
  for (const ReviewOf& each : rounds) list.add(fmt::format("{}/{}", each.lesson, each.round));
  return list.text();
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

std::string text_of_weekdays(const std::array<std::optional<Minutes>, 7>& weekdays) {
  List list;
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    if (weekdays[i]) list.add(fmt::format("{}={}", day_names[i].name, weekdays[i]->count));
  }
  return list.text();
}

std::string text_of_list(const std::vector<std::string>& parts) {
  List list;
  for (const std::string& part : parts) list.add(part);
  return list.text();
}

std::string text_of_start_times(const calendar::StartTimes& times) {
  List list;
  if (times.daily) list.add(text_of_clock(*times.daily));
  for (std::size_t i = 0; i < times.weekday.size(); ++i) {
    if (times.weekday[i]) list.add(fmt::format("{}={}", day_names[i].name, text_of_clock(*times.weekday[i])));
  }
  return list.text();
}

std::string text_of_reminder(const std::optional<calendar::Reminder>& reminder) {
  if (!reminder) return {};
  return reminder->from == calendar::Reminder::From::midnight ? text_of_clock(reminder->minutes)
                                                              : std::to_string(reminder->minutes.count);
}

std::string text_of_entries(calendar::Entries entries) {
  const auto found = std::ranges::find(entry_names, entries, &EntriesName::entries);
  return entries == calendar::Entries::day ? std::string() : std::string(found->name);
}

std::string text_of_reviews(const ReviewOffsets& reviews) {
  if (reviews == default_reviews) return {};
  if (reviews.empty()) return "none";
  List list;
  for (const std::int64_t offset : reviews) list.add(std::to_string(offset));
  return list.text();
}

std::string_view weekday_name(Weekday weekday) { return day_names.at(weekday_index(weekday)).name; }

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
