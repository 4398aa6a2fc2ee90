// What one person asks for: dates, budget, choices. Made from flags, a request file or a roster's row; read
// by make_plan.
//
// A date's budget is, first found: its own (`on`), nothing on a day off (`off`), its weekday's
// (`weekday`), the daily budget. There is a budget where `minutes` or all seven weekdays are given;
// otherwise the weekdays left out get the smallest daily budget that works.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pensum {

/// How lessons spread over the study days.
enum class Pace {
  even,   ///< the evenest load over all study days
  early,  ///< each day filled from the front, done as soon as possible
};

/// A choice of lessons as `1..6,9` writes it: ids, or ranges of ids in catalog order (inclusive).
struct LessonRange {
  std::string first;
  std::string last;  ///< equal to `first` where one id is named

  friend bool operator==(const LessonRange&, const LessonRange&) = default;
};
using LessonList = std::vector<LessonRange>;

/// Lessons that are done already, as `4=2026-11-26` or `1..3` writes it.
struct DoneLessons {
  LessonRange lessons;
  /// The date on which they were done. Nothing: with `today`, the date that was planned, or the day before
  /// `today` where that lies later; else the day before the start.
  std::optional<Date> on;

  friend bool operator==(const DoneLessons&, const DoneLessons&) = default;
};

/// A lesson that is begun, as `6=4` or `6=4/2` writes it.
struct BegunLesson {
  std::string lesson;
  Minutes left;           ///< that are still to be learned
  std::size_t parts = 1;  ///< of it that are done

  friend bool operator==(const BegunLesson&, const BegunLesson&) = default;
};

/// A lesson's review, as `4/2` writes it.
struct ReviewOf {
  std::string lesson;
  std::size_t round = 1;  ///< from 1

  friend bool operator==(const ReviewOf&, const ReviewOf&) = default;
};

/// When a lesson is reviewed: days after it was done, one number a round, rising.
using ReviewOffsets = std::vector<std::int64_t>;
inline const ReviewOffsets default_reviews{1, 3, 7};

struct Request {
  Date start;                                     ///< first day
  std::optional<Date> deadline;                   ///< last day, inclusive
  std::optional<Minutes> minutes;                 ///< daily budget
  std::array<std::optional<Minutes>, 7> weekday;  ///< budgets by weekday, Monday first
  std::vector<DateRange> off;                     ///< days off
  std::map<Date, Minutes> on;                     ///< single-date budgets; they beat `weekday` and `off`

  std::vector<std::string> paths;  ///< ids; empty: all
  LessonList only;                 ///< empty: all
  LessonList skip;
  std::vector<DoneLessons> done;

  // What has happened since the start (past.hpp).
  std::optional<Date> today;  ///< the days before it are over: nothing more is planned on them
  std::vector<BegunLesson> begun;
  std::vector<ReviewOf> missed;    ///< reviews of days that are over, and were not done
  std::vector<ReviewOf> reviewed;  ///< reviews done earlier than planned

  Pace pace = Pace::even;
  ReviewOffsets reviews = default_reviews;  ///< empty: none
  /// How many of the last study days are kept free of new lessons; nothing: one for every 14, at most five,
  /// and fewer where lessons would not fit otherwise.
  std::optional<std::int64_t> buffer;
  std::optional<Minutes> split;  ///< any lesson may be split, into pieces of at least these minutes
  bool fit = false;              ///< leave out the least important lessons if not everything fits

  std::string learner;                   ///< may be empty
  std::string language;                  ///< BCP 47 tag of the reader's language; empty: the catalog's
  std::optional<Weekday> first_weekday;  ///< of calendars; nothing: as the language has it
  bool undated = false;                  ///< the plan is to show days by number, for any start (undated.hpp)

  /// Whether they ask for the same plan.
  friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace pensum
