// Content lines, which an iCalendar file consists of (RFC 5545 §3.1): NAME;PARAMETER=VALUE:VALUE, folded at
// 75 octets. Writing is strict; reading takes what programs write in practice.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::calendar {

/// The most octets of a line that is written, without its line break.
inline constexpr std::size_t longest_line = 75;

/// `text` as a value: `\`, `;`, `,` and line breaks escaped, other control characters left out, bytes that
/// are not UTF-8 replaced by U+FFFD.
std::string escaped(std::string_view text);

/// The inverse of `escaped`. A backslash before any other character is left out.
std::string unescaped(std::string_view value);

/// `line` as it is written: in pieces of at most `longest_line` octets, each after the first with a space
/// before it, all with CRLF after them. No piece ends within a character, or between a backslash and what it
/// escapes.
std::string folded(std::string_view line);

/// A line of a file, unfolded.
struct ContentLine {
  int number = 1;    ///< of its first line in the file, from 1
  std::string name;  ///< in capitals, without white space
  struct Parameter {
    std::string name;   ///< in capitals, without white space
    std::string value;  ///< without quotes
  };
  std::vector<Parameter> parameters;
  std::string value;  ///< as it is in the file

  /// The value of a parameter in capitals; empty if there is none.
  std::string parameter(std::string_view wanted) const;
};

/// The lines of a file one after the other. Ends of lines are CRLF, LF or CR. A byte order mark, empty lines
/// and lines without a colon are skipped; names may have white space around them. What is beyond
/// `longest_kept` octets of a line is left out.
class LineReader {
 public:
  static constexpr std::size_t longest_kept = std::size_t{1} << 20;

  /// `bytes` outlive it.
  explicit LineReader(std::string_view bytes);

  /// The next line; none at the end.
  std::optional<ContentLine> next();

 private:
  struct RawLine {
    std::string_view text;
    int number = 0;
  };
  std::optional<RawLine> raw_line();

  std::string_view bytes_;
  std::size_t at_ = 0;
  int number_ = 0;                ///< of the line that was read last
  std::optional<RawLine> ahead_;  ///< read, but not used yet
};

}  // namespace pensum::calendar
