#include "calendar/ics_reader.hpp"

#include "base/file_type.hpp"
#include "calendar/content_lines.hpp"
#include "calendar/recurrence.hpp"
#include "language/folded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace pensum::calendar {

namespace {

constexpr std::size_t deepest = 16;
constexpr std::size_t longest_kept_title = 500;  // bytes
constexpr std::size_t most_dates = 100'000;      // that a file's entries name

/// A date, and whether a time that begins it or lies within it is given as well.
struct Moment {
  Date date;
  enum class Time { none, midnight, within } time = Time::none;
};

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "20261224", "20261224T193000" or the same with Z.
std::optional<Moment> moment_of(std::string_view text) {
  text = trimmed(text);
  constexpr std::size_t date_size = 8;
  if (text.size() < date_size || !all_digits(text.substr(0, date_size))) return std::nullopt;
  const std::optional<Date> date =
      parse_date(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
  if (!date) return std::nullopt;
  std::string_view time = text.substr(date_size);
  if (time.empty()) return Moment{*date, Moment::Time::none};
  if (time.ends_with('Z')) time.remove_suffix(1);
  if (!time.starts_with('T') || (time.size() != 7 && time.size() != 5) || !all_digits(time.substr(1)))
    return std::nullopt;
  const bool midnight = time.substr(1).find_first_not_of('0') == std::string_view::npos;
  return Moment{*date, midnight ? Moment::Time::midnight : Moment::Time::within};
}

/// The texts between commas.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    if (const std::string_view part = trimmed(text.substr(from, comma - from)); !part.empty())
      parts.push_back(part);
    from = comma + 1;
  }
  return parts;
}

std::string title_of(std::string_view value) {
  std::string title = unescaped(value.substr(0, longest_kept_title));
  std::ranges::replace(title, '\n', ' ');
  return std::string(trimmed(title));
}

