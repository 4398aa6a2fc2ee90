#include "calendar/recurrence.hpp"

#include "base/diagnostic.hpp"

#include <libical/ical.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string_view>

namespace pensum::calendar {

namespace {

constexpr std::int64_t seconds_of_a_day = 24 * 60 * 60;
constexpr std::size_t longest_rule = 4096;
/// Any rule takes libical as long as looking at some days.
constexpr std::int64_t work_of_a_rule = 50;

struct IteratorEnd {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, IteratorEnd>;

/// Errors are told by results, not by ending the program.
void prepare() {
  static const bool prepared = [] {
    icalerror_set_errors_are_fatal(false);
    return true;
  }();
  static_cast<void>(prepared);
}

/// A rule of libical's, whose name of a calendar is its holder's to free.
class Rule {
 public:
  explicit Rule(const std::string& text) : rule_(icalrecurrencetype_from_string(text.c_str())) {}
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;
  ~Rule() { icalmemory_free_buffer(rule_.rscale); }
  icalrecurrencetype& operator*() { return rule_; }

 private:
  icalrecurrencetype rule_;
};

/// The rule without white space, and without times of the day: they are of no use, and there may be 86,400.
Rule parsed(const std::string& text) {
  prepare();
  std::string rule;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    std::string part;
    for (const char c : std::string_view(text).substr(from, end - from)) {
      if (c != ' ' && c != '\t') part += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    const bool time =
        part.starts_with("BYHOUR=") || part.starts_with("BYMINUTE=") || part.starts_with("BYSECOND=");
    if (!part.empty() && !time) rule += (rule.empty() ? "" : ";") + part;
    from = end + 1;
  }
  return Rule(rule);
}

icaltimetype ical_date(Date date) {
  const std::chrono::year_month_day parts{date};
  icaltimetype time = icaltime_null_date();
  time.hour = time.minute = time.second = 0;  // a null date's are not
  time.year = static_cast<int>(parts.year());
  time.month = static_cast<int>(static_cast<unsigned>(parts.month()));
  time.day = static_cast<int>(static_cast<unsigned>(parts.day()));
  return time;
}

Date date_of(const icaltimetype& time) { return Date{std::chrono::year{time.year} / time.month / time.day}; }

template <std::size_t size>
std::span<const short> values(const short (&all)[size]) {
  return {all, static_cast<std::size_t>(std::ranges::find(all, ICAL_RECURRENCE_ARRAY_MAX) - all)};
}

/// A month, as far as rules see it.
struct Shape {
  int length = 0;
  int first_weekday = 0;  ///< of its first day, 0 for Sunday
};

/// Whether the rule names this day of such a month; without days in the rule it is `usual`.
bool names_day(const icalrecurrencetype& rule, int usual, Shape month, int day) {
  const std::span<const short> dates = values(rule.by_month_day);
  const std::span<const short> weekdays = values(rule.by_day);
  const auto is_date = [&](short date) { return day == (date > 0 ? date : month.length + 1 + date); };
  const auto is_weekday = [&](short wanted) {
    const int weekday = icalrecurrencetype_day_day_of_week(wanted) - ICAL_SUNDAY_WEEKDAY;
    const int position = icalrecurrencetype_day_position(wanted);
    return (month.first_weekday + day - 1) % 7 == weekday &&
           (position == 0 ||
            position == (position > 0 ? (day - 1) / 7 + 1 : -((month.length - day) / 7 + 1)));
  };
  if (dates.empty() && weekdays.empty()) return day == usual;
  return (dates.empty() || std::ranges::any_of(dates, is_date)) &&
         (weekdays.empty() || std::ranges::any_of(weekdays, is_weekday));
}

bool holds_in(const icalrecurrencetype& rule, int usual, Shape month) {
  int count = 0;
  for (int day = 1; day <= month.length; ++day) count += names_day(rule, usual, month, day) ? 1 : 0;
  const std::span<const short> picks = values(rule.by_set_pos);
  if (picks.empty()) return count > 0;
  return std::ranges::any_of(picks, [&](short pick) { return pick <= count && pick >= -count; });
}

/// Whether a rule by months holds in some month. For one that never does, libical would search through the
/// centuries; of other frequencies it finds that out at once.
bool ever_holds(const icalrecurrencetype& rule, Date first) {
  const std::chrono::year_month_day start{first};
  const int start_month = static_cast<int>(static_cast<unsigned>(start.month())) - 1;
  const int usual = static_cast<int>(static_cast<unsigned>(start.day()));
  const std::span<const short> months = values(rule.by_month);
  for (int step = 0; step < 12; ++step) {
    const int month = (start_month + step * rule.interval) % 12;
    if (!months.empty() && std::ranges::find(months, month + 1) == months.end()) continue;
    constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int length = lengths[static_cast<std::size_t>(month)]; length <= (month == 1 ? 29 : length);
         ++length) {
      for (int weekday = 0; weekday < 7; ++weekday) {
        if (holds_in(rule, usual, {length, weekday})) return true;
      }
      if (month != 1) break;
    }
  }
  return false;
}

/// The work of following a rule for that many days.
std::int64_t work_of(const icalrecurrencetype& rule, std::int64_t days) {
  const std::int64_t interval = std::max<std::int64_t>(rule.interval, 1);
  switch (rule.freq) {
    case ICAL_MONTHLY_RECURRENCE:
      return work_of_a_rule + 3 * days / interval;
    case ICAL_YEARLY_RECURRENCE:
      return work_of_a_rule + days / 10 / interval;
    default:
      return work_of_a_rule + days / interval;
  }
}

}  // namespace

std::optional<std::int64_t> seconds_of_duration(const std::string& text) {
  prepare();
  constexpr std::size_t longest = 32;  // numbers of more digits would overflow
  if (text.size() > longest) return std::nullopt;
  const icaldurationtype duration = icaldurationtype_from_string(text.c_str());
  if (icaldurationtype_is_bad_duration(duration) != 0) return std::nullopt;
  constexpr unsigned most = 1'000'000;
  for (const unsigned part :
       {duration.weeks, duration.days, duration.hours, duration.minutes, duration.seconds}) {
    if (part > most) return std::nullopt;
  }
  const std::int64_t whole_days = std::int64_t{7} * duration.weeks + duration.days;
  const std::int64_t seconds = whole_days * seconds_of_a_day + std::int64_t{3600} * duration.hours +
                               std::int64_t{60} * duration.minutes + duration.seconds;
  return duration.is_neg != 0 ? -seconds : seconds;
}

std::string wrong_with_rule(const std::string& text) {
  if (text.size() > longest_rule) return fmt::format("“{}” is not a rule", shown(text));
  Rule holder = parsed(text);
  const icalrecurrencetype& rule = *holder;
  switch (rule.freq) {
    case ICAL_NO_RECURRENCE:
      return fmt::format("“{}” is not a rule", shown(text));
    case ICAL_SECONDLY_RECURRENCE:
    case ICAL_MINUTELY_RECURRENCE:
    case ICAL_HOURLY_RECURRENCE:
      return fmt::format("“{}”: entries within a day are not days off", shown(text));
    default:
      break;
  }
  const std::string_view scale = rule.rscale == nullptr ? "" : rule.rscale;
  if (!scale.empty() && scale != "gregorian" && scale != "GREGORIAN")
    return fmt::format("“{}”: only rules of the Gregorian calendar are followed", shown(text));
  return {};
}

std::optional<std::vector<Date>> repeated(const std::string& text, Date first, DateRange range,
                                          std::int64_t& work) {
  std::vector<Date> dates;
  if (range.last < first) return dates;
  Rule holder = parsed(text);
  icalrecurrencetype& rule = *holder;
  if (rule.freq == ICAL_MONTHLY_RECURRENCE && !ever_holds(rule, first)) return dates;
  const bool counts = rule.count > 0;
  const icaltimetype last = ical_date(range.last);
  if (icaltime_is_null_time(rule.until) != 0 || icaltime_compare(rule.until, last) > 0) rule.until = last;
  const Date from = std::max(first, range.first);
  if (icaltime_compare(rule.until, ical_date(from)) < 0) return dates;
  work -= work_of(rule, (range.last - (counts ? first : from)).count() + 1);
  if (work < 0) return std::nullopt;
  const Iterator iterator(icalrecur_iterator_new(rule, ical_date(first)));
  if (!iterator) return dates;  // a rule that never holds
  if (!counts && first < from) icalrecur_iterator_set_start(iterator.get(), ical_date(from));
  for (icaltimetype time = icalrecur_iterator_next(iterator.get()); icaltime_is_null_time(time) == 0;
       time = icalrecur_iterator_next(iterator.get())) {
    const Date date = date_of(time);
    if (date > range.last) break;
    if (--work < 0) return std::nullopt;
    if (date >= range.first) dates.push_back(date);
  }
  return dates;
}

}  // namespace pensum::calendar
