// The roster: a cohort's requests, one a row, from a spreadsheet (CSV or a workbook) or as XML. Which of them
// it is shows in the bytes, not in the file's name. Values are judged where they are read, row by row; only
// the order of dates with slashes is found out here, since it takes a whole column.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::roster {

class Rows;

/// What a date with slashes begins with.
enum class DateOrder : std::uint8_t { day_first, month_first };

/// Which columns hold dates, and in which order those with slashes are; without one each column has to show
/// it.
struct Dates {
  std::span<const std::string_view> columns{};
  std::optional<DateOrder> order{};
};

/// What is known of a table even if it cannot be used.
struct TableSigns {
  bool has_learners = false;  ///< whether a column gives their names
};

/// The sheets with something in them of a workbook that has several, if none was asked for.
struct Sheets {
  std::string read;                 ///< the one that is the roster; empty where there was no choice
  std::vector<std::string> others;  ///< not hidden
  bool told = false;                ///< a warning reports it already
};

/// A value of a row.
struct Cell {
  std::string column;  ///< one of the roster's columns
  std::string value;   ///< not blank, without white space at its ends
  Place place;         ///< of the value's first character, behind a quote; of a workbook: row and column
};

/// A roster that was read. Immutable: several threads may ask one at once. Copies share the bytes.
class Roster {
 public:
  /// How many rows have something in them.
  std::size_t size() const;

  /// Whether its values are cells of a table, CSV or a workbook; else attributes, of XML.
  bool has_cells() const;

  /// The columns that the roster has, by the names that `read_roster` was given: of a table in the file's
  /// order, of XML in that of the names given.
  const std::vector<std::string>& columns() const;

  /// What is in the file and not used, such as a column that does not belong to a setting.
  const Diagnostics& warnings() const;

  /// Which sheet was read where it was found among others.
  const Sheets& sheets() const;

  /// The number of a row (0 is the first) as its author sees it. A table: as the spreadsheet counts, which
  /// also counts the header and blank rows. XML: that of the <learner> element, from 1.
  std::size_t number(std::size_t row) const;

  /// A row's name for messages: "row 7", of XML "learner 7".
  std::string title(std::size_t row) const;

  /// A row's cells that are not blank, in the order of the columns. CSV is parsed again for every call:
  /// linear in the bytes of the row.
  std::vector<Cell> row(std::size_t row) const;

 private:
  explicit Roster(std::shared_ptr<const Rows> rows) : rows_(std::move(rows)) {}
  friend Result<Roster> read_roster(std::string, const std::string&, std::span<const std::string_view>,
                                    const Dates&, TableSigns*, std::string_view);

  std::shared_ptr<const Rows> rows_;
};

/// The roster in `bytes`; `file` names them in diagnostics. `columns` are the names that it may use, in
/// small letters with “-” between words; tables may write them with capitals, spaces and underscores, may
/// have other columns, and may give the learner as “Name”, or as “First name” and “Last name”. Of a workbook
/// the sheet with the name or number `sheet` is read, else the one that names the learners and the most
/// columns. Errors: everything that is wrong with its structure, at most `most_diagnostics`;
/// a roster without any learner is one too. Columns that are not used are warnings. CSV needs the bytes and
/// 16 more a row.
Result<Roster> read_roster(std::string bytes, const std::string& file,
                           std::span<const std::string_view> columns, const Dates& dates = {},
                           TableSigns* signs = nullptr, std::string_view sheet = {});

}  // namespace pensum::roster
