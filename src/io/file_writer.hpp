// A file that grows until it is whole.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace pensum::io {

/// Writes a file in parts: into a temporary file of the same folder, which is flushed to the disk and
/// renamed at the end, so that the old file or the new one is there, never a part. A writer that ends
/// without `commit` leaves nothing behind. Errors name the file and the reason.
class FileWriter {
 public:
  /// Makes missing folders.
  static Result<FileWriter> create(const std::filesystem::path& path);
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) noexcept;
  ~FileWriter();

  Result<void> append(std::string_view bytes);
  /// The end. The folder's entry stays to be flushed, once for many files (`flush_folder`).
  Result<void> commit();

 private:
  struct State;
  explicit FileWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace pensum::io
