#include "io/shared_files.hpp"

#include "io/files.hpp"

#include <utility>

namespace pensum::io {

Result<SharedBytes> SharedFiles::read(const std::filesystem::path& file) {
  const std::scoped_lock lock(mutex_);
  std::weak_ptr<const std::string>& known = files_[file];
  if (SharedBytes there = known.lock()) return there;
  Result<std::string> bytes = read_file(file);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  SharedBytes read = share(*std::move(bytes));
  known = read;
  return read;
}

}  // namespace pensum::io
