// A plan as a calendar file (iCalendar, RFC 5545 and RFC 7986), which calendar apps import: an event for each
// study day, or one for each lesson and for the reviews of a day, or the same as to-dos. Days without lessons
// and reviews have none, but for those of the buffer.
//
// An entry keeps its UID whatever becomes of the plan: it is made of the course, the learner, the plan's
// first start and the day or the lesson. All-day entries and floating times, so that no time zone is needed.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "calendar/entry_settings.hpp"
#include "language/language.hpp"
#include "plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pensum::calendar {

/// What tells an entry from the others of its plan.
struct EntryName {
  enum class Kind : std::uint8_t { day, lesson, reviews };
  Kind kind = Kind::day;
  std::string lesson{};  ///< its id; of a part also the part's number: "12/2"; empty for other kinds
  Date date;

  friend bool operator==(const EntryName&, const EntryName&) = default;
};

/// The entries that `plan` becomes, by date.
std::vector<EntryName> entries_of(const Plan& plan, Entries entries);

/// Of a plan that is made again, the one before.
struct EarlierPlan {
  Date first_start;                  ///< of the very first plan, which UIDs are made of
  Date today;                        ///< when it is made again; entries' SEQUENCE is the days since then
  std::vector<EntryName> entries{};  ///< what calendars may hold: those that are no more are cancelled
};

/// An entry's title has at most so many characters, its description so many bytes before they are escaped.
inline constexpr std::size_t longest_title = 120;
inline constexpr std::size_t longest_description = 8000;

/// The calendar's bytes. `stamp` is when it was made; `owner` tells calendars of learners without a name
/// apart. Errors: settings that do not go together, and study that would go on after midnight.
Result<std::string> write_ics(const Plan& plan, const Language& language, const EntrySettings& settings,
                              Date stamp, const std::optional<EarlierPlan>& earlier = std::nullopt,
                              const std::string& owner = {});

}  // namespace pensum::calendar
