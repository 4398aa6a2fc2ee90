#include "calendar/ics_writer.hpp"

#include "base/isolation.hpp"
#include "base/named_setting.hpp"
#include "base/utf8.hpp"
#include "base/uuid.hpp"
#include "base/version.hpp"
#include "calendar/content_lines.hpp"
#include "facts/lesson_numbers.hpp"
#include "language/dates.hpp"
#include "language/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace pensum::calendar {

namespace {

constexpr std::int64_t minutes_of_a_day = 24 * 60;
constexpr Minutes shortest_event{5};
constexpr std::size_t longest_course = 60;  // of a title, in characters
constexpr std::size_t longest_line_text = 300;

std::string basic(Date date) {
  const std::chrono::year_month_day parts{date};
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                     static_cast<unsigned>(parts.day()));
}

/// The local time that many minutes after a date's beginning.
std::string local_time(Date date, Minutes after) {
  const Date day = date + days{after.count / minutes_of_a_day};
  const std::int64_t minute = after.count % minutes_of_a_day;
  return fmt::format("{}T{:02}{:02}00", basic(day), minute / 60, minute % 60);
}

std::string clock(Minutes after_midnight) {
  return fmt::format("{:02}:{:02}", after_midnight.count / 60, after_midnight.count % 60);
}

/// A time before (negative) or after an event's beginning.
std::string duration(Minutes minutes) {
  const std::int64_t count = minutes.count < 0 ? -minutes.count : minutes.count;
  if (count == 0) return "PT0S";
  std::string text = minutes.count < 0 ? "-PT" : "PT";
  if (count >= 60) text += fmt::format("{}H", count / 60);
  if (count % 60 > 0) text += fmt::format("{}M", count % 60);
  return text;
}

/// At most `most` characters of `text`, the last an ellipsis where it has more.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  std::size_t last = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count + 1 == most) last = at;
    if (count == most) return std::string(text.substr(0, last)) + "…";
    at += decode(text, at).length;
  }
  return std::string(text);
}

std::string key_of(const Task& task, const Catalog& catalog) {
  const std::string& id = catalog.lessons[task.lesson].id;
  return task.parts == 1 ? id : fmt::format("{}/{}", id, task.part);
}

std::unexpected<Diagnostics> no_effect(std::string_view setting, std::string_view hint) {
  return std::unexpected(Diagnostics{
      {.severity = Severity::error,
       .place = {},
       .message = fmt::format("{} has no effect with {}", named(setting), named("entries", "todo")),
       .hint = std::string(hint),
       .settings = {std::string(setting), "entries"}}});
}

Result<void> check(const EntrySettings& settings) {
  const bool todos = settings.entries == Entries::todo;
  if (todos && settings.at.any()) return no_effect("at", "to-dos are for a day: leave one of them out");
  if (todos && settings.remind) return no_effect("remind", "to-dos do not ring: leave one of them out");
  if (settings.remind && settings.remind->from == Reminder::From::start && !settings.at.any()) {
    return std::unexpected(about(
        "remind", {{Severity::error,
                    {},
                    "all-day entries have no beginning",
                    fmt::format("write a time of day, such as {}, or give the time at which study begins: {}",
                                this_setting("08:00"), named("at", "19:30"))}}));
  }
  return {};
}

/// An entry as it is written.
struct Entry {
  EntryName name;
  std::string title;
  std::string description;
  std::string url{};
  std::optional<Minutes> start{};  ///< after midnight; none for an all-day entry
  Minutes length{};
  bool rings = false;  ///< whether it is the day's first
  bool cancelled = false;
};

class Writer {
 public:
  Writer(const Plan& plan, const Language& language, const EntrySettings& settings, Date stamp,
         const std::optional<EarlierPlan>& earlier, const std::string& owner)
      : plan_(plan),
        owner_(plan.learner.empty() ? owner : plan.learner),
        catalog_(*plan.catalog),
        language_(language),
        dates_(language, {plan.start, plan.deadline}),
        settings_(settings),
        stamp_(basic(stamp) + "T000000Z"),
        earlier_(earlier),
        first_start_(earlier ? earlier->first_start : plan.start),
        sequence_(earlier ? std::max<std::int64_t>((earlier->today - earlier->first_start).count(), 0) : 0) {}

