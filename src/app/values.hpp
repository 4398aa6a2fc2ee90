// What options' values mean. Every error names the option and shows how to write its value.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "plan/request.hpp"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace pensum::app {

/// YYYY-MM-DD.
Result<Date> date_value(std::string_view option, std::string_view text);

/// A daily budget: 1 to 1440.
Result<Minutes> minutes_value(std::string_view option, std::string_view text);

/// "sat=40,sun=0": adds budgets of 0 to 1440 to `weekdays`, Monday first. A later one wins. Days are
/// English, in full or short, or the groups "weekdays" (Monday to Friday) and "weekend".
Result<void> add_weekdays(std::string_view text, std::array<std::optional<Minutes>, 7>& weekdays);

/// "2026-12-01,2026-12-05..2026-12-07": adds ranges to `ranges`.
Result<void> add_dates_off(std::string_view text, std::vector<DateRange>& ranges);

/// "2026-12-06=45,2026-12-08=20": adds single-date budgets of 0 to 1440. A later one wins.
Result<void> add_dates_on(std::string_view text, std::map<Date, Minutes>& on);

/// "1..6,9": adds lessons in catalog order.
Result<void> add_lessons(std::string_view option, std::string_view text, LessonList& lessons);

/// A name to print: well-formed UTF-8 on one line, at most 200 characters.
Result<std::string> name_value(std::string_view option, std::string_view text);

/// A BCP 47 language tag.
Result<std::string> language_value(std::string_view option, std::string_view text);

/// The document's date from SOURCE_DATE_EPOCH: seconds since 1970, UTC.
Result<Date> source_date(std::string_view text);

}  // namespace pensum::app
