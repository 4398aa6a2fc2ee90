// Lines and columns of a text as spreadsheets write it.
#pragma once

#include <cstddef>
#include <string_view>

namespace pensum::table {

/// Both count from 1, columns in code points. A line ends with LF, CR LF or CR.
struct Position {
  int line = 1;
  int column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// The position of the byte at `to`, from that of the byte at `from`, which is not behind it. Linear in
/// their distance.
Position advance(std::string_view bytes, std::size_t from, std::size_t to, Position position);

}  // namespace pensum::table
