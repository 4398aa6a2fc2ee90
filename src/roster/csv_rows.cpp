#include "roster/csv_rows.hpp"

#include "roster/headings.hpp"
#include "table/dialect.hpp"
#include "table/faults.hpp"
#include "table/position.hpp"
#include "table/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

namespace pensum::roster {

namespace {

using table::advance;
using table::Dialect;
using table::Fault;
using table::Position;
using table::RawCell;
using table::Records;
using table::value_offset;

// The place of a row.
struct Start {
  std::size_t offset;
  std::uint32_t line;
  std::uint32_t number;
};

Place place_of(const std::string& file, Position position) { return {file, position.line, position.column}; }

std::vector<std::string> texts_of(std::span<const RawCell> cells) {
  std::vector<std::string> texts;
  texts.reserve(cells.size());
  for (const RawCell& cell : cells) texts.push_back(cell.text);
  return texts;
}

class CsvRows final : public Rows {
 public:
  struct Table {
    std::string bytes;
    std::string file;
    char delimiter;
    std::vector<Heading> headings;                   // by cell
    std::vector<std::optional<DateOrder>> orders{};  // by column
    std::vector<Start> starts;                       // of the rows
  };
  CsvRows(Table table, std::vector<std::string> columns, Diagnostics warnings)
      : Rows(std::move(columns), std::move(warnings)), table_(std::move(table)) {}

  std::size_t size() const override { return table_.starts.size(); }
  bool has_cells() const override { return true; }
  std::string_view noun() const override { return "row"; }
  std::size_t number(std::size_t row) const override { return table_.starts[row].number; }

  std::vector<Cell> cells(std::size_t row) const override {
    const Start& start = table_.starts[row];
    Records records(table_.bytes, table_.delimiter, start.offset);
    records.next();
    std::vector<Cell> cells;
    Position position{static_cast<int>(start.line), 1};
    std::size_t at = start.offset;
    for (std::size_t i = 0; i < records.cells().size(); ++i) {
      const RawCell& cell = records.cells()[i];
      // Behind the last heading cells are blank.
      if (cell.text.empty() || !table_.headings[i].column) continue;
      const Heading& heading = table_.headings[i];
      const std::size_t value = value_offset(table_.bytes, cell.first);
      position = advance(table_.bytes, std::exchange(at, value), value, position);
      const std::optional<DateOrder> order = table_.orders[*heading.column];
      add_value(cells, heading,
                {.column = columns()[*heading.column],
                 .value = order ? with_iso_dates(cell.text, *order) : cell.text,
                 .place = place_of(table_.file, position)});
    }
    return cells;
  }

 private:
  Table table_;
};

// A row of the header’s table, as it is searched for.
struct FoundHeader {
  std::size_t number = 0;  // of its record, from 1; 0: there is none
  std::size_t known = 0;   // columns
};

// The row among the first ones that names the most columns. A row above it may hold anything but a stray
// quote.
FoundHeader find_header(std::string_view bytes, Dialect dialect, std::span<const std::string_view> names) {
  FoundHeader best;
  Records records(bytes, dialect.delimiter, dialect.first);
  std::size_t number = 0;
  std::size_t filled = 0;
  while (filled < most_rows_above && records.next() && !records.fault()) {
    ++number;
    const std::vector<std::string> cells = texts_of(records.cells());
    if (std::ranges::all_of(cells, &std::string::empty)) continue;
    if (++filled == 1) best.number = number;
    const std::size_t known = known_columns(cells, names);
    if (known > best.known) best = {.number = number, .known = known};
  }
  return best;
}

// Goes once through a file and notes what is wrong, and where rows begin.
class Reader {
 public:
  Reader(std::string bytes, const std::string& file, std::span<const std::string_view> names,
         const Dates& dates)
      : bytes_(std::move(bytes)),
        file_(file),
        names_(names),
        headings_(names, dates, ", with commas, semicolons or tabs between them") {}

  Result<std::shared_ptr<const Rows>> read(TableSigns& signs) {
    find_dialect();
    read_records();
    signs.has_learners = headings_.has_learners();
    if (header_ == Header::read) headings_.end();
    std::ranges::copy(headings_.errors(), std::back_inserter(diagnostics_));
    if (diagnostics_.empty() && starts_.empty()) {
      diagnostics_.push_back(
          {Severity::error, {file_}, "the roster has no learners", std::string(no_learners_hint)});
      std::ranges::move(headings_.take_warnings(), std::back_inserter(diagnostics_));
    }
    if (!diagnostics_.empty()) {
      finish(diagnostics_);
      return std::unexpected(std::move(diagnostics_));
    }
    std::vector<std::string> columns = headings_.columns();
    CsvRows::Table table{.bytes = std::move(bytes_),
                         .file = file_,
                         .delimiter = dialect_.delimiter,
                         .headings = headings_.take_headings(),
                         .orders = headings_.take_orders(),
                         .starts = std::move(starts_)};
    return std::make_shared<const CsvRows>(std::move(table), std::move(columns), headings_.take_warnings());
  }

