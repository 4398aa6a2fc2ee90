// What the values of settings mean. Every error shows how to write the value; which setting it is, and where
// it was made, is filled in later (wording.hpp).
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "calendar/entry_settings.hpp"
#include "layout/layout.hpp"
#include "plan/request.hpp"
#include "request/dates.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum {

/// A daily budget: 1 to 1440 minutes, as “90”, “90 min”, “2h” or “1h30”.
Result<Minutes> minutes_value(std::string_view text);

/// "sat=40,sun=0": adds budgets of 0 to 1440 to `weekdays`, Monday first. A later one wins. Days are
/// English, in full or short, ISO 8601's numbers from 1 for Monday to 7 for Sunday, or the groups
/// "weekdays" (Monday to Friday) and "weekend".
Result<void> add_weekdays(std::string_view text, std::array<std::optional<Minutes>, 7>& weekdays);

/// "1..6,9": adds lessons in catalog order.
Result<void> add_lessons(std::string_view text, LessonList& lessons);
/// "1..3,4=2026-11-26": the same with the date on which they were done.
Result<void> add_done(std::string_view text, std::vector<DoneLessons>& done, const DayZero& zero = {});
/// "6=4,9=10/2": lessons, the minutes left of them, and how many parts are done; one if none are named.
Result<void> add_begun(std::string_view text, std::vector<BegunLesson>& begun);
/// "4/1,4/2": lessons and the rounds of their reviews, from 1.
Result<void> add_rounds(std::string_view text, std::vector<ReviewOf>& rounds);

/// "beginner,senior": adds ids of paths.
Result<void> add_paths(std::string_view text, std::vector<std::string>& paths);

/// "holidays.ics,school.ics": adds names of files.
Result<void> add_files(std::string_view text, std::vector<std::string>& files);

/// "(§),Ferien": adds texts, each as `name_value` reads it.
Result<void> add_names(std::string_view text, std::vector<std::string>& names);

/// "19:30,sat=10:00": adds times of the day, by weekday or for all other days. A later one wins.
Result<void> add_start_times(std::string_view text, calendar::StartTimes& times);

/// "08:00", a time of the day; or "10", minutes before study begins, at most a week of them.
Result<calendar::Reminder> reminder_value(std::string_view text);

/// "day", "lesson" or "todo".
Result<calendar::Entries> entries_value(std::string_view text);

/// "even" or "early".
Result<Pace> pace_value(std::string_view text);

/// "left" or "right".
Result<layout::Hand> hand_value(std::string_view text);

/// "1,3,7": days after a lesson, rising, at most 12 of them; or "none".
Result<ReviewOffsets> reviews_value(std::string_view text);

/// How many study days to keep free: 0 or more.
Result<std::optional<std::int64_t>> buffer_value(std::string_view text);

/// The smallest piece of a split lesson: 1 to 720 minutes.
Result<Minutes> split_value(std::string_view text);

/// "yes" or "no", or as spreadsheets write it: "true" or "false", "1" or "0"; in letters of any case.
Result<bool> yes_or_no(std::string_view text);

/// The day that calendars begin their weeks with, as in `add_weekdays`.
Result<Weekday> week_start_value(std::string_view text);

/// A name to print: well-formed UTF-8, at most 200 characters, line breaks and tabs as spaces, without the
/// controls that would turn the text around it (embeddings, overrides and isolates); empty where nothing
/// is seen of it.
Result<std::string> name_value(std::string_view text);

/// A BCP 47 language tag, of a language that there is.
Result<std::string> language_value(std::string_view text);

/// The texts that are read as these values: parts with commas between them; empty for what is not given, and
/// for the default reviews.
std::string text_of_weekdays(const std::array<std::optional<Minutes>, 7>& weekdays);
std::string text_of_lessons(const LessonList& lessons);
std::string text_of_done(const std::vector<DoneLessons>& lessons);
std::string text_of_begun(const std::vector<BegunLesson>& begun);
std::string text_of_rounds(const std::vector<ReviewOf>& rounds);
std::string text_of_reviews(const ReviewOffsets& reviews);
std::string text_of_list(const std::vector<std::string>& parts);
std::string text_of_start_times(const calendar::StartTimes& times);
std::string text_of_reminder(const std::optional<calendar::Reminder>& reminder);
std::string text_of_entries(calendar::Entries entries);

}  // namespace pensum
