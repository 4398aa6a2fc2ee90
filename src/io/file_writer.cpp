#include "io/file_writer.hpp"

#include "io/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

namespace pensum::io {

namespace fs = std::filesystem;

namespace {

std::unexpected<Diagnostics> cannot_write(const fs::path& path, int error) {
  return file_error(path, "cannot be written", error, error == ENOSPC ? "free some space on that disk" : "");
}

bool write_all(int number, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(number, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

struct FileWriter::State {
  fs::path path;
  fs::path temporary;
  Descriptor descriptor;
  bool renamed = false;

  ~State() {
    if (!renamed) ::unlink(temporary.c_str());
  }
};

FileWriter::FileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FileWriter::FileWriter(FileWriter&&) noexcept = default;
FileWriter& FileWriter::operator=(FileWriter&&) noexcept = default;
FileWriter::~FileWriter() = default;

Result<FileWriter> FileWriter::create(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return file_error(folder, "cannot be made", problem.value());
  if (fs::is_directory(path, problem)) {
    return failure(fmt::format("{} is a folder", shown(path.string(), 4096)), "name a file in it");
  }
  const fs::file_status there = fs::symlink_status(path, problem);
  if (fs::exists(there) && !fs::is_regular_file(there) && !fs::is_symlink(there)) {
    return failure(fmt::format("{} is there already, and no regular file", shown(path.string(), 4096)),
                   "name a file");
  }
  // A name of this process's own; what stands there already is not touched.
  for (int attempt = 0;; ++attempt) {
    fs::path temporary = folder / fmt::format(".pensum-{}-{}", ::getpid(), attempt);
    const int number = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (number >= 0) {
      return FileWriter(std::unique_ptr<State>(
          new State{.path = path, .temporary = std::move(temporary), .descriptor = Descriptor(number)}));
    }
    constexpr int most_attempts = 1000;
    if (errno != EEXIST || attempt == most_attempts) return cannot_write(path, errno);
  }
}

Result<void> FileWriter::append(std::string_view bytes) {
  if (!write_all(state_->descriptor.number(), bytes)) return cannot_write(state_->path, errno);
  return {};
}

Result<void> FileWriter::commit() {
  if (::fsync(state_->descriptor.number()) != 0) return cannot_write(state_->path, errno);
  // A late write error may show only here.
  if (!state_->descriptor.close()) return cannot_write(state_->path, errno);
  if (::rename(state_->temporary.c_str(), state_->path.c_str()) != 0)
    return cannot_write(state_->path, errno);
  state_->renamed = true;
  return {};
}

}  // namespace pensum::io
