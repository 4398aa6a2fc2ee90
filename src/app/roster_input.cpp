#include "app/roster_input.hpp"

#include "app/reporter.hpp"
#include "request/roster_columns.hpp"
#include "request/wording.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <ranges>
#include <utility>

namespace pensum::app {

std::vector<Option> roster_options(std::string strict) {
  return {{0, "strict", "", std::move(strict)},
          {0, "sheet", "NAME",
           "the sheet of a workbook, by name or number; default the one that names the learners and the most "
           "columns"},
          {0, "date-order", "dmy|mdy",
           "how dates with slashes are written in a roster, such as 3/4/2026; default as each column shows"}};
}

Result<RosterReading> roster_reading(const ParsedOptions& options) {
  RosterReading reading{.sheet = options.last("sheet"), .strict = options.has("strict")};
  if (options.has("sheet") && reading.sheet.empty())
    return failure("--sheet names no sheet", "give its name or its number, from 1");
  if (!options.has("date-order")) return reading;
  const Result<roster::DateOrder> order = date_order_value(options.last("date-order"));
  if (!order) return std::unexpected(in_words(about("date-order", order.error()), {}));
  reading.date_order = *order;
  return reading;
}

Result<roster::Roster> read_roster(std::string bytes, const std::string& name, const RosterReading& reading,
                                   roster::TableSigns* signs) {
  Result<roster::Roster> roster = roster::read_roster(
      std::move(bytes), name, roster_columns(),
      {.columns = roster_date_columns(), .order = reading.date_order}, signs, reading.sheet);
  if (!roster) return std::unexpected(in_words(std::move(roster.error()), {}));
  if (reading.strict && !roster->warnings().empty()) return std::unexpected(as_errors(warnings_of(*roster)));
  return roster;
}

Diagnostics warnings_of(const roster::Roster& roster) { return in_words(roster.warnings(), {}); }

std::string choice_of_sheet(const roster::Roster& roster) {
  constexpr std::size_t most_named = 5;
  const roster::Sheets& sheets = roster.sheets();
  if (sheets.read.empty() || sheets.told) return {};
  std::string others;
  for (const std::string& other : sheets.others | std::views::take(most_named))
    others += (others.empty() ? "“" : ", “") + shown(other) + "”";
  if (sheets.others.size() > most_named)
    others += fmt::format(" and {} more", sheets.others.size() - most_named);
  return fmt::format("the sheet “{}” was read, not {}", shown(sheets.read), others);
}

}  // namespace pensum::app
