// Days off from a calendar file (iCalendar, RFC 5545) of anybody's making: public holidays, school holidays,
// one's own absences. Entries that take whole days count, whatever else they are; all others are counted and
// left out.
//
// Lines are split here, since messages need their numbers and real files break rules that a strict parser
// insists on. Repeating entries are followed by libical, of which no other folder knows. Dates are those of
// the calendar's own wall: no time zone matters to them, and none is read.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::calendar {

/// A file has at most so many bytes, which whoever reads it checks, and so many entries.
inline constexpr std::size_t most_ics_bytes = std::size_t{16} << 20;
inline constexpr std::size_t most_ics_entries = 100'000;
/// The work of following a file's rules, in days that are looked at: seconds at most.
inline constexpr std::int64_t most_ics_work = 500'000;

/// A rule by which an entry repeats, or by which it does not.
struct IcsRule {
  std::string text;
  int line = 0;  ///< in the file
};

/// An entry that takes whole days.
struct IcsEntry {
  std::string title;  ///< on one line; may be empty
  int line = 0;       ///< where it begins in the file
  Date first;
  std::int64_t days = 1;         ///< how many, from `first` on
  std::vector<IcsRule> rules{};  ///< it repeats by
  std::vector<IcsRule> exception_rules{};
  std::vector<Date> more{};     ///< further first days
  std::vector<Date> without{};  ///< first days that are left out, or are entries of their own
};

/// What a file holds.
struct IcsFile {
  std::string name;
  std::vector<IcsEntry> entries;  ///< in the file's order
  std::size_t timed = 0;          ///< entries that take less than whole days
  std::size_t cancelled = 0;      ///< entries that are cancelled
  std::size_t undated = 0;        ///< entries without a beginning
  std::size_t others = 0;         ///< to-dos, journal entries, free and busy times
  Diagnostics warnings;
};

/// The entries in `bytes`, which `file` names in messages. Errors: it is not a calendar, ends too early, or
/// has dates and rules that cannot be read, each with its line.
Result<IcsFile> read_ics(std::string_view bytes, const std::string& file);

struct DayOff {
  Date date;
  std::string title;  ///< of the first entry in the file that takes it; may be empty
  friend bool operator==(const DayOff&, const DayOff&) = default;
};

struct DaysOff {
  std::vector<DayOff> days;   ///< by date, each once
  std::size_t outside = 0;    ///< entries that take no day of the range
  std::size_t unmatched = 0;  ///< entries whose title contains none of the texts
};

/// The days in `range` that the file's entries take; those alone whose title contains one of `matches`, if
/// there are some, whatever the case of their letters. Errors: rules that take too long to follow.
Result<DaysOff> days_off(const IcsFile& file, DateRange range, std::span<const std::string> matches);

}  // namespace pensum::calendar
