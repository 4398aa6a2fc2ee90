// Which of the many kinds of CSV a file is.
#pragma once

#include <cstddef>
#include <string_view>

namespace pensum::table {

struct Dialect {
  char delimiter = ',';
  std::size_t first = 0;  ///< offset of the table: behind a byte-order mark and a line “sep=;”
  bool named = false;     ///< whether there is such a line
};

/// The dialect of a file. A first line “sep=X”, which Excel reads and does not show, gives the delimiter.
/// Without it, it is the one of comma, semicolon and tab that is most frequent in the first row that
/// holds anything else, not counting what is in quotes; ties go to the earlier of them. O(size) at worst.
Dialect dialect_of(std::string_view bytes);

}  // namespace pensum::table
