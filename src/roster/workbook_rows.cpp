#include "roster/workbook_rows.hpp"

#include "archive/zip.hpp"
#include "base/named_setting.hpp"
#include "roster/csv_rows.hpp"
#include "roster/headings.hpp"
#include "table/table.hpp"
#include "table/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <tuple>
#include <utility>

namespace pensum::roster {

namespace {

class WorkbookRows final : public Rows {
 public:
  struct Sheet {
    std::string file;
    std::vector<Heading> headings;                   // by cell
    std::vector<std::optional<DateOrder>> orders{};  // by column
    std::vector<table::Row> rows;
  };
  WorkbookRows(Sheet sheet, std::vector<std::string> columns, Diagnostics warnings, Sheets sheets)
      : Rows(std::move(columns), std::move(warnings), std::move(sheets)), sheet_(std::move(sheet)) {}

  std::size_t size() const override { return sheet_.rows.size(); }
  bool has_cells() const override { return true; }
  std::string_view noun() const override { return "row"; }
  std::size_t number(std::size_t row) const override { return sheet_.rows[row].number; }

  std::vector<Cell> cells(std::size_t row) const override {
    std::vector<Cell> cells;
    const std::vector<table::Cell>& all = sheet_.rows[row].cells;
    for (std::size_t i = 0; i < std::min(all.size(), sheet_.headings.size()); ++i) {
      const Heading& heading = sheet_.headings[i];
      if (all[i].text.empty() || !heading.column) continue;
      const std::optional<DateOrder> order = sheet_.orders[*heading.column];
      add_value(cells, heading,
                {.column = columns()[*heading.column],
                 .value = order ? with_iso_dates(all[i].text, *order) : all[i].text,
                 .place = {sheet_.file, all[i].line, all[i].column}});
    }
    return cells;
  }

 private:
  Sheet sheet_;
};

std::vector<std::string> texts_of(const table::Row& row) {
  std::vector<std::string> texts;
  std::ranges::transform(row.cells, std::back_inserter(texts), &table::Cell::text);
  return texts;
}

// A sheet as a roster: the header among its first rows.
struct Found {
  table::Table table;
  std::size_t header = 0;
  Likeness like{};
  bool has_rows = false;  // below the header

  bool is_roster() const { return has_rows && like.learner; }
  bool better_than(const Found& other) const {
    const bool filled = !table.rows.empty();
    const bool other_filled = !other.table.rows.empty();
    return std::tie(has_rows, filled, like) > std::tie(other.has_rows, other_filled, other.like);
  }
};

Found look_at(table::Table table, std::span<const std::string_view> names) {
  Found found{.table = std::move(table)};
  const std::vector<table::Row>& rows = found.table.rows;
  for (std::size_t i = 0; i < std::min(rows.size(), most_rows_above); ++i) {
    const Likeness like = likeness(texts_of(rows[i]), names);
    if (like.known <= found.like.known) continue;
    found.like = like;
    found.header = i;
  }
  found.has_rows = found.like.known > 0 && rows.size() > found.header + 1;
  return found;
}

// Formulas without a value in the columns that are used: what they leave blank would take a default.
Diagnostics without_value(const table::Table& table, std::size_t header, const Headings& headings) {
  Diagnostics errors;
  for (const table::Unvalued& cell : table.unvalued) {
    const std::string_view column = headings.name_of(cell.column);
    if (cell.row <= header || column.empty()) continue;
    const std::string where = fmt::format("row {}, {}", cell.row, column);
    errors.push_back(
        {Severity::error,
         {table.file, static_cast<int>(cell.row), static_cast<int>(cell.column + 1)},
         cell.error.empty() ? fmt::format("{}: the formula has no value", where)
                            : fmt::format("{}: the formula gives the error “{}”", where, shown(cell.error)),
         cell.error.empty() ? "open the workbook in a spreadsheet program, and save it: that computes it"
                            : "mend the formula, or write the value"});
  }
  return errors;
}

// Notes beside the table, and rows that are only numbered, are not learners.
void keep_learners(table::Table& table, std::size_t header, const Headings& headings) {
  table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
  std::erase_if(table.rows, [&](const table::Row& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (!row.cells[i].text.empty() && !headings.name_of(i).empty()) return false;
    }
    return true;
  });
}

Diagnostics errors_in(Found& found, Headings& headings) {
  table::Table& table = found.table;
  if (table.rows.empty()) {
    return {{Severity::error,
             {table.file},
             fmt::format("the sheet “{}” is empty", shown(table.sheet)),
             std::string(no_learners_hint)}};
  }
  const auto place_in = [&table](const table::Row& row) -> Headings::PlaceOf {
    return [&table, &row](std::size_t i) { return table.place(row.cells[i]); };
  };
  const table::Row& top = table.rows[found.header];
  const std::size_t top_number = top.number;
  if (headings.read(texts_of(top), top.number, place_in(top))) {
    // Cells beside the table, which often hold notes, have no name either.
    const auto below = std::span(table.rows).subspan(found.header + 1);
    for (const table::Row& row : below) {
      const Headings::PlaceOf place = place_in(row);
      for (std::size_t i = 0; i < std::min(row.cells.size(), headings.size()); ++i) {
        if (!row.cells[i].text.empty()) headings.look_at(i, row.cells[i].text, row.number, place);
      }
    }
    headings.end();
  }
  keep_learners(table, found.header, headings);
  Diagnostics errors = headings.errors();
  std::ranges::move(without_value(table, top_number, headings), std::back_inserter(errors));
  if (errors.empty() && table.rows.empty()) {
    errors.push_back(
        {Severity::error, {table.file}, "the roster has no learners", std::string(no_learners_hint)});
    std::ranges::move(headings.take_warnings(), std::back_inserter(errors));
  }
  finish(errors);
  return errors;
}

// The sheet that is to be read, and what is to be told of the others.
struct Choice {
  Found found;
  Sheets sheets{};
  Diagnostics warnings{};
};

// A sheet that was looked at.
struct Seen {
  std::size_t index;
  bool blank;
  bool roster;
};

constexpr std::size_t most_named = 5;  // sheets, in one message

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (const std::string& name : names | std::views::take(most_named))
    text += (text.empty() ? "“" : ", “") + shown(name) + "”";
  return names.size() > most_named ? text + fmt::format(" and {} more", names.size() - most_named) : text;
}