  Result<std::string> write() {
    std::vector<Entry> entries;
    for (const StudyDay& day : plan_.days) add_day(day, entries);
    if (earlier_) add_cancelled(entries);
    if (!diagnostics_.empty()) return std::unexpected(std::move(diagnostics_));
    std::ranges::stable_sort(entries, {}, [](const Entry& entry) { return entry.name.date; });
    write_head();
    for (const Entry& entry : entries) write_entry(entry);
    line("END:VCALENDAR");
    return std::move(text_);
  }

 private:
  // ------------------------------------------------------------------ what entries say

  std::string quoted(std::string_view text, std::size_t most) const {
    return isolated_in(language_.direction() == Direction::right_to_left, cut(text, most));
  }

  std::string facts_of(std::string_view first, std::string_view second) const {
    return language_.say(word::facts{.first = first, .second = second});
  }

  std::string title(const std::string& what) const {
    const std::size_t room = longest_title - std::min(longest_title, count_code_points(what) + 3);
    const std::string course =
        quoted(catalog_.title, std::max(std::min(room, longest_course), std::size_t{1}));
    return with_directions_closed(
        cut(language_.say(word::entry_title{.what = what, .course = course}), longest_title));
  }

  std::string lessons_in_short(const StudyDay& day) const {
    const std::size_t count = day.tasks.size();
    const std::string numbers = facts::lesson_numbers(language_, catalog_, day.tasks);
    constexpr std::size_t longest_numbers = 30;
    if (count_code_points(numbers) > longest_numbers) return language_.say(word::lessons{.count = count});
    return language_.say(word::lessons_by_number{.count = count, .lessons = numbers});
  }

  std::string day_title(const StudyDay& day) const {
    if (day.total().count == 0) return title(language_.say(word::kept_free{}));
    std::string what;
    if (!day.tasks.empty()) what = lessons_in_short(day);
    if (!day.reviews.empty()) {
      const std::string reviews = language_.say(word::reviews{.count = day.reviews.size()});
      what = what.empty() ? reviews : facts_of(what, reviews);
    }
    return title(facts_of(what, language_.minutes(day.total())));
  }

  std::string task_line(const Task& task) const {
    const Lesson& lesson = catalog_.lessons[task.lesson];
    const std::string name = fmt::format("{} {}", lesson.id, quoted(lesson.title, longest_line_text));
    return task.parts == 1
               ? name
               : facts_of(name, language_.say(word::part_of{.part = task.part, .parts = task.parts}));
  }

  std::string review_line(const Review& review) const {
    const Lesson& lesson = catalog_.lessons[review.lesson];
    return facts_of(fmt::format("{} {}", lesson.id, quoted(lesson.title, longest_line_text)),
                    language_.say(word::review_round{.round = review.round}));
  }

  std::string boxed(const std::string& what, Minutes minutes) const {
    return "[ ] " + facts_of(what, language_.minutes(minutes));
  }

  std::vector<std::string> review_lines(const StudyDay& day) const {
    std::vector<std::string> lines;
    for (const Review& review : day.reviews) lines.push_back(boxed(review_line(review), review.minutes));
    return lines;
  }

  std::vector<std::string> day_lines(const StudyDay& day) const {
    std::vector<std::string> lines;
    for (const Task& task : day.tasks) lines.push_back(boxed(task_line(task), task.minutes));
    std::ranges::move(review_lines(day), std::back_inserter(lines));
    return lines;
  }

  /// By when the lessons have to be done, or why there are none; may be empty.
  std::string last_line(const StudyDay& day, std::size_t lessons) const {
    if (day.waits_until && lessons > 0) {
      return language_.say(
          word::finish_by_sentence{.count = lessons, .date = dates_.date_beside(*day.waits_until, day.date)});
    }
    if (day.total().count == 0) return language_.say(word::kept_free_hint{});
    return day.buffer ? language_.say(word::day_kept_free_sentence{}) : std::string();
  }

