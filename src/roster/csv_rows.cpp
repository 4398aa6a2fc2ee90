#include "roster/csv_rows.hpp"

#include "base/spelling.hpp"
#include "table/dialect.hpp"
#include "table/faults.hpp"
#include "table/position.hpp"
#include "table/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace pensum::roster {

namespace {

using table::advance;
using table::column_letters;
using table::Dialect;
using table::Fault;
using table::Position;
using table::RawCell;
using table::Records;
using table::value_offset;

// A cell of the header.
struct Heading {
  std::string name;                   // one of those allowed, or empty
  std::optional<std::size_t> column;  // its index among the roster's columns, where it is one
  bool told = false;                  // a warning reports it already
};

// What the lists of schools call the learner.
constexpr std::array<std::string_view, 8> names_of_learner{
    "name", "student", "pupil", "participant", "full-name", "student-name", "learner-name", "display-name"};

// Columns of such lists that are not a misspelled setting, though nearly spelled like one.
constexpr std::array<std::string_view, 4> no_slips{"section", "no", "place", "page"};

// The place of a row.
struct Start {
  std::size_t offset;
  std::uint32_t line;
  std::uint32_t number;
};

Place place_of(const std::string& file, Position position) { return {file, position.line, position.column}; }

class CsvRows final : public Rows {
 public:
  struct Table {
    std::string bytes;
    std::string file;
    char delimiter;
    std::vector<std::optional<std::size_t>> column_of;  // by cell
    std::vector<Start> starts;                          // of the rows
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
      if (cell.text.empty() || !table_.column_of[i]) continue;
      const std::size_t value = value_offset(table_.bytes, cell.first);
      position = advance(table_.bytes, std::exchange(at, value), value, position);
      cells.push_back({.column = columns()[*table_.column_of[i]],
                       .value = cell.text,
                       .place = place_of(table_.file, position)});
    }
    return cells;
  }

 private:
  Table table_;
};

