// Errors and warnings as values: they carry their place, the settings that they are about, and a hint; one
// place (app) prints them.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum {

/// A place in the input. Lines and columns count from 1, columns in code points;
/// 0 means that the place has none.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

enum class Severity { warning, error };

/// One thing that is wrong, where, and what to do about it.
struct Diagnostic {
  Severity severity = Severity::error;
  Place place;          ///< may be empty
  std::string message;  ///< what is wrong, with the offending text; no full stop at the end
  std::string hint;     ///< what to do; may be empty
  /// The settings of a request that it is about, the most important first. Message and hint name them with
  /// marks (named_setting.hpp). Where they were made is filled in at the edge of the program.
  std::vector<std::string> settings{};

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// The most errors reported per input; a reader that finds more stops collecting.
inline constexpr std::size_t most_diagnostics = 200;

/// Sorts by place, and adds a note if there were too many to collect.
void finish(Diagnostics& diagnostics);

/// A value, or everything that is wrong with its input.
template <class T>
using Result = std::expected<T, Diagnostics>;

/// A failure with one error.
inline std::unexpected<Diagnostics> failure(std::string message, std::string hint = {}, Place place = {}) {
  return std::unexpected(
      Diagnostics{{Severity::error, std::move(place), std::move(message), std::move(hint)}});
}

/// `diagnostics` as faults of the value of a setting, which their messages then begin with. Those that are
/// about another setting, or have a place of their own, stay as they are.
Diagnostics about(std::string_view setting, Diagnostics diagnostics);

/// The text of a diagnostic as the command prints it:
/// `pensum: error: file:line:column: message` and, on a line of its own, `hint: …`.
/// Ends with a newline. Settings are called by their bare names.
std::string to_text(const Diagnostic& diagnostic);

/// `text` made safe to show: control and bidirectional-control characters become `\u{…}`,
/// and what is longer than `limit` code points is cut with an ellipsis.
std::string shown(std::string_view text, std::size_t limit = 60);

}  // namespace pensum