 private:
  bool full() const { return diagnostics_.size() >= most_diagnostics; }
  void error(Position position, std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, place_of(file_, position), std::move(message), std::move(hint)});
  }

  // A title above the header may have commas where the table has semicolons: what makes most columns known
  // is right.
  void find_dialect() {
    dialect_ = table::dialect_of(bytes_);
    FoundHeader best = find_header(bytes_, dialect_, names_);
    if (!dialect_.named) {
      for (const char delimiter : {',', ';', '\t'}) {
        const Dialect other{.delimiter = delimiter, .first = dialect_.first};
        const FoundHeader found = find_header(bytes_, other, names_);
        if (found.known <= best.known) continue;
        best = found;
        dialect_ = other;
      }
    }
    header_number_ = best.number;
  }

  void read_records() {
    first_ = dialect_.first;
    position_ = advance(bytes_, 0, first_, {});
    Records records(bytes_, dialect_.delimiter, dialect_.first);
    while (!full() && records.next()) {
      position_ = advance(bytes_, std::exchange(first_, records.first()), records.first(), position_);
      ++number_;
      if (records.fault()) {
        fault(*records.fault());
      } else if (number_ < header_number_ ||
                 std::ranges::all_of(records.cells(), &std::string::empty, &RawCell::text)) {
        continue;
      } else if (header_ == Header::awaited) {
        header(records.cells());
      } else if (header_ == Header::read) {
        row(records.cells());
      }
    }
    starts_.shrink_to_fit();
  }

  Position position_of(std::size_t offset) const { return advance(bytes_, first_, offset, position_); }
  Position position_of(const RawCell& cell) const { return position_of(value_offset(bytes_, cell.first)); }

  void fault(const Fault& fault) {
    diagnostics_.push_back(table::quote_fault(fault, bytes_, file_, number_,
                                              [this](std::size_t offset) { return position_of(offset); }));
    if (header_ == Header::awaited) header_ = Header::unreadable;
  }

  Headings::PlaceOf place_in(std::span<const RawCell> cells) const {
    return [this, cells](std::size_t i) { return place_of(file_, position_of(cells[i])); };
  }

  void header(std::span<const RawCell> cells) {
    const bool fine = headings_.read(texts_of(cells), number_, place_in(cells));
    header_ = fine ? Header::read : Header::unreadable;
  }

  void row(std::span<const RawCell> cells) {
    const Headings::PlaceOf place = place_in(cells);
    bool used = false;
    for (std::size_t i = 0; i < cells.size() && !full(); ++i) {
      if (cells[i].text.empty()) continue;
      if (i >= headings_.size()) {
        too_many(cells[i]);
        return;
      }
      headings_.look_at(i, cells[i].text, number_, place);
      used = used || !headings_.name_of(i).empty();
    }
    // A row that is only numbered is not a learner's.
    if (!used) return;
    starts_.push_back({.offset = first_,
                       .line = static_cast<std::uint32_t>(position_.line),
                       .number = static_cast<std::uint32_t>(number_)});
  }

  // Told once of a row, with the first cell that is too much.
  void too_many(const RawCell& cell) {
    const std::string delimiter =
        dialect_.delimiter == '\t' ? "tab" : fmt::format("“{}”", dialect_.delimiter);
    error(position_of(cell),
          fmt::format("row {}: “{}” comes after the last of {} column{}", number_, shown(cell.text),
                      headings_.size(), headings_.size() == 1 ? "" : "s"),
          fmt::format("put a value that holds a {} in quotes", delimiter));
  }

  enum class Header { awaited, read, unreadable };

  std::string bytes_;
  const std::string& file_;
  std::span<const std::string_view> names_;
  Dialect dialect_;
  Header header_ = Header::awaited;
  std::size_t header_number_ = 0;  // of its record
  Headings headings_;
  std::vector<Start> starts_;
  Diagnostics diagnostics_;
  std::size_t number_ = 0;  // of the record, as the spreadsheet counts
  std::size_t first_ = 0;   // offset of the record
  Position position_;       // of its first byte
};

}  // namespace

Result<std::shared_ptr<const Rows>> read_csv(std::string bytes, const std::string& file,
                                             std::span<const std::string_view> columns, const Dates& dates,
                                             TableSigns& signs) {
  return Reader(std::move(bytes), file, columns, dates).read(signs);
}

}  // namespace pensum::roster
