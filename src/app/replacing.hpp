// What lies where a file is to go. What pensum wrote, and nobody has changed since, may be replaced; anything
// else may hold what belongs to somebody: ticks, notes, another document.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace pensum::app {

enum class Occupant {
  none,        ///< nothing that could be lost: no file, an empty one, a link (which leads to it as before)
  as_written,  ///< a PDF or a book as pensum wrote it, or a file with the same bytes
  document,    ///< a PDF or a book that is not as pensum wrote it, or a file that cannot be read
  other,       ///< a file of another kind, of which nothing tells who wrote it
};

/// What is at `path`, where `bytes` are to go. Reads a file that is there, and no other.
Occupant occupant_of(const std::filesystem::path& path, std::string_view bytes);

/// Whether a file called `shown_name`, of which nobody asked for the replacement by a word, may take the
/// place of `occupant`. Where the user named it, a file of no kind that ticks and notes are kept in may go.
Result<void> may_replace(Occupant occupant, const std::string& shown_name, bool named_by_user);

/// The error where a file is not replaced since somebody may have put something into it.
Diagnostic not_replaced(const std::string& shown_name);

}  // namespace pensum::app
