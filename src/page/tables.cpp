#include "page/tables.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace pensum::page {
namespace {

constexpr Points unlimited = Points::whole(100'000);

Type type_of(const TableCell& cell) { return cell.is_heading ? Type::small_bold : Type::small; }

/// How much a column's texts need.
struct Needs {
  Points least;  ///< its longest word
  Points most;   ///< its longest text on one line
};

/// The longest word: what it takes when every line ends where it can.
Points longest_word(const TextBlock& narrow) {
  Points widest;
  for (const text::Line& line : narrow.lines) widest = std::max(widest, line.width);
  return widest;
}

std::vector<Needs> needs_of(Canvas& canvas, const std::vector<TableRow>& rows, const SetCell& set) {
  std::vector<Needs> needs;
  for (const TableRow& row : rows) {
    needs.resize(std::max(needs.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Type type = type_of(row[i]);
      const Points whole = longest_word(set(row[i].text, type, unlimited));
      needs[i].most = std::max(needs[i].most, whole);
      for (std::size_t at = 0; at < row[i].text.text.size();) {
        const std::size_t end = std::min(row[i].text.text.find(' ', at), row[i].text.text.size());
        const std::string_view word = std::string_view(row[i].text.text).substr(at, end - at);
        needs[i].least = std::max(needs[i].least, std::min(canvas.width(word, type), whole));
        at = end + 1;
      }
    }
  }
  return needs;
}

std::vector<Points> widths_of(const std::vector<Needs>& needs, Points room) {
  Points least;
  Points most;
  for (const Needs& need : needs) {
    least += need.least;
    most += need.most;
  }
  std::vector<Points> widths;
  for (const Needs& need : needs) {
    if (most <= room) {
      widths.push_back(need.most);
    } else if (least >= room) {
      widths.push_back(room.scaled(need.least.milli, least.milli));
    } else {
      const Points more = need.most - need.least;
      widths.push_back(need.least + (room - least).scaled(more.milli, (most - least).milli));
    }
  }
  return widths;
}

}  // namespace

std::vector<TableRowOnPage> rows_of(Canvas& canvas, const std::vector<TableRow>& rows, Points width,
                                    const SetCell& set) {
  const Points gap = canvas.layout().small;
  const std::vector<Needs> needs = needs_of(canvas, rows, set);
  const auto gaps = static_cast<std::int64_t>(std::max<std::size_t>(needs.size(), 1)) - 1;
  const std::vector<Points> widths = widths_of(needs, width - gap * gaps);
  std::vector<TableRowOnPage> on_page;
  for (const TableRow& row : rows) {
    TableRowOnPage& made = on_page.emplace_back();
    Points left;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      CellOnPage cell{.left = left, .text = {}};
      // Rounded widths must not break what they were measured for.
      if (i < row.size()) cell.text = set(row[i].text, type_of(row[i]), widths[i] + Points{2});
      made.height = std::max(made.height, cell.text.height());
      made.cells.push_back(std::move(cell));
      left += widths[i] + gap;
    }
    made.width = left - gap;
    made.height += canvas.layout().leading / 2;
  }
  return on_page;
}

void make_elements(Canvas& canvas, ElementId table, const TableRow& row, TableRowOnPage& on_page,
                   bool is_first) {
  const ElementId element = canvas.element(Role::table_row, table);
  for (std::size_t i = 0; i < on_page.cells.size(); ++i) {
    Element cell{.role = Role::data_cell, .parent = element};
    if (i < row.size() && row[i].is_heading) {
      cell.role = Role::header_cell;
      cell.scope = is_first ? Scope::column : Scope::row;
    }
    on_page.cells[i].element = canvas.element(std::move(cell));
  }
}

void draw_row(Canvas& canvas, TableRowOnPage& row, Points x, Points y) {
  const Layout& layout = canvas.layout();
  const Points height = row.height;
  for (CellOnPage& cell : row.cells)
    canvas.text(cell.element, x + cell.left, y + layout.leading / 4, layout.text, std::move(cell.text));
  canvas.horizontal_rule(x, y + height, row.width, layout.hairline, layout.faint);
}

}  // namespace pensum::page
