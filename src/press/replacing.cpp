#include "press/replacing.hpp"

#include "io/files.hpp"
#include "press/kinds.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>
#include <system_error>

namespace pensum::press {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t head_size = 1024;  // within which a PDF must name itself

}  // namespace

Occupant occupant_of(const fs::path& path, std::string_view bytes) {
  std::error_code problem;
  if (!fs::is_regular_file(fs::symlink_status(path, problem)))
    return Occupant::none;  // a folder: the writer reports it
  const Result<io::OpenFile> file = io::OpenFile::open(path);
  // What was there a moment ago and is not any more cannot be lost.
  if (!file)
    return ::access(path.c_str(), R_OK) != 0 && errno == EACCES ? Occupant::document : Occupant::none;
  if (file->size() == 0) return Occupant::none;
  if (file->size() == bytes.size() && file->read(0, bytes.size()) == bytes) return Occupant::as_written;
  const std::string head = file->read(0, head_size);
  for (const Kind& kind : kinds()) {
    if (kind.as_written == nullptr) continue;
    if (const std::optional<bool> as_written = kind.as_written(*file, head))
      return *as_written ? Occupant::as_written : Occupant::document;
  }
  return Occupant::other;
}

namespace {

constexpr const char* keep_or_replace =
    "to keep it, move it away or write elsewhere with --output; to replace it, add --overwrite";

}  // namespace

Diagnostic not_replaced(const std::string& shown_name) {
  return {Severity::error,
          {},
          fmt::format("{} was changed since pensum wrote it: it may contain ticks or notes", shown_name),
          keep_or_replace};
}

Result<void> may_replace(Occupant occupant, const std::string& shown_name, bool named_by_user) {
  switch (occupant) {
    case Occupant::none:
    case Occupant::as_written:
      return {};
    case Occupant::document:
      return std::unexpected(Diagnostics{not_replaced(shown_name)});
    case Occupant::other:
      break;
  }
  if (named_by_user) return {};
  return failure(fmt::format("{} exists, and pensum did not write it", shown_name), keep_or_replace);
}

}  // namespace pensum::press
