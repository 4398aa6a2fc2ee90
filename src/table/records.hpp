// CSV record by record, over libcsv, with what libcsv does not tell: the place of a cell, and what is
// wrong with a quote. The only place that knows libcsv.
#pragma once

#include <csv.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::table {

/// Of a record: as many as Excel has columns.
inline constexpr std::size_t most_cells = 16'384;

/// A cell as it is in the file.
struct RawCell {
  std::size_t first = 0;  ///< offset of its first byte, be it white space or a quote
  std::string text;       ///< without its quotes and the white space at its ends
};

/// A quote that makes a record unreadable.
struct Fault {
  enum class Kind {
    inside_cell,  ///< a quote in a cell that does not begin with one
    behind_cell,  ///< something behind the quote that closes a cell
    never_closed,
    too_wide,  ///< more cells than `most_cells`
  };
  Kind kind{};
  std::size_t at = 0;      ///< offset of the byte that is not allowed there, or of the quote never closed
  std::size_t opened = 0;  ///< offset of the quote that opens the cell; `at` where none does
};

/// Goes through the records of a table. `text` of the cells stays only until the next record.
class Records {
 public:
  /// The records of `bytes` from `offset`, where one has to begin. The bytes outlive this.
  Records(std::string_view bytes, char delimiter, std::size_t offset);
  ~Records() { csv_free(&parser_); }
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// Goes to the next record, which may be an empty line; false behind the last one. After a fault the
  /// next record is the line after that in which the cell was opened: most often its closing quote was
  /// forgotten.
  bool next();

  std::size_t first() const { return first_; }  ///< offset of the record
  /// Empty for an empty line and after a fault.
  std::span<const RawCell> cells() const { return {cells_.data(), count_}; }
  const std::optional<Fault>& fault() const { return fault_; }

 private:
  void begin_parser();
  void parse_to(std::size_t end);
  void finish();
  void fail(Fault fault);
  std::size_t opening_quote() const;
  static void take_cell(void* text, std::size_t size, void* self) noexcept;
  static void take_end(int terminator, void* self) noexcept;

  std::string_view bytes_;
  char delimiter_;
  csv_parser parser_{};
  std::size_t at_;
  std::size_t first_;
  std::size_t cell_first_;
  bool ended_ = false;
  std::vector<RawCell> cells_;  // [0, count_) are the record's; the others keep their memory
  std::size_t count_ = 0;
  std::optional<Fault> fault_;
};

/// `text` without white space (space, tab, line ends, no-break space) at its ends.
std::string_view trimmed(std::string_view text);

/// The offset of the first character of a cell's value, for a cell at `first` that is not blank.
std::size_t value_offset(std::string_view bytes, std::size_t first);

}  // namespace pensum::table
