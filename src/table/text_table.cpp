#include "table/text_table.hpp"

#include "table/dialect.hpp"
#include "table/encoding.hpp"
#include "table/faults.hpp"
#include "table/position.hpp"
#include "table/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::table {

namespace {

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text) { table_.file = file; }

  Result<Table> read(Dialect dialect) {
    position_ = advance(text_, 0, dialect.first, {});
    at_ = dialect.first;
    Records records(text_, dialect.delimiter, dialect.first);
    for (std::size_t number = 1; !full() && records.next(); ++number) {
      move_to(records.first());
      if (records.fault()) {
        fault(*records.fault(), number);
      } else if (std::ranges::any_of(records.cells(),
                                     [](const RawCell& cell) { return !cell.text.empty(); })) {
        row(records.cells(), number);
      }
    }
    if (diagnostics_.empty()) return std::move(table_);
    finish(diagnostics_);
    return std::unexpected(std::move(diagnostics_));
  }

 private:
  bool full() const { return diagnostics_.size() >= most_diagnostics || cells_ > most_cells_of_table; }

  void move_to(std::size_t offset) {
    position_ = advance(text_, at_, offset, position_);
    at_ = offset;
  }

  void fault(const Fault& fault, std::size_t number) {
    diagnostics_.push_back(quote_fault(fault, text_, table_.file, number, [this](std::size_t offset) {
      return advance(text_, at_, offset, position_);
    }));
  }

  void row(std::span<const RawCell> cells, std::size_t number) {
    cells_ += cells.size();
    if (cells_ > most_cells_of_table) return too_many();
    Row& row = table_.rows.emplace_back();
    row.number = number;
    for (const RawCell& cell : cells) {
      if (!cell.text.empty()) move_to(value_offset(text_, cell.first));
      row.cells.push_back({.text = cell.text, .line = position_.line, .column = position_.column});
    }
    while (row.cells.back().text.empty()) row.cells.pop_back();
  }

  void too_many() {
    diagnostics_.push_back({Severity::error,
                            {table_.file, position_.line},
                            fmt::format("the table has more than {} cells", most_cells_of_table),
                            "split it into smaller files"});
  }

  std::string_view text_;
  Table table_;
  Diagnostics diagnostics_;
  Position position_;
  std::size_t at_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

Result<Table> read_text_table(std::string bytes, const std::string& file, char delimiter) {
  const Result<std::string> text = utf8_text(std::move(bytes), file);
  if (!text) return std::unexpected(text.error());
  Dialect dialect = dialect_of(*text);
  if (delimiter != 0) dialect.delimiter = delimiter;
  return Reader(*text, file).read(dialect);
}

}  // namespace pensum::table
