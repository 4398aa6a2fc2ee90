// What the header of a table makes of its columns: which of them are settings, which give the learner, and
// which are not used.
#pragma once

#include "base/diagnostic.hpp"
#include "roster/date_order.hpp"
#include "roster/roster.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::roster {

/// How many rows of a title and notes may be above the header, blank ones not counted.
inline constexpr std::size_t most_rows_above = 50;

/// How many cells of a row name a column that a roster may have.
std::size_t known_columns(std::span<const std::string> row, std::span<const std::string_view> names);

/// What makes a row a roster's header; what is more of one is greater.
struct Likeness {
  bool learner = false;      ///< whether a cell is called as the learner is
  std::size_t known = 0;     ///< how many columns a roster may have
  std::size_t familiar = 0;  ///< how many that the lists of schools have beside them
  auto operator<=>(const Likeness&) const = default;
};
Likeness likeness(std::span<const std::string> row, std::span<const std::string_view> names);

/// A column of the table.
struct Heading {
  /// How the cell takes part in the value of its column.
  enum class Part : std::uint8_t { whole, given_name, family_name };
  std::string name;                   ///< one of those allowed, or empty
  std::optional<std::size_t> column;  ///< its index among the roster's columns, where it is one
  Part part = Part::whole;
  bool told = false;  ///< a warning reports it already, or none is needed
};

/// Adds the value of a row's cell to its values: two parts of a name become one value.
void add_value(std::vector<Cell>& cells, const Heading& heading, Cell cell);

/// Reads a header and the cells below it, and collects what is wrong with them. Places are asked for where a
/// diagnostic needs them.
class Headings {
 public:
  using PlaceOf = std::function<Place(std::size_t cell)>;

  /// `between` says in a hint what is between the cells of a row, where that is of use.
  Headings(std::span<const std::string_view> names, const Dates& dates, std::string_view between = {})
      : names_(names), dates_(dates), between_(between) {}

  /// The header, with the number of its row. False if it names no column, which is an error.
  bool read(std::span<const std::string> cells, std::size_t row, const PlaceOf& place);

  /// Looks at a cell below the header that is not blank: at its dates, and whether its column has a name.
  void look_at(std::size_t cell, std::string_view value, std::size_t row, const PlaceOf& place);

  /// The name of the roster's column that a cell is in; empty where it is not used.
  std::string_view name_of(std::size_t cell) const {
    return cell < headings_.size() && headings_[cell].column ? std::string_view(headings_[cell].name) : "";
  }

  /// Finds out the order of dates with slashes, once all rows were looked at.
  void end();

  std::size_t size() const { return headings_.size(); }
  bool has_learners() const;
  const Diagnostics& errors() const { return errors_; }

  /// What was read, to be kept with the rows.
  std::vector<Heading> take_headings() { return std::move(headings_); }
  std::vector<std::string> columns() const;
  /// By column; empty where values stay as they are.
  std::vector<std::optional<DateOrder>> take_orders() { return std::move(orders_); }
  Diagnostics take_warnings() { return std::move(warnings_); }

 private:
  void find_learner(std::span<const std::string> folded);
  void no_header(std::span<const std::string> cells, const PlaceOf& place);
  void check_unique(std::size_t cell, const PlaceOf& place);
  void tell_unused(std::span<const std::string> cells, const PlaceOf& place);
  bool has(std::string_view name) const;
  void error(Place place, std::string message, std::string hint);
  void warn(Place place, std::string message, std::string hint);

  std::span<const std::string_view> names_;
  const Dates& dates_;
  std::string_view between_;
  std::size_t row_ = 0;  // of the header, as the spreadsheet counts
  std::vector<Heading> headings_;
  std::vector<std::optional<DateEvidence>> evidence_;  // by column, where it has dates
  std::vector<std::optional<DateOrder>> orders_;       // by column
  Diagnostics errors_;
  Diagnostics warnings_;
};

}  // namespace pensum::roster
