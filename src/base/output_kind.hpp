// The kinds of files that a plan becomes: a row each in one table, which all that goes by a file's ending
// goes by.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace pensum {

enum class OutputKind { pdf, epub, json, text };

struct OutputKindRow {
  OutputKind kind;
  std::string_view ending;  ///< such as ".pdf"
};

inline constexpr std::array output_kinds{
    OutputKindRow{OutputKind::pdf, ".pdf"}, OutputKindRow{OutputKind::epub, ".epub"},
    OutputKindRow{OutputKind::json, ".json"}, OutputKindRow{OutputKind::text, ".txt"}};

/// Such as ".pdf".
std::string_view ending_of(OutputKind kind);

/// Whether `name` ends in `ending`, in capitals or small letters.
bool has_ending(std::string_view name, std::string_view ending);

/// The kind that the ending of a file's name asks for, in capitals or small letters; nothing where it names
/// none.
std::optional<OutputKind> output_kind_of(std::string_view name);

/// All endings as a sentence lists them: ".pdf, .epub, .json or .txt". `dots` false: without the dots.
std::string output_endings(bool dots, std::string_view last_link = " or ");

}  // namespace pensum
