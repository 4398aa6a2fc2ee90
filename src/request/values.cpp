#include "request/values.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "base/utf8.hpp"
#include "language/known_language.hpp"
#include "plan/plan.hpp"
#include "request/value_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum {

using namespace value;

namespace {

constexpr std::size_t longest_name = 200;

Result<std::int64_t> number(std::string_view text, std::int64_t least, std::int64_t most,
                            std::string_view what) {
  const auto value = whole_number(trimmed(text));
  if (value && *value >= least && *value <= most) return *value;
  return failure(fmt::format("“{}” is not a {}", shown(text), what),
                 fmt::format("write a whole number from {} to {}", least, most));
}

}  // namespace

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

std::string text_of_weekdays(const std::array<std::optional<Minutes>, 7>& weekdays) {
  List list;
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    if (weekdays[i])
      list.add(fmt::format("{}={}", weekday_name(Weekday{static_cast<unsigned>(i) + 1}), weekdays[i]->count));
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
    if (times.weekday[i])
      list.add(fmt::format("{}={}", weekday_name(Weekday{static_cast<unsigned>(i) + 1}),
                           text_of_clock(*times.weekday[i])));
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

}  // namespace pensum
