// A file that grows until it is whole.
#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace pensum::io {

/// Writes a file in parts: into a temporary file of the same folder, which is flushed to the disk and
/// renamed at the end, so that the old file or the new one is there, never a part. A writer that ends
/// without `commit` leaves nothing behind; what a killed process left is removed by the next writer of that
/// file. Errors name the file and the reason.
class FileWriter {
 public:
  /// Makes missing folders.
  static Result<FileWriter> create(const std::filesystem::path& path);
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) noexcept;
  ~FileWriter();

  Result<void> append(std::string_view bytes);
  /// Has the operating system begin to flush what was appended, and does not wait for it: of several files
  /// that are begun before the first is flushed, the others hardly wait.
  void begin_flush() const;
  /// All bytes are on the disk, under the temporary name yet: of several files none takes its place before
  /// the last one is written. Nothing is appended afterwards.
  Result<void> flush();
  /// All bytes are with the operating system, under the temporary name yet, and `flush` has nothing left to
  /// do: for many files that `flush_file_system` flushes at once before they take their places. Nothing is
  /// appended afterwards.
  Result<void> close();
  /// Whether the file's file system has everything on the disk that was written and closed.
  Result<void> flush_file_system() const;
  /// The end, with `flush` before it. The folder's entry stays to be flushed, once for many files
  /// (`flush_folder`).
  Result<void> commit();

  /// Removes the temporary files of all writers and lets no writer go on: for a program that has to end at
  /// once. Takes no memory.
  static void abandon_all() noexcept;

 private:
  struct State;
  explicit FileWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace pensum::io
