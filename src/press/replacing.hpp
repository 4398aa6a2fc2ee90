// What is already where a file will be written. Files that are still as pensum wrote them may be replaced;
// any other may hold something of the user's: ticks, notes, another document.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace pensum::press {

enum class Occupant {
  none,        ///< nothing that could be lost: no file, an empty one, a link (which leads to it as before)
  as_written,  ///< a PDF or a book (Kind::as_written) as pensum wrote it, or a file with the same bytes
  document,    ///< a PDF or a book that is not as pensum wrote it, or a file that cannot be read
  other,       ///< a file of another kind, of which nothing tells who wrote it
};

/// What is at `path`, where `bytes` are to go. Reads a file that is there, and no other.
Occupant occupant_of(const std::filesystem::path& path, std::string_view bytes);

/// Whether a file called `shown_name`, without the word that allows it to be replaced, may take the
/// place of `occupant`. Where the user named it, a file of no kind that ticks and notes are kept in may go.
Result<void> may_replace(Occupant occupant, const std::string& shown_name, bool named_by_user);

/// The error if a file is not replaced because it may have been changed.
Diagnostic not_replaced(const std::string& shown_name);

}  // namespace pensum::press