/// The lines of an entry that matter.
struct Lines {
  int first = 0;
  std::optional<ContentLine> start{}, end{}, duration{}, instance{}, summary{}, status{}, uid{};
  std::vector<ContentLine> rules{}, exception_rules{}, more{}, without{};
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& file) : lines_(bytes) { read_.name = file; }

  Result<IcsFile> read() {
    while (diagnostics_.size() < most_diagnostics && !stopped_) {
      const std::optional<ContentLine> line = lines_.next();
      if (!line) break;
      take(*line);
    }
    finish_file();
    if (!diagnostics_.empty()) {
      finish(diagnostics_);
      return std::unexpected(std::move(diagnostics_));
    }
    leave_out_replaced();
    return std::move(read_);
  }

 private:
  void error(int line, std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, {read_.name, line}, std::move(message), std::move(hint)});
  }

  void take(const ContentLine& line) {
    if (line.name == "BEGIN") {
      begin(line);
    } else if (line.name == "END") {
      end(line);
    } else if (!open_.empty() && open_.back() == "VEVENT") {
      keep(line);
    }
  }

  static std::string component_of(const ContentLine& line) {
    std::string name;
    for (const char c : trimmed(line.value))
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
  }

  void begin(const ContentLine& line) {
    open_.push_back(component_of(line));
    if (open_.size() > deepest) {
      error(line.number, fmt::format("entries are nested more than {} deep", deepest),
            "export it as iCalendar (.ics) again");
      stopped_ = true;
      return;
    }
    const std::string& name = open_.back();
    is_calendar_ = is_calendar_ || name == "VCALENDAR" || name == "VEVENT";
    const bool other = name == "VTODO" || name == "VJOURNAL" || name == "VFREEBUSY";
    if (other) ++read_.others;
    if (name == "VEVENT") entry_ = Lines{.first = line.number};
    if ((other || name == "VEVENT") && ++count_ > most_ics_entries) {
      error(line.number, fmt::format("more than {} entries", most_ics_entries),
            "export a shorter period, or fewer calendars");
      stopped_ = true;
    }
  }

  /// Closes the innermost component of this name, and what was not closed in it.
  void end(const ContentLine& line) {
    const auto found = std::ranges::find(open_.rbegin(), open_.rend(), component_of(line));
    if (found == open_.rend()) return;
    const bool entry = *found == "VEVENT";
    open_.erase(found.base() - 1, open_.end());
    if (entry) take_entry();
  }

  void keep(const ContentLine& line) {
    const auto once = [&](std::optional<ContentLine>& into) {
      if (!into) into = line;
    };
    if (line.name == "DTSTART") once(entry_.start);
    if (line.name == "DTEND") once(entry_.end);
    if (line.name == "DURATION") once(entry_.duration);
    if (line.name == "RECURRENCE-ID") once(entry_.instance);
    if (line.name == "SUMMARY") once(entry_.summary);
    if (line.name == "STATUS") once(entry_.status);
    if (line.name == "UID") once(entry_.uid);
    if (line.name == "RRULE") entry_.rules.push_back(line);
    if (line.name == "EXRULE") entry_.exception_rules.push_back(line);
    if (line.name == "RDATE") entry_.more.push_back(line);
    if (line.name == "EXDATE") entry_.without.push_back(line);
  }

  // ------------------------------------------------------------------ an entry

  void take_entry() {
    const std::string uid = entry_.uid ? std::string(trimmed(entry_.uid->value)) : std::string();
    if (entry_.instance) warn_of_range(*entry_.instance);
    if (entry_.instance && !uid.empty()) {
      if (const std::optional<Moment> replaced = moment(*entry_.instance))
        replaced_[uid].push_back(replaced->date);
    }
    if (entry_.status && component_of(*entry_.status) == "CANCELLED") {
      ++read_.cancelled;
      return;
    }
    if (!entry_.start) {
      ++read_.undated;
      return;
    }
    const std::optional<Moment> start = moment(*entry_.start);
    if (!start) return;
    const std::optional<std::int64_t> days = days_from(*start);
    if (!days) return;
    IcsEntry entry{.title = entry_.summary ? title_of(entry_.summary->value) : std::string(),
                   .line = entry_.first,
                   .first = start->date,
                   .days = *days};
    take_rules(entry_.rules, entry.rules);
    take_rules(entry_.exception_rules, entry.exception_rules);
    take_dates(entry_.more, entry.more);
    take_dates(entry_.without, entry.without);
    read_.entries.push_back(std::move(entry));
    uids_.push_back(entry_.instance ? std::string() : uid);
  }

  /// An instance may stand for all that follow it, which is rare.
  void warn_of_range(const ContentLine& instance) {
    if (instance.parameter("RANGE").empty() || read_.warnings.size() >= most_diagnostics) return;
    read_.warnings.push_back({Severity::warning,
                              {read_.name, instance.number},
                              "this changes only one day of a repeating entry, not the days after it",
                              "check the days that are listed"});
  }

  std::optional<Moment> moment(const ContentLine& line) { return moment(line.value, line.number); }
  std::optional<Moment> moment(std::string_view text, int line) {
    const std::optional<Moment> moment = moment_of(text);
    if (!moment) {
      error(line, fmt::format("“{}” is not a date", shown(trimmed(text))),
            "dates are written as 20261224, or 20261224T193000 with a time");
    }
    return moment;
  }

  /// How many whole days the entry takes; nothing where it takes none, or that cannot be read.
  std::optional<std::int64_t> days_from(const Moment& start) {
    if (start.time == Moment::Time::within) return timed();
    const bool whole = start.time == Moment::Time::none;
    if (entry_.end) {
      const std::optional<Moment> end = moment(*entry_.end);
      if (!end) return std::nullopt;
      const std::int64_t days = (end->date - start.date).count();
      if (whole) return std::max<std::int64_t>(days, 1);
      return end->time == Moment::Time::within || days < 1 ? timed() : days;
    }
    if (!entry_.duration) return whole ? std::optional<std::int64_t>(1) : timed();
    const std::string duration(trimmed(entry_.duration->value));
    const std::optional<std::int64_t> seconds = seconds_of_duration(duration);
    if (!seconds) {
      error(entry_.duration->number, fmt::format("“{}” is not a duration", shown(duration)),
            "durations are written as P2D for two days");
      return std::nullopt;
    }
    constexpr std::int64_t seconds_of_a_day = 24 * 60 * 60;
    if (whole) return std::max<std::int64_t>((*seconds + seconds_of_a_day - 1) / seconds_of_a_day, 1);
    return *seconds < seconds_of_a_day || *seconds % seconds_of_a_day > 0 ? timed()
                                                                          : *seconds / seconds_of_a_day;
  }

  std::optional<std::int64_t> timed() {
    ++read_.timed;
    return std::nullopt;
  }

  void take_rules(const std::vector<ContentLine>& lines, std::vector<IcsRule>& into) {
    for (const ContentLine& line : lines) {
      std::string wrong = wrong_with_rule(line.value);
      if (wrong.empty()) {
        into.push_back({.text = line.value, .line = line.number});
      } else {
        error(line.number, std::move(wrong), "delete the entry, or write its days one by one");
      }
    }
  }

  void take_dates(const std::vector<ContentLine>& lines, std::vector<Date>& into) {
    for (const ContentLine& line : lines) {
      for (const std::string_view part : parts_of(line.value)) {
        // Of a period its beginning.
        const std::optional<Moment> date = moment(part.substr(0, part.find('/')), line.number);
        if (!date || stopped_) return;
        into.push_back(date->date);
        if (++dates_ <= most_dates) continue;
        error(line.number, fmt::format("the entries name more than {} dates", most_dates),
              "export a shorter period, or fewer calendars");
        stopped_ = true;
      }
    }
  }

  // ------------------------------------------------------------------ the file

  void finish_file() {
    if (stopped_ || diagnostics_.size() >= most_diagnostics) return;
    if (!is_calendar_) {
      error(0, "this is not a calendar: there is no BEGIN:VCALENDAR", "export it as iCalendar (.ics)");
    } else if (std::ranges::find(open_, "VEVENT") != open_.end()) {
      error(entry_.first, "the file ends within this entry",
            "it is not complete: export or download it again");
    } else if (!open_.empty()) {
      read_.warnings.push_back(
          {Severity::warning,
           {read_.name},
           fmt::format("the file ends without END:{}: entries may be missing", shown(open_.front())),
           "export or download it again"});
    }
  }

  /// An instance of an entry that repeats may be an entry of its own.
  void leave_out_replaced() {
    for (std::size_t i = 0; i < read_.entries.size(); ++i) {
      const auto replaced = replaced_.find(uids_[i]);
      if (uids_[i].empty() || replaced == replaced_.end()) continue;
      std::vector<Date>& without = read_.entries[i].without;
      without.insert(without.end(), replaced->second.begin(), replaced->second.end());
    }
  }

  LineReader lines_;
  IcsFile read_;
  std::vector<std::string> open_;  ///< components, the innermost last
  Lines entry_;
  bool is_calendar_ = false;
  bool stopped_ = false;
  std::size_t count_ = 0;
  std::size_t dates_ = 0;
  std::vector<std::string> uids_;  ///< of the entries; empty for those that are instances of others
  std::unordered_map<std::string, std::vector<Date>> replaced_;  ///< by UID
  Diagnostics diagnostics_;
};

