// Dates with slashes, as spreadsheets write them: 24/11/2026 or 11/24/2026. One of them may be read in two
// ways; a column shows which, if one of its dates has only one.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/roster.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::roster {

/// `value` with its dates with slashes as YYYY-MM-DD. Years have four digits; everything else stays.
std::string with_iso_dates(std::string_view value, DateOrder order);

/// What the dates of one column show of their order.
class DateEvidence {
 public:
  /// Takes note of a cell. `place` is asked for rarely.
  void look_at(std::string_view value, std::size_t row, const std::function<Place()>& place);

  /// The order of `column`; any, if it does not matter. Errors: nothing shows the order, or two dates
  /// contradict each other.
  Result<DateOrder> order(std::string_view column) const;

 private:
  struct Witness {
    std::string date;
    std::size_t row;
    Place place;
  };
  std::optional<Witness> day_first_;    // the first date that has the day first without doubt
  std::optional<Witness> month_first_;  // the same of the month
  std::optional<Witness> open_;         // the first one that may be read in both ways
};

}  // namespace pensum::roster
