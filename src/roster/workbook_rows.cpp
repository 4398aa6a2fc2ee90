#include "roster/workbook_rows.hpp"

#include "archive/zip.hpp"
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
  WorkbookRows(Sheet sheet, std::vector<std::string> columns, Diagnostics warnings)
      : Rows(std::move(columns), std::move(warnings)), sheet_(std::move(sheet)) {}

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

// The index of the row among the first ones that names the most columns.
std::size_t find_header(const table::Table& table, std::span<const std::string_view> names) {
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < std::min(table.rows.size(), most_rows_above); ++i) {
    const std::size_t known = known_columns(texts_of(table.rows[i]), names);
    if (known <= most) continue;
    most = known;
    best = i;
  }
  return best;
}

Diagnostics errors_in(table::Table& table, Headings& headings, std::span<const std::string_view> names) {
  const std::size_t header = find_header(table, names);
  const auto place_in = [&table](const table::Row& row) -> Headings::PlaceOf {
    return [&table, &row](std::size_t i) { return table.place(row.cells[i]); };
  };
  const table::Row& top = table.rows[header];
  if (headings.read(texts_of(top), top.number, place_in(top))) {
    // Cells beside the table, which often hold notes, have no name either.
    const auto below = std::span(table.rows).subspan(header + 1);
    for (const table::Row& row : below) {
      const Headings::PlaceOf place = place_in(row);
      for (std::size_t i = 0; i < std::min(row.cells.size(), headings.size()); ++i) {
        if (!row.cells[i].text.empty()) headings.look_at(i, row.cells[i].text, row.number, place);
      }
    }
    headings.end();
  }
  table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
  // Notes beside the table are not learners.
  std::erase_if(table.rows, [&](const table::Row& row) {
    const std::size_t width = std::min(row.cells.size(), headings.size());
    return std::ranges::all_of(row.cells | std::views::take(width), &std::string::empty, &table::Cell::text);
  });
  Diagnostics errors = headings.errors();
  if (errors.empty() && table.rows.empty())
    errors.push_back(
        {Severity::error, {table.file}, "the roster has no learners", std::string(no_learners_hint)});
  finish(errors);
  if (!errors.empty() && !table.other_sheets.empty()) {
    errors.push_back({Severity::warning,
                      {table.file},
                      fmt::format("only the first sheet of the workbook was read, not “{}”",
                                  shown(table.other_sheets.front())),
                      "put the sheet with the roster first"});
  }
  return errors;
}

}  // namespace

Result<std::shared_ptr<const Rows>> read_workbook(std::string bytes, const std::string& file,
                                                  std::span<const std::string_view> columns,
                                                  const Dates& dates, TableSigns& signs) {
  const auto tree = archive::open_zip(std::move(bytes), file);
  if (!tree) return std::unexpected(tree.error());
  if (!table::is_workbook(**tree))
    return failure("the file is a packed file, not a roster: no workbook is in it", std::string(export_hint),
                   {file});
  Result<table::Table> table = table::read_workbook(**tree, file);
  if (!table) return std::unexpected(std::move(table.error()));
  Headings headings(columns, dates);
  Diagnostics errors = errors_in(*table, headings, columns);
  signs.has_learners = headings.has_learners();
  if (!errors.empty()) return std::unexpected(std::move(errors));
  std::vector<std::string> used = headings.columns();
  WorkbookRows::Sheet sheet{.file = file,
                            .headings = headings.take_headings(),
                            .orders = headings.take_orders(),
                            .rows = std::move(table->rows)};
  return std::make_shared<const WorkbookRows>(std::move(sheet), std::move(used), headings.take_warnings());
}

}  // namespace pensum::roster