std::string of_its_own(std::size_t sheet) {
  return fmt::format("read it in a run of its own: {}", named("sheet", std::to_string(sheet + 1)));
}

// What is to be told of the sheets beside `chosen`.
void tell_of_others(Choice& choice, std::size_t chosen, std::span<const Seen> seen,
                    const std::vector<table::SheetEntry>& sheets) {
  std::vector<std::string> rosters;
  std::size_t first = 0;
  for (const Seen& other : seen) {
    if (other.index == chosen || other.blank) continue;
    choice.sheets.others.push_back(sheets[other.index].name);
    if (!other.roster || !choice.found.is_roster()) continue;
    if (rosters.empty()) first = other.index;
    rosters.push_back(sheets[other.index].name);
  }
  if (choice.sheets.others.empty()) return;
  choice.sheets.read = sheets[chosen].name;
  if (rosters.empty()) return;
  choice.sheets.told = true;
  choice.warnings.push_back({Severity::warning,
                             {choice.found.table.file},
                             fmt::format("the sheet “{}” was read; there are learners in {}, too",
                                         shown(choice.sheets.read), listed(rosters)),
                             of_its_own(first)});
}

// The first of the best sheets that are not hidden. One that cannot be read matters if no other is a roster.
Result<Choice> choose(const table::Workbook& workbook, std::span<const std::string_view> names) {
  const std::vector<table::SheetEntry>& sheets = workbook.sheets();
  if (const auto any = workbook.find({}); !any) return std::unexpected(any.error());
  const bool all_hidden = std::ranges::all_of(sheets, &table::SheetEntry::hidden);
  std::optional<Found> best;
  std::size_t chosen = 0;
  std::vector<Seen> seen;
  Diagnostics problem;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (sheets[i].hidden && !all_hidden) continue;
    Result<table::Table> table = workbook.read(i);
    if (!table) {
      if (problem.empty()) problem = std::move(table.error());
      continue;
    }
    Found found = look_at(*std::move(table), names);
    seen.push_back({.index = i, .blank = found.table.rows.empty(), .roster = found.is_roster()});
    if (best && !found.better_than(*best)) continue;
    chosen = i;
    best = std::move(found);
  }
  if (!best || (!best->has_rows && !problem.empty())) return std::unexpected(std::move(problem));
  Choice choice{.found = *std::move(best)};
  tell_of_others(choice, chosen, seen, sheets);
  return choice;
}

Result<Choice> choice_of(const table::Workbook& workbook, const SheetReading& how) {
  if (how.sheet.empty()) return choose(workbook, how.columns);
  const Result<std::size_t> index = workbook.find(how.sheet);
  if (!index) return std::unexpected(index.error());
  Result<table::Table> table = workbook.read(*index);
  if (!table) return std::unexpected(std::move(table.error()));
  return Choice{.found = look_at(*std::move(table), how.columns)};
}

}  // namespace

Result<std::shared_ptr<const Rows>> read_workbook(std::string bytes, const std::string& file,
                                                  const SheetReading& how, TableSigns& signs) {
  const auto tree = archive::open_zip(std::move(bytes), file);
  if (!tree) return std::unexpected(tree.error());
  if (!table::is_workbook(**tree))
    return failure("the file is a packed file, not a roster: no workbook is in it", std::string(export_hint),
                   {file});
  const auto workbook = table::open_workbook(**tree, file);
  if (!workbook) return std::unexpected(workbook.error());
  Result<Choice> choice = choice_of(**workbook, how);
  if (!choice) return std::unexpected(std::move(choice.error()));
  Headings headings(how.columns, how.dates);
  Diagnostics errors = errors_in(choice->found, headings);
  signs.has_learners = headings.has_learners();
  if (!errors.empty()) {
    if (!choice->sheets.others.empty()) {
      errors.push_back({Severity::warning,
                        {file},
                        fmt::format("the sheet “{}” was read, not {}", shown(choice->sheets.read),
                                    listed(choice->sheets.others)),
                        fmt::format("if another one is the roster, name it: {}", named("sheet", "NAME"))});
    }
    return std::unexpected(std::move(errors));
  }
  std::vector<std::string> used = headings.columns();
  Diagnostics warnings = std::move(choice->warnings);
  std::ranges::move(headings.take_warnings(), std::back_inserter(warnings));
  WorkbookRows::Sheet sheet{.file = file,
                            .headings = headings.take_headings(),
                            .orders = headings.take_orders(),
                            .rows = std::move(choice->found.table.rows)};
  return std::make_shared<const WorkbookRows>(std::move(sheet), std::move(used), std::move(warnings),
                                              std::move(choice->sheets));
}

}  // namespace pensum::roster
