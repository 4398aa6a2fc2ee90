// Files that several threads read at the same time and that nobody changes, such as fonts.
#pragma once

#include "base/diagnostic.hpp"
#include "base/shared_bytes.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace pensum::io {

/// For several threads: the bytes of a file are there once as long as anyone has them.
class SharedFiles {
 public:
  /// Errors: those of `read_file`.
  Result<SharedBytes> read(const std::filesystem::path& file);

 private:
  std::mutex mutex_;
  std::map<std::filesystem::path, std::weak_ptr<const std::string>> files_;
};

}  // namespace pensum::io
