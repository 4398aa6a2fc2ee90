#include "shelf/calendars.hpp"

#include "io/files.hpp"

#include <cstddef>
#include <utility>

namespace pensum::shelf {

namespace {

// A roster may name one a row.
constexpr std::size_t most_kept = 64;

Result<LoadedCalendar> load(const std::string& file) {
  const Result<std::string> bytes = io::read_file(file, calendar::most_ics_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  Result<calendar::IcsFile> read = calendar::read_ics(*bytes, file);
  if (!read) return std::unexpected(std::move(read.error()));
  return std::make_shared<const calendar::IcsFile>(*std::move(read));
}

}  // namespace

Result<LoadedCalendar> Calendars::get(const std::string& file) {
  const std::scoped_lock lock(mutex_);
  const auto found = loaded_.find(file);
  if (found != loaded_.end()) return found->second;
  if (loaded_.size() >= most_kept) loaded_.clear();
  return loaded_.emplace(file, load(file)).first->second;
}

}  // namespace pensum::shelf
