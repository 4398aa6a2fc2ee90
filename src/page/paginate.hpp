// Blocks become pages: the total-fit engine with blocks as items and pages as slots.
#pragma once

#include "base/units.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace pensum::page {

/// What must stay together on a page.
struct Block {
  Points height;
  Points below{};  ///< of `height`, what is white below it: at a page's foot it takes no room
  /// Height of what is repeated above the block where it starts a page in the middle of something
  /// ("continued"); 0 where nothing is.
  Points repeated{};
  bool keep_with_next = false;  ///< a heading: never the last block of a page
  /// It is above rows, as a path's title is above its lessons: some of them stay with it.
  bool head = false;
  std::size_t rows = 1;  ///< how many rows a reader sees in it
};

/// A head keeps blocks until this many rows are below it: fewer would look lost. Where that needs no extra
/// page, it keeps this many blocks, up to half a page of them.
inline constexpr std::size_t rows_with_head = 3;

/// Whether a page with `unused` of its height left is nearly empty: under a quarter full.
constexpr bool nearly_empty(Points unused, Points page) { return unused * 4 > page * 3; }

/// The blocks [first, last) of a page, and the height that they leave unused.
struct PageRange {
  std::size_t first = 0;
  std::size_t last = 0;
  Points unused;
};

/// The pages for `blocks`, in order. Minimises, in this order: headings torn from what they head,
/// the number of pages, and the sum of squared unused heights, so that pages fill evenly and none is nearly
/// empty where moving a block avoids it; ties go to the earlier page. Columns rather begin with heads. A
/// block that is higher than a page gets a page of its own. `first_page_height` is what is free of the page
/// that is already begun; its range may come out empty. Where that page is `bare` it counts as one to fill:
/// leaving it empty costs what it would elsewhere. Of pages in columns each column is a page here, and
/// `columns` of them are begun. The engine's cost and oracle: fit/, tests/page.
std::vector<PageRange> paginate(std::span<const Block> blocks, Points first_page_height, Points page_height,
                                bool bare = false, std::size_t columns = 1);

/// How many pages, or columns, `blocks` without heads take where none is begun.
std::size_t fewest_pages(std::span<const Block> blocks, Points page_height);

}  // namespace pensum::page