// "Week start" and "week_start" as "week-start".
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '_' || c == '-') {
      if (!out.ends_with('-')) out += '-';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

std::string list_of(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

// Goes once through a file and notes what is wrong, and where rows begin.
class Reader {
 public:
  Reader(std::string bytes, const std::string& file, std::span<const std::string_view> names)
      : bytes_(std::move(bytes)), file_(file), names_(names) {}

  Result<std::shared_ptr<const Rows>> read() {
    if (!check_encoding()) return std::unexpected(std::move(diagnostics_));
    dialect_ = table::dialect_of(bytes_);
    read_records();
    if (diagnostics_.empty() && starts_.empty()) {
      error({}, "the roster has no learners",
            "the first row names the columns, such as learner and deadline; each row below it is one "
            "learner’s");
      diagnostics_.back().place = {file_};
    }
    if (!diagnostics_.empty()) {
      finish(diagnostics_);
      return std::unexpected(std::move(diagnostics_));
    }
    CsvRows::Table table{.bytes = std::move(bytes_),
                         .file = file_,
                         .delimiter = dialect_.delimiter,
                         .column_of = {},
                         .starts = std::move(starts_)};
    std::vector<std::string> columns;
    for (const Heading& heading : headings_) {
      if (heading.column) columns.push_back(heading.name);
      table.column_of.push_back(heading.column);
    }
    return std::make_shared<const CsvRows>(std::move(table), std::move(columns), std::move(warnings_));
  }

 private:
  bool full() const { return diagnostics_.size() >= most_diagnostics; }
  void error(Position position, std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, place_of(file_, position), std::move(message), std::move(hint)});
  }

  void warn(Position position, std::string message, std::string hint) {
    warnings_.push_back({Severity::warning, place_of(file_, position), std::move(message), std::move(hint)});
  }

  std::size_t mark_size() const { return bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

  bool check_encoding() {
    if (auto fault = table::encoding_fault(bytes_, file_, export_hint))
      diagnostics_.push_back(*std::move(fault));
    return diagnostics_.empty();
  }

  void read_records() {
    first_ = dialect_.first;
    position_ = advance(bytes_, mark_size(), first_, {});
    Records records(bytes_, dialect_.delimiter, dialect_.first);
    while (!full() && records.next()) {
      position_ = advance(bytes_, std::exchange(first_, records.first()), records.first(), position_);
      ++number_;
      if (records.fault()) {
        fault(*records.fault());
      } else if (std::ranges::all_of(records.cells(), &std::string::empty, &RawCell::text)) {
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

  // The setting that a column of this name gives; empty where it gives none.
  std::string setting(std::string_view name, bool names_learner) const {
    const auto exact = std::ranges::find(names_, name);
    if (exact != names_.end()) return std::string(*exact);
    const bool alias = std::ranges::find(names_of_learner, name) != names_of_learner.end();
    return alias && names_learner ? std::string(learner_) : std::string();
  }

  void header(std::span<const RawCell> cells) {
    header_ = Header::read;
    const bool has_names = std::ranges::find(names_, learner_) != names_.end();
    bool named = !has_names || std::ranges::any_of(
                                   cells, [](const RawCell& cell) { return folded(cell.text) == learner_; });
    std::size_t columns = 0;
    for (const RawCell& cell : cells) {
      Heading heading;
      heading.name = setting(folded(cell.text), !named);
      named = named || heading.name == learner_;
      if (!heading.name.empty()) heading.column = columns++;
      heading.told = !heading.column && !cell.text.empty();
      headings_.push_back(std::move(heading));
    }
    if (columns == 0) return no_header(cells);
    std::vector<const RawCell*> unused;
    for (std::size_t i = 0; i < cells.size() && !full(); ++i) {
      if (cells[i].text.empty()) continue;
      if (headings_[i].name.empty()) {
        unused.push_back(&cells[i]);
      } else {
        check_unique(cells[i], i);
      }
    }
    if (unused.empty()) return;
    tell_unused(unused);
    if (!named) {
      warn(position_of(cells.front()), fmt::format("row {}: no column gives the learners’ names", number_),
           "call the column with their whole names “learner”, “name” or “student”");
    }
  }

  // Of a table without names of columns nothing can be made out.
  void no_header(std::span<const RawCell> cells) {
    header_ = Header::unreadable;
    const auto cell = std::ranges::find_if(cells, [](const RawCell& each) { return !each.text.empty(); });
    error(position_of(*cell), fmt::format("row {}: there is no column “{}”", number_, shown(cell->text)),
          suggestion(folded(cell->text), names_,
                     fmt::format("row {} has to name the columns, with commas, semicolons or tabs between "
                                 "them; they are: {}",
                                 number_, list_of(names_))));
  }

  // A column of its own where something near it may have been meant; the others together.
  void tell_unused(const std::vector<const RawCell*>& cells) {
    const bool has_learner = std::ranges::find(headings_, learner_, &Heading::name) != headings_.end();
    std::string others;
    std::size_t count = 0;
    const RawCell* first = nullptr;
    for (const RawCell* cell : cells) {
      const std::string name = folded(cell->text);
      std::string hint;
      if (has_learner && std::ranges::find(names_of_learner, name) != names_of_learner.end()) {
        hint = "another column gives the learners’ names";
      } else if (std::ranges::find(no_slips, name) == no_slips.end()) {
        hint = suggestion(name, names_);
      }
      if (!hint.empty()) {
        warn(position_of(*cell),
             fmt::format("row {}: the column “{}” is not used", number_, shown(cell->text)), hint);
        continue;
      }
      if (first == nullptr) first = cell;
      if (++count <= most_named) others += (others.empty() ? "“" : ", “") + shown(cell->text) + "”";
    }
    if (first == nullptr) return;
    if (count > most_named) others += fmt::format(" and {} more", count - most_named);
    warn(position_of(*first),
         count == 1 ? fmt::format("row {}: the column {} is not used", number_, others)
                    : fmt::format("row {}: the columns {} are not used", number_, others),
         "columns that are used: " + list_of(names_));
  }

  void check_unique(const RawCell& cell, std::size_t i) {
    const auto same = std::ranges::find(headings_, headings_[i].name, &Heading::name);
    const auto earlier = static_cast<std::size_t>(same - headings_.begin());
    if (earlier == i) return;
    error(position_of(cell),
          fmt::format("row {}: the columns {} and {} are both named “{}”", number_, column_letters(earlier),
                      column_letters(i), headings_[i].name),
          "keep one of them");
  }

  void row(std::span<const RawCell> cells) {
    starts_.push_back({.offset = first_,
                       .line = static_cast<std::uint32_t>(position_.line),
                       .number = static_cast<std::uint32_t>(number_)});
    for (std::size_t i = 0; i < cells.size() && !full(); ++i) {
      if (cells[i].text.empty()) continue;
      if (i >= headings_.size()) {
        too_many(cells[i]);
        return;
      }
      if (!headings_[i].column && !std::exchange(headings_[i].told, true)) nameless(cells[i], i);
    }
  }

  // Told once of a column.
  void nameless(const RawCell& cell, std::size_t i) {
    warn(position_of(cell),
         fmt::format("row {}: “{}” is in column {}, which has no name and is not used", number_,
                     shown(cell.text), column_letters(i)),
         fmt::format("if it is a setting, name column {} in the first row", column_letters(i)));
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
  static constexpr std::string_view learner_ = "learner";
  static constexpr std::size_t most_named = 10;  // columns that are not used, in one message

  std::string bytes_;
  const std::string& file_;
  std::span<const std::string_view> names_;
  Dialect dialect_;
  Header header_ = Header::awaited;
  std::vector<Heading> headings_;
  std::vector<Start> starts_;
  Diagnostics diagnostics_;
  Diagnostics warnings_;
  std::size_t number_ = 0;  // of the record, as the spreadsheet counts
  std::size_t first_ = 0;   // offset of the record
  Position position_;       // of its first byte
};

}  // namespace

Result<std::shared_ptr<const Rows>> read_csv(std::string bytes, const std::string& file,
                                             std::span<const std::string_view> columns) {
  return Reader(std::move(bytes), file, columns).read();
}

}  // namespace pensum::roster