class Expanding {
 public:
  Expanding(const IcsFile& file, DateRange range) : file_(file), range_(range) {}

  Result<DaysOff> expand(std::span<const std::string> matches) {
    DaysOff found;
    std::vector<std::string> texts;
    for (const std::string& match : matches) texts.push_back(folded_case(match));
    std::map<Date, std::string> days;
    for (const IcsEntry& entry : file_.entries) {
      if (!texts.empty()) {
        const std::string title = folded_case(entry.title);
        if (std::ranges::none_of(texts, [&](const auto& text) { return title.contains(text); })) {
          ++found.unmatched;
          continue;
        }
      }
      const Result<bool> taken = take(entry, days);
      if (!taken) return std::unexpected(taken.error());
      if (!*taken) ++found.outside;
    }
    for (auto& [date, title] : days) found.days.push_back({date, std::move(title)});
    return found;
  }

 private:
  /// Whether the entry takes a day.
  Result<bool> take(const IcsEntry& entry, std::map<Date, std::string>& days_taken) {
    std::set<Date> firsts(entry.more.begin(), entry.more.end());
    if (entry.rules.empty()) firsts.insert(entry.first);
    // An entry of some days may begin before the range.
    const Date from =
        range_.first - days{std::min<std::int64_t>(entry.days - 1, (range_.first - first_date).count())};
    const DateRange reach{from, range_.last};
    for (const IcsRule& rule : entry.rules) {
      const auto dates = follow(entry, rule, reach);
      if (!dates) return std::unexpected(dates.error());
      firsts.insert(dates->begin(), dates->end());
    }
    for (const IcsRule& rule : entry.exception_rules) {
      const auto dates = follow(entry, rule, reach);
      if (!dates) return std::unexpected(dates.error());
      for (const Date date : *dates) firsts.erase(date);
    }
    for (const Date date : entry.without) firsts.erase(date);
    bool taken = false;
    Date next = range_.first;
    for (const Date first : firsts) {
      const Date last = std::min(first + days{entry.days - 1}, range_.last);
      for (next = std::max(first, next); next <= last; next += days{1}) {
        if (--work_ < 0) return too_much(entry.title, entry.line);
        days_taken.emplace(next, entry.title);
        taken = true;
      }
    }
    return taken;
  }

  Result<std::vector<Date>> follow(const IcsEntry& entry, const IcsRule& rule, DateRange reach) {
    std::optional<std::vector<Date>> dates = repeated(rule.text, entry.first, reach, work_);
    if (dates) return *std::move(dates);
    return too_much(rule.text, rule.line);
  }

  std::unexpected<Diagnostics> too_much(const std::string& what, int line) const {
    return failure(fmt::format("“{}”: from here on, the entries take too long to expand", shown(what)),
                   "delete what is not needed, or export a shorter period", {file_.name, line});
  }

  const IcsFile& file_;
  DateRange range_;
  std::int64_t work_ = most_ics_work;
};

}  // namespace

Result<IcsFile> read_ics(std::string_view bytes, const std::string& file) {
  if (const std::string_view what = what_instead_of_text(bytes); !what.empty()) {
    return failure(fmt::format("the file is {}, not a calendar", what), "export it as iCalendar (.ics)",
                   {file});
  }
  return Reader(bytes, file).read();
}

Result<DaysOff> days_off(const IcsFile& file, DateRange range, std::span<const std::string> matches) {
  return Expanding(file, range).expand(matches);
}

}  // namespace pensum::calendar
