// What one person asks for: dates, budget, choices. Made by flags (later also by a request file or
// a roster's row); read by make_plan and nothing else.
//
// A date's budget is, first found: its own (`on`), nothing on a day off (`off`), its weekday's
// (`weekday`), the daily budget. There is a budget where `minutes` or all seven weekdays are given;
// otherwise the weekdays left out get the smallest daily budget that works.
#pragma once

#include "base/date.hpp"
#include "base/units.hpp"

#include <array>
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

/// A choice of lessons as `1..6,9` says it: ids, or ranges of ids in catalog order (inclusive).
struct LessonRange {
  std::string first;
  std::string last;  ///< equal to `first` where one id is named
};
using LessonList = std::vector<LessonRange>;

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
  LessonList done;

  Pace pace = Pace::even;

  std::string learner;   ///< may be empty
  std::string language;  ///< BCP 47 tag of the reader's language; empty: the catalog's
};

}  // namespace pensum
