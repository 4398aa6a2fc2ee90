#include "io/shared_files.hpp"

#include "io/files.hpp"

#include <utility>

namespace pensum::io {

Result<std::shared_ptr<const std::string>> SharedFiles::read(const std::filesystem::path& file) {
  const std::scoped_lock lock(mutex_);
  std::weak_ptr<const std::string>& known = files_[file];
  if (std::shared_ptr<const std::string> there = known.lock()) return there;
  Result<std::string> bytes = read_file(file);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  auto read = std::make_shared<const std::string>(*std::move(bytes));
  known = read;
  return read;
}

}  // namespace pensum::io
