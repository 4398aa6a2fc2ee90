// The kinds of files that a plan becomes, and what one of them holds.
#pragma once

#include "base/diagnostic.hpp"
#include "base/output_kind.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace pensum::app {

using Kind = OutputKind;

/// The kind that a file's ending asks for.
Result<Kind> kind_of(const std::filesystem::path& file);

/// The kinds in a list such as "pdf,epub", in the order of `Kind`. `label` names the setting in errors.
Result<std::set<Kind>> read_kinds(std::string_view label, std::string_view list);

/// What a file will hold.
struct Rendered {
  std::string bytes;
  std::string contents;  ///< in words, such as "6 pages"; may be empty
  Diagnostics warnings;
};

}  // namespace pensum::app
