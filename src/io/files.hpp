// Files in and files out. What is written appears whole or not at all.
#pragma once

#include "base/diagnostic.hpp"
#include "io/file_writer.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pensum::io {

/// The bytes of a regular file of at most `most_bytes`. Errors name the file and the reason, and
/// suggest a file of the same folder where the name is nearly right.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::size_t most_bytes = std::size_t{64} << 20);

/// Whether the name of an input or output means standard input or output: “-”.
inline bool is_standard_stream(std::string_view name) { return name == "-"; }

/// What messages call the input `name`.
std::string input_name(const std::string& name);

/// As `read_file`; or all of standard input, which can be read once.
Result<std::string> read_input(const std::string& name, std::size_t most_bytes = std::size_t{64} << 20);

/// A regular file, open for reading wherever it is wanted: for files too large for memory.
class OpenFile {
 public:
  /// Errors: as `read_file`.
  static Result<OpenFile> open(const std::filesystem::path& path);
  OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)), size_(other.size_) {}
  OpenFile& operator=(OpenFile&&) = delete;
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile();

  std::size_t size() const { return size_; }
  /// `size` bytes from `offset` on; fewer where the file ends, or cannot be read.
  std::string read(std::size_t offset, std::size_t size) const;

 private:
  OpenFile(int number, std::size_t size) : number_(number), size_(size) {}

  int number_;
  std::size_t size_;
};

/// Writes `bytes` to `path`: into a temporary file of the same folder, flushed to the disk, then
/// renamed, so that the old file or the new one is there, never a part. Makes missing folders. A link
/// is replaced itself, not what it leads to; what is neither a file nor a link (a pipe, a device) stays. A
/// failure leaves no temporary file; its message names the file and the reason.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Whether the file holds these bytes.
bool holds_already(const std::filesystem::path& path, std::string_view bytes);

/// As `write_file`, but leaves a file alone that holds these bytes already, and the folder's entry to be
/// flushed, once for many files. True where something was written.
Result<bool> write_changed(const std::filesystem::path& path, std::string_view bytes);

/// The same up to the moment at which the file takes its place: written and closed, not flushed. Nothing
/// where the file holds these bytes already.
Result<std::optional<FileWriter>> prepare_changed(const std::filesystem::path& path, std::string_view bytes);

/// Flushes a folder's entries to the disk. A file system that cannot do so has nothing to flush; that the
/// disk is full or fails is an error.
Result<void> flush_folder(const std::filesystem::path& folder);

/// The folder's entry that is replaced when `path` is written: a link as its last part is not followed, since
/// it is the link that is replaced; links to folders are.
std::filesystem::path entry_of(const std::filesystem::path& path);

/// Whether writing `output` takes `input` away, which may be named through links.
bool would_replace(const std::filesystem::path& output, const std::filesystem::path& input);

Result<void> remove_file(const std::filesystem::path& path);

}  // namespace pensum::io
