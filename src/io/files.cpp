#include "io/files.hpp"

#include "base/spelling.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace pensum::io {
namespace {

namespace fs = std::filesystem;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Closes now and says whether that went well: a late write error may show only here.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

std::string reason(int error) { return std::generic_category().message(error); }

std::unexpected<Diagnostics> file_error(const fs::path& path, std::string_view what, int error,
                                        std::string hint = {}) {
  return failure(fmt::format("{} {}: {}", shown(path.string(), 4096), what, reason(error)), std::move(hint));
}

/// "did you mean …?" for a file of the same folder.
std::string nearby(const fs::path& path) {
  constexpr std::size_t most_names = 1000;
  std::vector<std::string> names;
  std::error_code ignored;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, ignored), end;
       !ignored && entry != end && names.size() < most_names; entry.increment(ignored)) {
    names.push_back(entry->path().filename().string());
  }
  std::ranges::sort(names);
  const std::vector<std::string_view> views(names.begin(), names.end());
  return suggestion(path.filename().string(), views, "check the name and the folder");
}

/// A regular file, open for reading, and its size; never waits for a pipe to be written to.
Result<std::pair<int, std::size_t>> open_regular(const fs::path& path) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (number < 0) {
    const int error = errno;
    return file_error(path, "cannot be read", error, error == ENOENT ? nearby(path) : std::string());
  }
  struct stat info{};
  if (::fstat(number, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(number);
    return failure(fmt::format("{} is no regular file", shown(path.string(), 4096)),
                   S_ISDIR(info.st_mode) ? "it is a folder: name a file in it" : "name a file");
  }
  return std::pair{number, static_cast<std::size_t>(info.st_size)};
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

/// The folder's entry is flushed too; a file system that cannot do so has nothing to flush.
void flush_folder(const fs::path& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor) ::fsync(descriptor.number());
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t most_bytes) {
  const auto opened = open_regular(path);
  if (!opened) return std::unexpected(opened.error());
  const Descriptor descriptor(opened->first);
  if (opened->second > most_bytes) {
    return failure(fmt::format("{} has {} bytes; at most {} are let in", shown(path.string(), 4096),
                               opened->second, most_bytes),
                   "split it into smaller files");
  }
  std::string bytes(opened->second, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t count = ::read(descriptor.number(), bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_error(path, "cannot be read", errno);
    if (count == 0) break;  // it has become shorter meanwhile
    size += static_cast<std::size_t>(count);
  }
  bytes.resize(size);
  return bytes;
}

Result<MappedFile> map_file(const fs::path& path) {
  const auto opened = open_regular(path);
  if (!opened) return std::unexpected(opened.error());
  const Descriptor descriptor(opened->first);
  const std::size_t size = opened->second;
  if (size == 0) return failure(fmt::format("{} is empty", shown(path.string(), 4096)));
  void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
  if (address == MAP_FAILED) return file_error(path, "cannot be read", errno);
  std::shared_ptr<const void> owner(
      address, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return MappedFile{std::move(owner), {static_cast<const std::byte*>(address), size}};
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return file_error(folder, "cannot be made", problem.value());
  if (fs::is_directory(path, problem)) {
    return failure(fmt::format("{} is a folder", shown(path.string(), 4096)), "name a file in it");
  }
  // A name of this process's own; what stands there already is not touched.
  fs::path temporary;
  int number = -1;
  for (int attempt = 0; number < 0 && attempt < 100; ++attempt) {
    temporary = folder / fmt::format(".pensum-{}-{}", ::getpid(), attempt);
    number = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (number < 0 && errno != EEXIST) break;
  }
  if (number < 0) return file_error(path, "cannot be written", errno);
  Descriptor descriptor(number);
  int error = 0;
  if (!write_all(descriptor.number(), bytes) || ::fsync(descriptor.number()) != 0) error = errno;
  if (!descriptor.close() && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    return file_error(path, "cannot be written", error,
                      error == ENOSPC ? "free some space on that disk" : "");
  }
  flush_folder(folder);
  return {};
}

}  // namespace pensum::io
