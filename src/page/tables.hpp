// Tables within texts: how wide their columns are, and their rows on a page.
#pragma once

#include "course/reading.hpp"
#include "page/canvas.hpp"

#include <functional>
#include <vector>

namespace pensum::page {

struct CellOnPage {
  ElementId element = artifact;
  Points left;  ///< from the table's edge
  TextBlock text;
};

struct TableRowOnPage {
  std::vector<CellOnPage> cells;
  Points width;   ///< of the table
  Points height;  ///< with what is white above and below its texts
};

/// Breaks a cell's text to a width.
using SetCell = std::function<TextBlock(const RichText& text, Type type, Points width)>;

/// The rows of a table that is at most `width` wide. Columns are as wide as their texts where all have room,
/// else they share what the longest words leave, by what their texts would need.
std::vector<TableRowOnPage> rows_of(Canvas& canvas, const std::vector<TableRow>& rows, Points width,
                                    const SetCell& set);

/// Gives `on_page` its elements within `table`.
void make_elements(Canvas& canvas, ElementId table, const TableRow& row, TableRowOnPage& on_page,
                   bool is_first);

void draw_row(Canvas& canvas, TableRowOnPage& row, Points x, Points y);

}  // namespace pensum::page
