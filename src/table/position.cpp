#include "table/position.hpp"

#include "base/utf8.hpp"

namespace pensum::table {

Position advance(std::string_view bytes, std::size_t from, std::size_t to, Position position) {
  while (from < to) {
    const char c = bytes[from];
    const bool before_line_feed = from + 1 < bytes.size() && bytes[from + 1] == '\n';
    if (c == '\n' || (c == '\r' && !before_line_feed)) {
      ++position.line;
      position.column = 1;
    } else {
      ++position.column;
    }
    from += decode(bytes, from).length;
  }
  return position;
}

}  // namespace pensum::table