  /// Lines one below the other, as many as there is room for, and `last` below them.
  std::string description(const std::vector<std::string>& lines, const std::string& last) const {
    const auto rest = [&](std::size_t count) { return language_.say(word::entry_more{.count = count}); };
    std::size_t room = longest_description - last.size() - rest(lines.size()).size() - 3;
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].size() + 1 > room) {
        text += rest(lines.size() - i) + '\n';
        break;
      }
      room -= lines[i].size() + 1;
      text += lines[i] + '\n';
    }
    if (!last.empty()) text += (lines.empty() ? "" : "\n") + last;
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }

  // ------------------------------------------------------------------ what entries there are

  void add_day(const StudyDay& day, std::vector<Entry>& entries) {
    if (day.total().count == 0 && !day.buffer) return;
    const std::size_t first = entries.size();
    if (settings_.entries == Entries::day || day.total().count == 0) {
      add_whole_day(day, entries);
    } else {
      add_lessons(day, entries);
    }
    if (first < entries.size()) entries[first].rings = day.total().count > 0;
    if (entries.back().start) check_midnight(day, entries.back());
  }

  /// When a day's study begins; never where there is none.
  std::optional<Minutes> start_of(const StudyDay& day) const {
    return day.total().count == 0 ? std::nullopt : settings_.at.on(day.date);
  }

  void add_whole_day(const StudyDay& day, std::vector<Entry>& entries) const {
    entries.push_back({.name = {.kind = EntryName::Kind::day, .date = day.date},
                       .title = day_title(day),
                       .description = description(day_lines(day), last_line(day, day.tasks.size())),
                       .start = start_of(day),
                       .length = std::max(day.total(), shortest_event)});
  }

  /// One after the other, the reviews last.
  void add_lessons(const StudyDay& day, std::vector<Entry>& entries) const {
    std::optional<Minutes> start = start_of(day);
    const auto add = [&](Entry entry, Minutes minutes) {
      entry.start = start;
      entry.length = std::max(minutes, shortest_event);
      if (start) *start += entry.length;
      entries.push_back(std::move(entry));
    };
    for (const Task& task : day.tasks) {
      const Lesson& lesson = catalog_.lessons[task.lesson];
      std::vector<std::string> about;
      if (!lesson.summary.empty()) about.push_back(cut(lesson.summary.text, longest_line_text * 4));
      add({.name = {.kind = EntryName::Kind::lesson, .lesson = key_of(task, catalog_), .date = day.date},
           .title = title(facts_of(cut(task_line(task), longest_title / 2), language_.minutes(task.minutes))),
           .description = description(about, last_line(day, 1)),
           .url = lesson.url},
          task.minutes);
    }
    if (day.reviews.empty()) return;
    const std::string count = language_.say(word::reviews{.count = day.reviews.size()});
    add({.name = {.kind = EntryName::Kind::reviews, .date = day.date},
         .title = title(facts_of(count, language_.minutes(day.review_load))),
         .description = description(review_lines(day), last_line(day, 0))},
        day.review_load);
  }

  void check_midnight(const StudyDay& day, const Entry& last) {
    const Minutes end = *last.start + last.length;
    if (end.count <= minutes_of_a_day || !diagnostics_.empty()) return;
    const Minutes start = *settings_.at.on(day.date);
    diagnostics_ = about("at", {{Severity::error,
                                 {},
                                 fmt::format("on {}, {} min from {} run into the next day", to_iso(day.date),
                                             (end - start).count, clock(start)),
                                 "begin earlier, or with fewer minutes a day"}});
  }

  /// What a calendar that has the earlier plan's entries is to drop.
  void add_cancelled(std::vector<Entry>& entries) const {
    std::unordered_set<std::string> there;
    for (const Entry& entry : entries) there.insert(uid(entry.name));
    for (const EntryName& name : earlier_->entries) {
      if (there.contains(uid(name))) continue;
      entries.push_back({.name = name,
                         .title = language_.say(word::nothing_planned{}),
                         .description = {},
                         .cancelled = true});
    }
  }

  // ------------------------------------------------------------------ how they are written

  void line(std::string_view content) { text_ += folded(content); }
  void line(std::string_view name, std::string_view value) { line(fmt::format("{}:{}", name, value)); }
  void text_line(std::string_view name, std::string_view text) { line(name, escaped(text)); }

  std::string uid(std::string_view kind, std::string_view key) const {
    return content_uuid(
        fmt::format("calendar\n{}\n{}\n{}\n{}\n{}", catalog_.id, owner_, to_iso(first_start_), kind, key));
  }

  std::string uid(const EntryName& name) const {
    switch (name.kind) {
      case EntryName::Kind::day:
        return uid("day", to_iso(name.date));
      case EntryName::Kind::lesson:
        return uid("lesson", name.lesson);
      case EntryName::Kind::reviews:
        return uid("reviews", to_iso(name.date));
    }
    std::unreachable();
  }

  void write_head() {
    const std::string name = plan_.learner.empty() ? catalog_.title : facts_of(catalog_.title, plan_.learner);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    text_line("PRODID", fmt::format("-//pensum//pensum {}//EN", version));
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line("UID", uid("plan", {}));
    for (const std::string_view property : {"NAME", "X-WR-CALNAME"})
      text_line(property, cut(name, longest_title));
  }

  void write_entry(const Entry& entry) {
    const bool todo = settings_.entries == Entries::todo;
    const std::string_view component = todo ? "VTODO" : "VEVENT";
    line("BEGIN", component);
    line("UID", uid(entry.name));
    line("DTSTAMP", stamp_);
    line("SEQUENCE", std::to_string(sequence_));
    if (todo) {
      line("DUE;VALUE=DATE", basic(entry.name.date));
    } else {
      write_time(entry);
    }
    text_line("SUMMARY", entry.title);
    if (!entry.description.empty()) text_line("DESCRIPTION", entry.description);
    if (!entry.url.empty()) line("URL", entry.url);
    line("CATEGORIES:pensum");
    if (!todo) line("TRANSP", entry.start ? "OPAQUE" : "TRANSPARENT");
    if (!plan_.learner.empty()) line("CLASS:PRIVATE");
    if (entry.cancelled) {
      line("STATUS:CANCELLED");
    } else if (todo) {
      line("STATUS:NEEDS-ACTION");
    } else if (entry.rings) {
      write_reminder(entry);
    }
    line("END", component);
  }

  void write_time(const Entry& entry) {
    const Date date = entry.name.date;
    if (entry.start) {
      line("DTSTART", local_time(date, *entry.start));
      // A year has four digits: the last day of all has no end that could be written.
      const Minutes end = *entry.start + entry.length;
      const bool ends = date < last_date || end.count < minutes_of_a_day;
      line(ends ? "DTEND" : "DURATION", ends ? local_time(date, end) : duration(entry.length));
      return;
    }
    line("DTSTART;VALUE=DATE", basic(date));
    if (date < last_date) line("DTEND;VALUE=DATE", basic(date + days{1}));
  }

  void write_reminder(const Entry& entry) {
    if (!settings_.remind) return;
    const bool from_start = settings_.remind->from == Reminder::From::start;
    if (from_start && !entry.start) return;
    const Minutes minutes = settings_.remind->minutes;
    const Minutes start = entry.start.value_or(Minutes{});
    line("BEGIN:VALARM");
    line("ACTION:DISPLAY");
    line("TRIGGER", duration(from_start ? Minutes{} - minutes : minutes - start));
    text_line("DESCRIPTION", entry.title);
    line("END:VALARM");
  }

  const Plan& plan_;
  const std::string& owner_;
  const Catalog& catalog_;
  const Language& language_;
  Dates dates_;
  const EntrySettings& settings_;
  std::string stamp_;
  const std::optional<EarlierPlan>& earlier_;
  Date first_start_;
  std::int64_t sequence_;
  Diagnostics diagnostics_;
  std::string text_;
};

}  // namespace

std::vector<EntryName> entries_of(const Plan& plan, Entries entries) {
  std::vector<EntryName> names;
  for (const StudyDay& day : plan.days) {
    if (day.total().count == 0 && !day.buffer) continue;
    if (entries == Entries::day || day.total().count == 0) {
      names.push_back({.kind = EntryName::Kind::day, .date = day.date});
      continue;
    }
    for (const Task& task : day.tasks) {
      names.push_back(
          {.kind = EntryName::Kind::lesson, .lesson = key_of(task, *plan.catalog), .date = day.date});
    }
    if (!day.reviews.empty()) names.push_back({.kind = EntryName::Kind::reviews, .date = day.date});
  }
  return names;
}

Result<std::string> write_ics(const Plan& plan, const Language& language, const EntrySettings& settings,
                              Date stamp, const std::optional<EarlierPlan>& earlier,
                              const std::string& owner) {
  if (Result<void> fine = check(settings); !fine) return std::unexpected(std::move(fine.error()));
  return Writer(plan, language, settings, stamp, earlier, owner).write();
}

}  // namespace pensum::calendar
