#include "app/roster_input.hpp"

#include "app/reporter.hpp"
#include "request/roster_columns.hpp"
#include "request/wording.hpp"

#include <utility>

namespace pensum::app {

Option date_order_option() {
  return {0, "date-order", "dmy|mdy",
          "how dates with slashes are written in a roster, such as 3/4/2026; default as each column shows"};
}

Result<RosterReading> roster_reading(const ParsedOptions& options) {
  RosterReading reading{.strict = options.has("strict")};
  if (!options.has("date-order")) return reading;
  const Result<roster::DateOrder> order = date_order_value(options.last("date-order"));
  if (!order) return std::unexpected(in_words(about("date-order", order.error()), {}));
  reading.date_order = *order;
  return reading;
}

Result<roster::Roster> read_roster(std::string bytes, const std::string& name, const RosterReading& reading,
                                   roster::TableSigns* signs) {
  Result<roster::Roster> roster =
      roster::read_roster(std::move(bytes), name, roster_columns(),
                          {.columns = roster_date_columns(), .order = reading.date_order}, signs);
  if (!roster) return std::unexpected(in_words(std::move(roster.error()), {}));
  if (reading.strict && !roster->warnings().empty()) return std::unexpected(as_errors(roster->warnings()));
  return roster;
}

}  // namespace pensum::app
