#include "table/faults.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::table {

namespace {

Diagnostic error(const std::string& file, Position position, std::string message, std::string hint) {
  return {Severity::error, {file, position.line, position.column}, std::move(message), std::move(hint)};
}

}  // namespace

std::optional<Diagnostic> encoding_fault(std::string_view bytes, const std::string& file,
                                         std::string_view hint) {
  const std::size_t null = bytes.find('\0');
  const std::size_t invalid = std::min(null, find_invalid_utf8(bytes.substr(0, null)));
  if (invalid == std::string_view::npos) return {};
  const std::size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const Position position = advance(bytes, mark, invalid, {});
  if (invalid == null)
    return error(file, position, "a NUL byte, which text never contains", std::string(hint));
  return error(file, position,
               fmt::format("the byte \\x{:02X} is not UTF-8", static_cast<unsigned char>(bytes[invalid])),
               std::string(hint));
}

Diagnostic quote_fault(const Fault& fault, std::string_view bytes, const std::string& file,
                       std::size_t number, const std::function<Position(std::size_t)>& position_of) {
  const Position position = position_of(fault.at);
  switch (fault.kind) {
    case Fault::Kind::inside_cell:
      return error(
          file, position, fmt::format("row {}: a quote inside a cell that does not begin with one", number),
          "put quotes around the whole cell, and write those inside it twice: \"the \"\"best\"\" one\"");
    case Fault::Kind::behind_cell: {
      const std::string_view rest = bytes.substr(fault.at);
      return error(
          file, position,
          fmt::format("row {}: “{}” after the quote that closes a cell", number,
                      shown(rest.substr(0, rest.find_first_of("\r\n")), 20)),
          fmt::format("the cell was opened in line {}; close it there, or write a quote inside it twice",
                      position_of(fault.opened).line));
    }
    case Fault::Kind::never_closed:
      return error(file, position, fmt::format("row {}: the quotes of a cell are never closed", number),
                   "close them at the end of the cell");
    case Fault::Kind::too_wide:
      break;
  }
  return error(file, position, fmt::format("row {} has more than {} cells", number, most_cells),
               "take out columns that pensum does not use");
}

std::string column_letters(std::size_t column) {
  std::string text;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    text.insert(text.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return text;
}

}  // namespace pensum::table
